//! Namespace `session`: who is at the other end of the socket, and whether anything was missed.

use serde::{Deserialize, Serialize};

use super::chat::Receipt;
use super::named::named;
use super::progress::Progress;
use super::{SocketId, object};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data", rename_all = "kebab-case")]
pub enum Request {
    /// Must be the first frame. Answered by [`Event::Welcome`].
    Hello(Hello),
    /// The server may forget the stream up to and including `seq`.
    Seen { seq: u64 },
    /// Asks for fresh TURN credentials; before an ICE restart.
    IceServers {},
    /// The end of a phase of the call; for the operator's counts, and without effect on anything.
    Progress(Progress),
    /// Gone for good: no resume window.
    Bye {},
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
pub struct Hello {
    pub protocol: i64,
    #[serde(default, deserialize_with = "object::optional", skip_serializing_if = "Option::is_none")]
    pub resume: Option<Resume>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
pub struct Resume {
    pub token: String,
    /// The last frame of the stream that the client has seen, 0 for none.
    pub seq: u64,
}

/// Without the token: it is a secret.
impl std::fmt::Debug for Resume {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resume").field("seq", &self.seq).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data", rename_all = "kebab-case")]
pub enum Event {
    Welcome(Welcome),
    /// The frame with this `id` was accepted.
    Ack(Ack),
    Error(Error),
    #[serde(rename_all = "camelCase")]
    IceServers {
        ice_servers: Vec<IceServer>,
    },
    /// This instance is leaving: reconnect at a random moment within that time, and resume.
    #[serde(rename_all = "camelCase")]
    Draining {
        reconnect_within_ms: u64,
    },
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Welcome {
    pub socket_id: SocketId,
    pub resume_token: String,
    /// True: every frame after the client's `seq` follows. False: a new user.
    pub resumed: bool,
    /// An instance was lost, and frames of `signaling` may be gone with it: negotiate anew.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gap: bool,
    pub resume_window_seconds: u64,
    pub heartbeat_seconds: u64,
    pub ice_servers: Vec<IceServer>,
}

/// Without the token: it is a secret.
impl std::fmt::Debug for Welcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Welcome")
            .field("socket_id", &self.socket_id)
            .field("resumed", &self.resumed)
            .field("gap", &self.gap)
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
pub struct Ack {
    pub id: u32,
    /// What the accepted event returns; only `newMessage` returns anything.
    #[serde(flatten)]
    pub receipt: Option<Receipt>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Error {
    pub code: ErrorCode,
    /// For people.
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    /// Beside `rate-limited`: an operator has shut this person out until then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub banned: bool,
}

named! {
    pub enum ErrorCode {
        BadFrame = "bad-frame",
        Validation = "validation",
        NotInRoom = "not-in-room",
        RateLimited = "rate-limited",
        /// The store is out of reach.
        Unavailable = "unavailable",
        RoomFull = "room-full",
        RoomNotFound = "room-not-found",
        UnsupportedProtocol = "unsupported-protocol",
        Internal = "internal",
    }
}

/// An `RTCIceServer` dictionary (W3C WebRTC section 4.2.2).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
pub struct IceServer {
    pub urls: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
}

/// Without the credential: it is a secret.
impl std::fmt::Debug for IceServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IceServer").field("urls", &self.urls).finish_non_exhaustive()
    }
}

/// Why a socket was closed: the WebSocket close code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloseCode {
    /// After `bye`.
    Normal = 1000,
    /// Draining, at the deadline.
    GoingAway = 1001,
    InvalidUtf8 = 1007,
    TooBig = 1009,
    /// No valid `hello`.
    NoHello = 4400,
    /// `hello` did not come in time, or the link went silent or stalled.
    Timeout = 4408,
    /// The session was resumed on another socket.
    TakenOver = 4409,
    /// Kept on after repeated `rate-limited`.
    TooManyRequests = 4429,
}

impl CloseCode {
    pub const fn as_u16(self) -> u16 {
        self as u16
    }
}
