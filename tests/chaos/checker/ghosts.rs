//! Nobody is matched with a session whose client has been gone for longer than a lease can last.

use super::view::{Stay, View};
use super::{NO_GHOSTS_AFTER, Rule, Verdict};
use crate::chaos::history::{Moment, OutageKind};

/// From a match until its `match-done` is read, where nothing stands in the way.
const ON_ITS_WAY: Moment = Moment::from_millis(1500);

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    for stay in view.rooms.values().flatten() {
        let made_after = stay.met.saturating_sub(ON_ITS_WAY);
        // Told later than it was made, if the link or the process was away.
        if !view.is_well(&stay.session.id, made_after, stay.met) {
            continue;
        }
        let Some(gone) = view.gone_since(stay.partner, stay.met) else { continue };
        if made_after > noticed(view, stay, gone) + NO_GHOSTS_AFTER {
            let words = format!("{} was matched, gone since {gone:?}", stay.partner);
            verdict.add(Rule::NoGhosts, stay.met, &[&stay.session.id, stay.partner], words);
        }
    }
}

/// When the living could begin to notice: while they have no store, they can't.
fn noticed(view: &View<'_>, stay: &Stay<'_>, gone: Moment) -> Moment {
    let processes: Vec<_> = view.processes_of(&stay.session.id).collect();
    let outages = view.history.outages.iter().filter(|outage| outage.kind == OutageKind::CutOff);
    let ends = outages
        .filter(|outage| processes.contains(&outage.process) && outage.from <= stay.met)
        .filter_map(|outage| outage.to);
    ends.filter(|end| *end <= stay.met).fold(gone, Moment::max)
}
