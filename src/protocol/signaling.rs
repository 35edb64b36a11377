//! Namespace `signaling`: what the two browsers of a room tell each other to connect (RFC 8829).
//! The server checks the bounds and relays; it never looks for a target, the room is the target.

use serde::{Deserialize, Serialize};

use super::{RoomId, SocketId, object};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data", rename_all = "kebab-case")]
pub enum Request {
    NegotiationCallOffer(Description),
    NegotiationCallAnswer(Description),
    SendNewIceCandidates(Candidates),
    MediaState(MediaState),
}

impl Request {
    pub fn room_id(&self) -> &RoomId {
        match self {
            Request::NegotiationCallOffer(it) | Request::NegotiationCallAnswer(it) => &it.room_id,
            Request::SendNewIceCandidates(it) => &it.room_id,
            Request::MediaState(it) => &it.room_id,
        }
    }
}

/// Names the event only: descriptions and candidates hold addresses.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Request::NegotiationCallOffer(_) => "NegotiationCallOffer",
            Request::NegotiationCallAnswer(_) => "NegotiationCallAnswer",
            Request::SendNewIceCandidates(_) => "SendNewIceCandidates",
            Request::MediaState(_) => "MediaState",
        })
    }
}

/// A request as the other side gets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data", rename_all = "kebab-case")]
pub enum Event {
    NegotiationCallOffer(Relayed<Description>),
    NegotiationCallAnswer(Relayed<Description>),
    SendNewIceCandidates(Relayed<Candidates>),
    MediaState(Relayed<MediaState>),
}

impl Event {
    pub fn from_request(request: Request, from: SocketId) -> Self {
        match request {
            Request::NegotiationCallOffer(signal) => Event::NegotiationCallOffer(Relayed { from, signal }),
            Request::NegotiationCallAnswer(signal) => Event::NegotiationCallAnswer(Relayed { from, signal }),
            Request::SendNewIceCandidates(signal) => Event::SendNewIceCandidates(Relayed { from, signal }),
            Request::MediaState(signal) => Event::MediaState(Relayed { from, signal }),
        }
    }
}

/// A signal and who sent it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
pub struct Relayed<T> {
    pub from: SocketId,
    #[serde(flatten)]
    pub signal: T,
}

/// Names the sender only: descriptions and candidates hold addresses.
impl<T> std::fmt::Debug for Relayed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relayed").field("from", &self.from).finish_non_exhaustive()
    }
}

/// An SDP offer or answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Description {
    pub room_id: RoomId,
    pub sdp: String,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Candidates {
    pub room_id: RoomId,
    #[serde(deserialize_with = "object::list")]
    pub candidates: Vec<Candidate>,
}

/// An `RTCIceCandidateInit` dictionary; an empty `candidate` means the end of candidates.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    pub candidate: String,
    #[serde(deserialize_with = "object::nullable")]
    pub sdp_mid: Option<String>,
    #[serde(rename = "sdpMLineIndex", deserialize_with = "object::nullable")]
    pub sdp_m_line_index: Option<u16>,
    #[serde(deserialize_with = "object::nullable")]
    pub username_fragment: Option<String>,
}

/// Without anything: it holds addresses.
impl std::fmt::Debug for Candidate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Candidate").finish_non_exhaustive()
    }
}

/// What the sender's camera, microphone and screen are doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MediaState {
    pub room_id: RoomId,
    pub audio: bool,
    pub video: bool,
    pub screen: bool,
}
