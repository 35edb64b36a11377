//! What speaks for a violation: the histories of those whom it concerns, side by side.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::checker::{Rule, Violation};
use super::history::{History, Moment, Session, What};
use super::round::Outcome;

/// How many are shown of each rule; the first ones tell most.
const SHOWN: usize = 2;
const BEFORE: Duration = Duration::from_secs(15);
const AFTER: Duration = Duration::from_secs(10);

/// Writes down all that everybody lived through.
pub fn write_history(outcome: &Outcome) -> io::Result<()> {
    fs::write(outcome.logs.join("history.txt"), everything(&outcome.history))
}

/// Writes it down beside the logs. Returns where, and the violations in a line each.
pub fn write(outcome: &Outcome) -> io::Result<(PathBuf, String)> {
    let violations = &outcome.verdict.violations;
    let mut summary = format!("{} violations:\n", violations.len());
    let mut text = String::new();
    for violation in violations {
        // A String takes everything.
        let _ = writeln!(text, "{violation}");
    }
    let mut shown: HashMap<Rule, usize> = HashMap::new();
    for violation in violations {
        let before = shown.entry(violation.rule).or_default();
        *before += 1;
        if *before <= SHOWN {
            let _ = writeln!(summary, "  {violation}");
            text.push_str(&timeline(&outcome.history, violation));
        }
    }
    let file = outcome.logs.join("violations.txt");
    fs::write(&file, text)?;
    Ok((file, summary))
}

fn everything(history: &History) -> String {
    let mut lines: Vec<(Moment, &Session, &What)> = Vec::new();
    for session in &history.sessions {
        lines.extend(session.entries.iter().map(|entry| (entry.at, session, &entry.what)));
    }
    lines.sort_by_key(|(at, ..)| *at);
    let mut text = String::new();
    for (at, session, what) in lines {
        let _ = writeln!(text, "{:9.3} {} {what:?}", at.as_secs_f64(), session.id);
    }
    text
}

fn timeline(history: &History, violation: &Violation) -> String {
    let (from, to) = (violation.at.saturating_sub(BEFORE), violation.at + AFTER);
    let within = |at: Moment| from <= at && at <= to;
    let mut lines: Vec<(Moment, String)> = Vec::new();
    for fault in history.faults.iter().filter(|fault| fault.from <= to && from <= fault.whole) {
        lines.push((fault.from, format!("*** {}, whole at {:.3}", fault.name, fault.whole.as_secs_f64())));
    }
    for outage in history.outages.iter().filter(|outage| within(outage.from)) {
        lines.push((
            outage.from,
            format!("*** process {} {:?} to {:?}", outage.process, outage.kind, outage.to),
        ));
    }
    let concerned = |session: &&Session| violation.about.contains(&session.id);
    for session in history.sessions.iter().filter(concerned) {
        let entries = session.entries.iter().filter(|entry| within(entry.at));
        lines.extend(entries.map(|entry| (entry.at, format!("{} {:?}", session.id, entry.what))));
    }
    lines.sort();
    let mut text = format!("\n--- {violation}\n");
    for (at, line) in lines {
        let _ = writeln!(text, "{:9.3} {line}", at.as_secs_f64());
    }
    text
}
