//! Whoever stays behind in a room is told so: at once when the other side left, and within the lease
//! and the resume window when it was lost.

use live_loop::protocol::RoomId;

use super::view::{Stay, View};
use super::{NO_GHOSTS_AFTER, PROMPT, Rule, Verdict};
use crate::chaos::history::Moment;

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    for (room, stays) in &view.rooms {
        if let [a, b] = stays.as_slice() {
            left_by(view, room, a, b, verdict);
            left_by(view, room, b, a, verdict);
        }
    }
}

fn left_by(view: &View<'_>, room: &RoomId, leaver: &Stay<'_>, stayer: &Stay<'_>, verdict: &mut Verdict) {
    let (me, partner) = (&stayer.session.id, &leaver.session.id);
    let lost = view.gone_for_good(partner);
    let is_left = leaver.left_for_sure.is_some() || lost.is_some();
    if is_left && !stayer.may_be_over_by(Moment::MAX) {
        let words = format!("{partner} left room {room}, and nobody ever says so");
        return verdict.add(Rule::ToldWhenLeft, stayer.met, &[me, partner], words);
    }
    let time_to_lapse = NO_GHOSTS_AFTER + view.history.promises.resume_window;
    let deadlines = [leaver.left_for_sure, lost.map(|at| at + time_to_lapse)];
    let Some(due) = deadlines.into_iter().flatten().min() else { return };
    let due = due.max(stayer.met);
    let late = due + PROMPT;
    // In times of trouble it may take longer.
    let began = lost.map_or(due, |lost| lost.min(due));
    let in_good_order = view.is_well(me, due, late) && view.is_quiet(began, late);
    if !stayer.may_be_over_by(late) && in_good_order && late <= view.history.settled {
        let words = format!("{partner} left room {room}, which was not said from {due:?} to {late:?}");
        verdict.add(Rule::ToldWhenLeft, late, &[me, partner], words);
    }
}
