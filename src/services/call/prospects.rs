//! What may come next, for the page to offer; and the buttons that say so.

use leptos::prelude::Set;

use super::CallContext;
use super::machine::Command;
use crate::protocol::RoomId;
use crate::protocol::reports::{Reason, Sealed};
use crate::services::settings;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prospects {
    /// The call that ended some seconds ago may be taken up again.
    pub again: Option<Again>,
    /// In how many seconds somebody else is looked for.
    pub next_in: Option<u8>,
    /// Whom the person met last, as long as they can be reported.
    pub met: Option<Met>,
    /// The wait may be shorter without interests.
    pub may_drop_interests: bool,
}

/// The last partner, while both may ask for each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    pub name: String,
    pub asked: Asked,
}

/// A partner, and the room of that call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    pub room: RoomId,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Nobody,
    /// The partner is told, and has not answered.
    Me,
    Partner,
}

impl CallContext {
    /// Asks for the last partner; when both have, they are matched anew.
    pub fn talk_again(self) {
        self.command(Command::TalkAgain);
    }

    /// Waits on without interests.
    pub fn drop_interests(self) {
        self.command(Command::DropInterests);
    }

    /// Looks for nobody by itself, this time.
    pub fn stay(self) {
        self.command(Command::Stay);
    }

    /// Into a private room, out of whatever there is.
    pub fn join(self, room_id: RoomId) {
        self.command(Command::Join(room_id));
    }

    /// Ends the call with that partner for good: these two are never matched again.
    pub fn block(self, room_id: RoomId) {
        self.command(Command::Block(room_id));
    }

    /// Tells the operators of that partner.
    pub fn report(self, room_id: RoomId, reason: Reason, sealed: Option<Sealed>) {
        self.command(Command::Report { room_id, reason, sealed });
    }

    /// From now on. Remembered in this browser.
    pub fn set_auto_next(self, on: bool) {
        settings::remember_auto_next(on);
        self.auto_next.set(on);
        self.command(Command::AutoNext(on));
    }
}
