//! What the two sides of a room were told, held against each other.

use live_loop::protocol::RoomId;

use super::view::{Stay, View};
use super::{PROMPT, Rule, Verdict};
use crate::chaos::history::Moment;

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    for (room, stays) in &view.rooms {
        match stays.as_slice() {
            [one] => one_sided(view, one, verdict),
            [a, b] if a.session.id != b.session.id => two_sided(a, b, verdict),
            [a, ..] => {
                let about: Vec<_> = stays.iter().map(|stay| &stay.session.id).collect();
                let words = format!("room {room} was told of {} times", stays.len());
                verdict.add(Rule::NoThirdParty, a.met, &about, words);
            }
            [] => {}
        }
        for stay in stays {
            not_blocked(view, room, stay, verdict);
        }
    }
}

fn two_sided(a: &Stay<'_>, b: &Stay<'_>, verdict: &mut Verdict) {
    let each_other = *a.partner == b.session.id && *b.partner == a.session.id;
    if !each_other || a.polite == b.polite {
        let words = format!(
            "room {}: one was told of {} (polite: {}), the other of {} (polite: {})",
            a.room, a.partner, a.polite, b.partner, b.polite
        );
        verdict.add(Rule::SidesAgree, a.met.max(b.met), &[&a.session.id, &b.session.id], words);
    }
}

/// The other side may not have heard of the match if it was lost in that very moment, and its session
/// is over; or if the store forgot the match. Then whoever heard of it must hear that it is over, too.
fn one_sided(view: &View<'_>, stay: &Stay<'_>, verdict: &mut Verdict) {
    let (me, partner) = (&stay.session.id, stay.partner);
    let Some(other) = view.session(partner) else {
        let words = format!("room {} with {partner}, whom nobody is", stay.room);
        return verdict.add(Rule::SidesAgree, stay.met, &[me], words);
    };
    let was_lost = other.ending().is_some() && !view.could_hear_of(partner, stay.met);
    if !was_lost && !view.may_be_forgotten(stay.asked, stay.met + PROMPT) {
        let words = format!("room {} was not told to {partner}", stay.room);
        return verdict.add(Rule::SidesAgree, stay.met, &[me, partner], words);
    }
    verdict.excused_rooms += 1;
    if !stay.may_be_over_by(Moment::MAX) {
        let words = format!("room {} is no room, and nobody says so", stay.room);
        verdict.add(Rule::ToldWhenLeft, stay.met, &[me, partner], words);
    }
}

/// A block ends a room; the same two in another one, later, must not be.
fn not_blocked(view: &View<'_>, room: &RoomId, stay: &Stay<'_>, verdict: &mut Verdict) {
    let me = &stay.session.id;
    let Some(blocked_in) = view.block_between(me, stay.partner) else { return };
    let came_before = |own: &&Stay<'_>| own.session.id == *me && own.entry < stay.entry;
    if blocked_in != room && view.rooms[blocked_in].iter().any(|own| came_before(&own)) {
        let words = format!("room {room}, though they were blocked in room {blocked_in}");
        verdict.add(Rule::NotWithBlocked, stay.met, &[me, stay.partner], words);
    }
}
