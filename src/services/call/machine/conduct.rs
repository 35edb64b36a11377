//! A partner whom one would rather not have met: to block in a call, to report also a while after it.

use super::{Machine, Met, Phase, Purpose};
use crate::protocol::RoomId;
use crate::protocol::limits::REPORT_WITHIN;
use crate::protocol::matchmaking::Request;
use crate::protocol::progress::EndReason;
use crate::protocol::reports::{Reason, Sealed};
use crate::protocol::session::Error;
use crate::services::call::Notice;

const HOUR_MS: u64 = 60 * 60 * 1000;

impl Machine {
    /// As a stop, but there is no way back.
    pub(super) fn block(&mut self, room_id: RoomId) {
        if self.call().is_some_and(|call| call.room == room_id) {
            self.send(Request::BlockPeer { room_id });
            self.tell_end(EndReason::Blocked);
            self.drop_call();
            self.enter(Phase::Ended);
        }
    }

    pub(super) fn report(&mut self, room_id: RoomId, reason: Reason, sealed: Option<Sealed>) {
        self.send(Request::ReportPeer { room_id, reason, sealed });
    }

    /// The call is over. In a private room nobody can be told of who has left it.
    pub(super) fn part(&mut self) {
        let Some(met) = &self.met else { return };
        if self.partner.is_friend {
            self.met = None;
        } else {
            self.after(REPORT_WITHIN, Purpose::MetOver { room: met.room.clone() });
        }
    }

    pub(super) fn forget_met(&mut self, room: &RoomId) {
        let in_it = self.call().is_some_and(|call| call.room == *room);
        self.met.take_if(|met: &mut Met| met.room == *room && !in_it);
    }

    /// An operator has shut this person out.
    pub(super) fn banned(&mut self, error: &Error) {
        let left = error.retry_after_ms.unwrap_or_default();
        self.stay_out(Notice::Banned { hours: left.div_ceil(HOUR_MS).max(1) });
    }
}
