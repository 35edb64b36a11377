//! What may come after a call, or instead of a long wait: the last partner once more, the next one by
//! itself, anybody at all, or another room where a link has led to none.

use std::time::Duration;

use super::{Action, Machine, Notice, Phase, Purpose, Timer};
use crate::protocol::limits::TALK_AGAIN_WITHIN;
use crate::protocol::{RoomId, Timestamp, matchmaking};
use crate::services::call::{Again, Asked, NoPlace, Prospects};

/// Auto-next waits so many seconds: long enough to read "NAME left", and to think otherwise.
const NEXT_IN: u8 = 5;
const SECOND: Duration = Duration::from_secs(1);
/// How much later than the server's the own clock may ring.
const GRACE: Duration = Duration::from_secs(2);

/// The call of the queue that has just ended, while both may ask to talk again.
#[derive(Debug)]
pub(super) struct LastCall {
    room: RoomId,
    name: String,
    asked: Asked,
}

impl Machine {
    /// What the page may offer.
    pub fn prospects(&self) -> Prospects {
        let in_call = self.call().is_some();
        let again = self.last_call.as_ref().filter(|_| !in_call);
        Prospects {
            again: again.map(|call| Again { name: call.name.clone(), asked: call.asked }),
            met: self.met.clone(),
            next_in: match self.phase {
                Phase::Left { next_in, .. } => next_in,
                _ => None,
            },
            may_drop_interests: matches!(self.phase, Phase::Queued { .. })
                && !self.interests_dropped
                && !self.profile.interests.is_empty(),
        }
    }

    /// Whoever leaves a call of the queue, or is left, may think better of it. A private room stays as it is.
    pub(super) fn remember_call(&mut self) {
        let of_queue = |room: &RoomId| self.private_room.as_ref() != Some(room);
        let Some(call) = self.call().filter(|call| !call.forgotten && of_queue(&call.room)) else { return };
        let (room, name) = (call.room.clone(), call.name.clone());
        self.last_call = Some(LastCall { room: room.clone(), name, asked: Asked::Nobody });
        self.after(TALK_AGAIN_WITHIN, Purpose::AgainOver { room, asked: false });
    }

    pub(super) fn talk_again(&mut self) {
        if self.call().is_some() || self.tell_closed() {
            return;
        }
        let Some(last) = self.last_call.as_mut().filter(|last| last.asked != Asked::Me) else { return };
        last.asked = Asked::Me;
        let room = last.room.clone();
        self.stay();
        self.send(matchmaking::Request::TalkAgain { room_id: room.clone() });
        self.after(TALK_AGAIN_WITHIN + GRACE, Purpose::AgainOver { room, asked: true });
    }

    /// The last partner asks.
    pub(super) fn asked_again(&mut self, room_id: &RoomId) {
        if let Some(last) = self.last_call.as_mut().filter(|last| last.room == *room_id) {
            // Where both asked at once, the match is on its way.
            if last.asked == Asked::Nobody {
                last.asked = Asked::Partner;
            }
            self.stay();
        }
    }

    /// Whether the person has asked for the partner of that room.
    pub(super) fn asks_for(&self, room_id: &RoomId) -> bool {
        self.last_call.as_ref().is_some_and(|last| last.room == *room_id && last.asked == Asked::Me)
    }

    pub(super) fn awaits_last_partner(&self) -> bool {
        self.last_call.as_ref().is_some_and(|last| last.asked == Asked::Me)
    }

    /// The time in which both may ask is over.
    pub(super) fn again_over(&mut self, room: &RoomId, asked: bool) {
        if self
            .last_call
            .as_ref()
            .is_some_and(|last| last.room == *room && (last.asked == Asked::Me) == asked)
        {
            self.again_in_vain();
        }
    }

    pub(super) fn again_in_vain(&mut self) {
        if let Some(LastCall { name, asked: Asked::Me, .. }) = self.last_call.take() {
            self.notice(Notice::NotAgain { name });
        }
    }

    pub(super) fn set_auto_next(&mut self, on: bool) {
        self.auto_next = on;
        if !on {
            self.stay();
        }
    }

    /// Looks for nobody by itself, this time.
    pub(super) fn stay(&mut self) {
        if let Phase::Left { next_in, .. } = &mut self.phase {
            *next_in = None;
        }
    }

    /// A stranger has left: the next one comes by itself, if the person wants it so.
    pub(super) fn begin_countdown(&mut self) {
        if let Phase::Left { next_in, .. } = &mut self.phase
            && self.auto_next
            && self.private_room.is_none()
        {
            *next_in = Some(NEXT_IN);
            self.after(SECOND, Purpose::CountDown);
        }
    }

    pub(super) fn count_down(&mut self) {
        let Phase::Left { next_in: Some(seconds), .. } = &mut self.phase else { return };
        *seconds -= 1;
        if *seconds > 0 {
            self.after(SECOND, Purpose::CountDown);
        } else if !self.tell_closed() {
            self.queue();
        }
    }

    /// Keeps the place in the queue, and gives up what narrows it.
    pub(super) fn drop_interests(&mut self) {
        if self.prospects().may_drop_interests {
            self.interests_dropped = true;
            let profile = matchmaking::Profile { interests: Vec::new(), ..self.profile.clone() };
            self.send(matchmaking::Request::RequestRoom(profile));
        }
    }

    /// Alone in a private room, until somebody comes or it expires.
    pub(super) fn alone(&mut self, room: RoomId, expires_at: Timestamp) {
        self.enter(Phase::Alone { room, expires_at });
        let timer = Timer { epoch: self.epoch, purpose: Purpose::RoomExpired };
        self.act(Action::At(expires_at + GRACE, timer));
    }

    /// The server ends an expired room without a word to whoever waits there. Its clock counts, so it is
    /// asked: a join does nothing where the room still stands.
    pub(super) fn room_expired(&mut self) {
        if let Phase::Alone { room, .. } = &self.phase {
            let room = room.clone();
            self.ask_to_join(room);
        }
    }

    pub(super) fn shut_out(&mut self, why: NoPlace) {
        if let Phase::Joining { room, .. } | Phase::Alone { room, .. } = &self.phase {
            let room = room.clone();
            self.enter(Phase::ShutOut { room, why });
            self.notice(Notice::NoPlace(why));
        }
    }
}
