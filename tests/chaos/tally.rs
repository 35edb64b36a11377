//! How much happened, over all rounds.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::time::Duration;

use live_loop::protocol::session::ErrorCode;

use super::checker::Verdict;
use super::history::{Answer, Ending, Entry, History, News, What};

#[derive(Debug, Default)]
pub struct Tally {
    rounds: usize,
    pub matches: usize,
    /// Acked, and read by the other side.
    acked: usize,
    heard: usize,
    sessions: usize,
    resumes: usize,
    gaps: usize,
    /// Sessions that the server knew no more when their clients came back.
    refused_sessions: usize,
    unavailable: usize,
    other_refusals: BTreeMap<String, usize>,
    excused_rooms: usize,
    excused_messages: usize,
    faults: BTreeMap<String, usize>,
    slowest_return: Duration,
    pub violations: usize,
}

impl Tally {
    pub fn add(&mut self, history: &History, verdict: &Verdict) {
        self.rounds += 1;
        let mut rooms = HashSet::new();
        for session in &history.sessions {
            self.sessions += 1;
            if matches!(session.ending(), Some((_, Ending::Refused))) {
                self.refused_sessions += 1;
            }
            for Entry { what, .. } in &session.entries {
                if let What::Told { news: News::Met { room, .. }, .. } = what {
                    rooms.insert(room);
                }
                self.count(what);
            }
        }
        self.matches += rooms.len();
        for fault in &history.faults {
            *self.faults.entry(fault.name.clone()).or_default() += 1;
        }
        self.excused_rooms += verdict.excused_rooms;
        self.excused_messages += verdict.excused_messages;
        self.slowest_return = self.slowest_return.max(verdict.slowest_return);
        self.violations += verdict.violations.len();
    }

    fn count(&mut self, what: &What) {
        match what {
            What::Linked { resumed: true, gap, .. } => {
                self.resumes += 1;
                self.gaps += usize::from(*gap);
            }
            What::Answered { answer: Answer::Taken(_), .. } => self.acked += 1,
            What::Answered { answer: Answer::Refused(ErrorCode::Unavailable), .. } => self.unavailable += 1,
            What::Answered { answer: Answer::Refused(code), .. } => {
                *self.other_refusals.entry(format!("{code:?}")).or_default() += 1;
            }
            What::Told { news: News::Heard { .. }, .. } => self.heard += 1,
            What::Linked { .. }
            | What::Tried
            | What::Unlinked { .. }
            | What::Sent { .. }
            | What::Answered { .. }
            | What::Told { .. }
            | What::Ended(_) => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |counts: &BTreeMap<String, usize>| {
            let words: Vec<String> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
            if words.is_empty() { "none".to_owned() } else { words.join(", ") }
        };
        writeln!(f, "{} rounds, {} matches, {} violations", self.rounds, self.matches, self.violations)?;
        writeln!(f, "  faults: {}", list(&self.faults))?;
        writeln!(f, "  messages: {} acked, {} heard", self.acked, self.heard)?;
        writeln!(
            f,
            "  sessions: {}, {} resumes, {} with a gap, {} refused",
            self.sessions, self.resumes, self.gaps, self.refused_sessions
        )?;
        writeln!(f, "  answers: {} unavailable; {}", self.unavailable, list(&self.other_refusals))?;
        writeln!(f, "  the store came back: people met again after {:?} at most", self.slowest_return)?;
        write!(
            f,
            "  excused: {} rooms of which one side never heard, {} messages to people who never came back",
            self.excused_rooms, self.excused_messages
        )
    }
}
