//! What the browser and the server agree on: every frame of the `/ws` socket as a Rust type.
//!
//! This module is compiled into both halves, knows nothing but serde (and Unicode), and is the only place that
//! spells an event's name. On a call's way it stands between `services::signaling` (browser) and
//! `server::signaling` (server). `docs/PROTOCOL.md` tells the same in words.
//!
//! A frame is `{"ns": …, "event": …, "data": {…}}`, client frames may add `id`, frames of the
//! resumable stream add `seq`. The namespaces are modules here: [`session`], [`matchmaking`],
//! [`signaling`], [`chat`]. Each has a `Request` (client → server) and an `Event` (server → client).

pub mod chat;
mod ids;
pub mod limits;
pub mod matchmaking;
mod named;
mod object;
pub mod operators;
pub mod progress;
pub mod reports;
pub mod rooms;
pub mod session;
pub mod signaling;
pub mod text;
mod timestamp;

pub use ids::{MessageId, RoomId, SocketId};
pub use timestamp::Timestamp;

use serde::{Deserialize, Serialize};

/// The protocol's version, sent in `hello`.
pub const VERSION: i64 = 1;

/// One frame from a browser to the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClientFrame {
    /// Present when the client wants an answer: `session/ack` or `session/error` with this id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u32>,
    #[serde(flatten)]
    pub request: Request,
}

/// What a browser may ask for, by namespace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ns", rename_all = "lowercase")]
pub enum Request {
    Session(session::Request),
    Matchmaking(matchmaking::Request),
    Signaling(signaling::Request),
    Chat(chat::Request),
}

impl Request {
    /// The room that it names.
    pub fn room_id(&self) -> Option<&RoomId> {
        match self {
            Request::Session(_) => None,
            Request::Matchmaking(request) => request.room_id(),
            Request::Signaling(request) => Some(request.room_id()),
            Request::Chat(request) => Some(request.room_id()),
        }
    }
}

/// One frame from the server to a browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServerFrame {
    /// The frame's place in the resumable stream, from 1; absent on frames outside of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    #[serde(flatten)]
    pub event: Event,
}

impl ServerFrame {
    pub fn to_json(&self) -> String {
        // A tree of strings, numbers and booleans: serde_json cannot fail on it.
        serde_json::to_string(self).expect("a frame is JSON")
    }
}

/// What the server tells a browser, by namespace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ns", rename_all = "lowercase")]
pub enum Event {
    Session(session::Event),
    Matchmaking(matchmaking::Event),
    Signaling(signaling::Event),
    Chat(chat::Event),
}

impl Event {
    /// Whether the frame belongs to the resumable stream: it gets a `seq`, is kept until the client
    /// has seen it, and is replayed after a resume.
    pub fn is_resumable(&self) -> bool {
        match self {
            Event::Session(_) => false,
            Event::Matchmaking(event) => !matches!(event, matchmaking::Event::MatchWaiting { .. }),
            Event::Signaling(_) => true,
            Event::Chat(event) => !matches!(event, chat::Event::Typing { .. }),
        }
    }
}

macro_rules! into_frames {
    ($($namespace:ident: $module:ident),*) => {$(
        impl From<$module::Request> for Request {
            fn from(request: $module::Request) -> Self {
                Request::$namespace(request)
            }
        }
        impl From<$module::Event> for Event {
            fn from(event: $module::Event) -> Self {
                Event::$namespace(event)
            }
        }
    )*};
}

into_frames!(Session: session, Matchmaking: matchmaking, Signaling: signaling, Chat: chat);

#[cfg(test)]
mod tests;
