//! Namespace `matchmaking`: from the queue, or a private room's link, into a room of two and out.

use serde::{Deserialize, Serialize};

use super::reports::{Reason, Sealed};
use super::{RoomId, SocketId, Timestamp, object};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data", rename_all = "kebab-case")]
pub enum Request {
    /// Enter the queue; in a room this is Next, in the queue it updates the details.
    RequestRoom(Profile),
    /// Leave the queue.
    CancelRequest {},
    /// Enter a private room.
    #[serde(rename_all = "camelCase")]
    JoinRoom {
        room_id: RoomId,
        user_name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user_image: Option<String>,
    },
    /// End the call, or leave the private room, and do not wait for another.
    #[serde(rename_all = "camelCase")]
    StopCall { room_id: RoomId },
    /// Ask for the partner of a call that just ended.
    #[serde(rename_all = "camelCase")]
    TalkAgain { room_id: RoomId },
    /// End the call, and never meet this partner again.
    #[serde(rename_all = "camelCase")]
    BlockPeer { room_id: RoomId },
    /// Tell the operators of the partner, in a call or up to a minute after it.
    #[serde(rename_all = "camelCase")]
    ReportPeer {
        room_id: RoomId,
        reason: Reason,
        #[serde(default, deserialize_with = "object::optional", skip_serializing_if = "Option::is_none")]
        sealed: Option<Sealed>,
    },
}

impl Request {
    pub fn room_id(&self) -> Option<&RoomId> {
        match self {
            Request::RequestRoom(_) | Request::CancelRequest {} => None,
            Request::JoinRoom { room_id, .. }
            | Request::StopCall { room_id }
            | Request::TalkAgain { room_id }
            | Request::BlockPeer { room_id }
            | Request::ReportPeer { room_id, .. } => Some(room_id),
        }
    }
}

/// What a user tells of themselves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    pub user_name: String,
    /// A `data:` URL of a small JPEG, PNG or WebP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_image: Option<String>,
    #[serde(default, deserialize_with = "object::null_as_default")]
    pub interests: Vec<String>,
    /// BCP 47 tags.
    #[serde(default, deserialize_with = "object::null_as_default")]
    pub languages: Vec<String>,
    /// Never show this user's address to the partner: relay candidates only.
    #[serde(default, deserialize_with = "object::null_as_default")]
    pub relay_only: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// In the queue; `position` counts from 1. Outside of the resumable stream.
    #[serde(rename_all = "camelCase")]
    MatchWaiting {
        position: u64,
        waiting: u64,
        joined_at: Timestamp,
    },
    MatchDone(Match),
    /// Alone in a private room.
    #[serde(rename_all = "camelCase")]
    RoomWaiting {
        room_id: RoomId,
        expires_at: Timestamp,
    },
    /// The partner of the call that just ended asks to talk again.
    #[serde(rename_all = "camelCase")]
    TalkAgain {
        room_id: RoomId,
    },
    #[serde(rename_all = "camelCase")]
    PeerLeft {
        room_id: RoomId,
        reason: LeaveReason,
    },
    /// The partner's link was lost; their place is kept for the resume window.
    #[serde(rename_all = "camelCase")]
    PeerAway {
        room_id: RoomId,
    },
    #[serde(rename_all = "camelCase")]
    PeerBack {
        room_id: RoomId,
    },
}

/// Two people are in a room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Match {
    pub room_id: RoomId,
    /// The role in perfect negotiation (W3C WebRTC section 10.7); the impolite side offers first.
    pub polite: bool,
    pub remote_user: RemoteUser,
    pub shared_interests: Vec<String>,
    /// Only relay candidates may be used.
    pub relay_only: bool,
}

/// What one sees of the partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RemoteUser {
    pub socket: SocketId,
    pub user_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_image: Option<String>,
    pub joined_at: Timestamp,
}

/// Why the partner is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum LeaveReason {
    /// On to someone else.
    Next,
    Stopped,
    /// The link was lost for longer than the resume window.
    Disconnected,
    Blocked,
}
