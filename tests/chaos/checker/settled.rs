//! In the end, when all faults are over and everyone wants a partner and keeps whom they get: who is
//! in a room is there with the other side, and nobody waits who could be with someone who waits.

use std::collections::HashMap;

use live_loop::protocol::{RoomId, SocketId};

use super::view::View;
use super::{Rule, Verdict};

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    let living = view.history.sessions.iter().filter(|session| session.ending().is_none());
    let places: HashMap<&SocketId, Option<&RoomId>> =
        living.map(|session| (&session.id, view.last_room(&session.id))).collect();
    let end = view.history.settled;
    for (who, room) in &places {
        let Some(room) = room else { continue };
        let others = view.rooms[room].iter().map(|stay| &stay.session.id).filter(|other| other != who);
        if !others.into_iter().any(|other| places.get(other) == Some(&Some(room))) {
            verdict.add(Rule::Settled, end, &[who], format!("alone in room {room} in the end"));
        }
    }
    let waiting: Vec<&SocketId> =
        places.iter().filter(|(_, room)| room.is_none()).map(|(who, _)| *who).collect();
    for (n, a) in waiting.iter().enumerate() {
        if let Some(b) = waiting[n + 1..].iter().find(|b| !view.may_be_blocked(a, b)) {
            verdict.add(Rule::NobodyWaitsInVain, end, &[a, b], "both wait in the end");
        }
    }
}
