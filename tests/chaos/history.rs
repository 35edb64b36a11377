//! What everyone lived through in a round, by one clock: the whole input of the [`checker`].
//!
//! [`checker`]: super::checker

use std::time::Duration;

use live_loop::protocol::session::ErrorCode;
use live_loop::protocol::{MessageId, RoomId, SocketId};

/// Since the round began.
pub type Moment = Duration;

#[derive(Debug, Default)]
pub struct History {
    pub sessions: Vec<Session>,
    pub faults: Vec<Fault>,
    pub outages: Vec<Outage>,
    pub promises: Promises,
    /// When everybody had settled: whoever is in a room then stays there.
    pub settled: Moment,
}

/// What the round may hold the server to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promises {
    /// Faults came one at a time, so no session and no acked message may be lost.
    pub nothing_lost: bool,
    pub resume_window: Duration,
}

impl Default for Promises {
    fn default() -> Self {
        Self { nothing_lost: true, resume_window: Duration::from_secs(5) }
    }
}

/// One session, as its client saw it.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub id: SocketId,
    /// The user, who may have had other sessions before.
    pub user: usize,
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub at: Moment,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Welcomed by a process; the link stands.
    Linked {
        process: ProcessId,
        resumed: bool,
        gap: bool,
    },
    /// An attempt to resume came to nothing that the client knows of; for the server it may have.
    Tried,
    /// The link is gone. With the code, if the server closed it.
    Unlinked {
        code: Option<u16>,
    },
    /// A request went out. Whether it was carried out, only its answer tells.
    Sent {
        id: u32,
        request: Request,
    },
    Answered {
        id: u32,
        answer: Answer,
    },
    /// A frame of the resumable stream.
    Told {
        seq: u64,
        news: News,
    },
    /// The last entry of a session that is over for its client.
    Ended(Ending),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// `request-room`: the queue, or Next.
    Room,
    Stop(RoomId),
    Block(RoomId),
    /// A chat message; no two have the same text, and its key goes with it.
    Say {
        room: RoomId,
        text: String,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Done,
    /// Of a message, with the name that the server gave it.
    Taken(MessageId),
    Refused(ErrorCode),
}

#[derive(Clone, Debug, PartialEq)]
pub enum News {
    Met {
        room: RoomId,
        partner: SocketId,
        polite: bool,
    },
    PeerLeft(RoomId),
    PeerAway(RoomId),
    PeerBack(RoomId),
    Heard {
        room: RoomId,
        from: SocketId,
        message: MessageId,
        text: String,
    },
    /// Whatever else has a number.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client said `bye`.
    Bye,
    /// The client never came back.
    Abandoned,
    /// The server knew it no more: `resumed: false`.
    Refused,
}

/// One process of the server; started anew, it is another one.
pub type ProcessId = u32;

/// When a process could not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    pub process: ProcessId,
    pub kind: OutageKind,
    pub from: Moment,
    /// `None`: for good.
    pub to: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutageKind {
    /// Killed, ended, or stopped: its clients are as good as gone.
    Silent,
    /// It serves its clients, but has lost its store.
    CutOff,
}

/// What the nemesis did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub name: String,
    pub from: Moment,
    /// When it was over.
    pub mended: Moment,
    /// When every process was ready again.
    pub whole: Moment,
    /// The store was out of everyone's reach.
    pub of_store: bool,
    /// The store may have forgotten the last of what it had confirmed.
    pub loses_writes: bool,
}

impl Session {
    pub fn ending(&self) -> Option<(Moment, Ending)> {
        match self.entries.last() {
            Some(&Entry { at, what: What::Ended(ending) }) => Some((at, ending)),
            _ => None,
        }
    }
}
