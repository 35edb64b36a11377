//! One session, as the lobby sees it.

use std::collections::HashSet;

use crate::protocol::matchmaking::RemoteUser;
use crate::protocol::{RoomId, SocketId, Timestamp};
use crate::server::matchmaking::Profile;
use crate::server::security::visitor::Visitor;

pub struct User {
    pub profile: Profile,
    /// The end of the resume window, while the link is lost.
    pub away_until: Option<Timestamp>,
    pub whereabouts: Whereabouts,
    /// When the user entered the queue, or the private room.
    pub joined: Timestamp,
    /// The last partner in the queue's rooms.
    pub last_partner: Option<SocketId>,
    /// Both sides of a block hold it.
    pub blocked: HashSet<SocketId>,
    /// Who comes back, if the browser tells.
    pub visitor: Option<Visitor>,
    /// Not to be matched before then.
    pub free_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    Idle,
    /// With the turn in the queue, which orders those who joined in the same millisecond.
    Waiting {
        turn: u64,
    },
    Room(RoomId),
}

impl User {
    pub fn new(now: Timestamp) -> Self {
        Self {
            profile: Profile::default(),
            away_until: None,
            whereabouts: Whereabouts::Idle,
            joined: now,
            last_partner: None,
            blocked: HashSet::new(),
            visitor: None,
            free_at: now,
        }
    }

    pub fn is_present(&self) -> bool {
        self.away_until.is_none()
    }

    pub fn room(&self) -> Option<&RoomId> {
        match &self.whereabouts {
            Whereabouts::Room(room) => Some(room),
            Whereabouts::Idle | Whereabouts::Waiting { .. } => None,
        }
    }

    /// What the partner sees.
    pub fn as_remote(&self, socket: &SocketId) -> RemoteUser {
        RemoteUser {
            socket: socket.clone(),
            user_name: self.profile.name.clone(),
            user_image: self.profile.image.clone(),
            joined_at: self.joined,
        }
    }
}
