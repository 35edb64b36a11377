//! A room of two, and what is remembered of it for a while after a call's end.

use super::chat::SentKeys;
use super::conduct::Encounter;
use crate::protocol::{RoomId, SocketId, Timestamp};
use crate::server::random;

pub struct Room {
    pub kind: Kind,
    /// At most two.
    pub members: Vec<SocketId>,
    pub sent: SentKeys,
    /// One of the two wants their address hidden.
    pub relay_only: bool,
    /// The two who are in it now.
    pub encounter: Option<Encounter>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// From the queue: ends when one of them leaves.
    Queue,
    /// By link: stays until it expires, with a free place for whoever has the link.
    Private { expires_at: Timestamp },
}

/// 128 random bits: who knows a private room's name may enter it.
pub fn new_id() -> RoomId {
    random::token::<16>().into()
}

impl Room {
    pub fn new(kind: Kind, members: Vec<SocketId>) -> Self {
        Self { kind, members, sent: SentKeys::default(), relay_only: false, encounter: None }
    }

    pub fn is_of_queue(&self) -> bool {
        self.kind == Kind::Queue
    }

    pub fn peer_of(&self, who: &SocketId) -> Option<&SocketId> {
        self.members.iter().find(|member| *member != who)
    }
}

/// A call from the queue that has just ended, while both may ask to talk again.
pub struct EndedCall {
    pub ended: Timestamp,
    pub members: [SocketId; 2],
    pub asked: Option<SocketId>,
}

impl EndedCall {
    pub fn peer_of(&self, who: &SocketId) -> Option<&SocketId> {
        match &self.members {
            [a, b] if a == who => Some(b),
            [a, b] if b == who => Some(a),
            _ => None,
        }
    }
}
