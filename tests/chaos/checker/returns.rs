//! Once the store is back, people meet again, and soon.

use super::view::View;
use super::{PROMPT, Rule, Verdict};
use crate::chaos::history::Fault;

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    let mut meetings: Vec<_> = view.rooms.values().flatten().map(|stay| stay.met).collect();
    meetings.sort();
    for fault in view.history.faults.iter().filter(|fault| fault.of_store) {
        let next = meetings[meetings.partition_point(|met| *met <= fault.mended)..].first();
        let Some(pause) = next.map(|next| *next - fault.mended) else { continue };
        verdict.slowest_return = verdict.slowest_return.max(pause);
        if pause > PROMPT && is_alone(view, fault) {
            let words = format!("nobody met for {pause:?} after '{}'", fault.name);
            verdict.add(Rule::MatchingGoesOn, fault.mended, &[], words);
        }
    }
}

/// Whether no other fault is to blame.
fn is_alone(view: &View<'_>, fault: &Fault) -> bool {
    let until = fault.mended + PROMPT;
    let disturbs = |other: &&Fault| other.from <= until && fault.from <= other.whole && *other != fault;
    !view.history.faults.iter().any(|other| disturbs(&other))
}
