//! One session, as the lobby sees it.

use std::collections::HashSet;

use crate::protocol::matchmaking::RemoteUser;
use crate::protocol::{RoomId, SocketId, Timestamp};
use crate::server::matchmaking::Profile;

pub struct User {
    pub profile: Profile,
    pub lease: Lease,
    pub whereabouts: Whereabouts,
    /// When the user entered the queue, or the private room.
    pub joined: Timestamp,
    /// The last partner in the queue's rooms.
    pub last_partner: Option<SocketId>,
    /// Both sides of a block hold it.
    pub blocked: HashSet<SocketId>,
}

/// Who keeps the session alive, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lease {
    /// Its instance, by renewing.
    Present { until: Timestamp },
    /// Nobody: the link is lost, and the resume window runs.
    Away { until: Timestamp },
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
    pub fn new(now: Timestamp, lease: Lease) -> Self {
        Self {
            profile: Profile::default(),
            lease,
            whereabouts: Whereabouts::Idle,
            joined: now,
            last_partner: None,
            blocked: HashSet::new(),
        }
    }

    pub fn is_present(&self) -> bool {
        matches!(self.lease, Lease::Present { .. })
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
