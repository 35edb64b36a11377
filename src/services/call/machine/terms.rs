//! What the machine is told and what it answers: the words between it and `controller`.

use std::time::Duration;

use crate::protocol::chat::Receipt;
use crate::protocol::matchmaking::Request as Matchmaking;
use crate::protocol::progress::{Progress, Route};
use crate::protocol::reports::{Reason, Sealed};
use crate::protocol::session::{Error, IceServer};
use crate::protocol::signaling::Candidate;
use crate::protocol::{Event, Request, RoomId, Timestamp, signaling};
use crate::services::call::Notice;
use crate::services::signaling::session::{Arrival, Closing};

/// What the person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Into the queue; out of a call first.
    Next,
    /// Into a private room.
    Join(RoomId),
    Stop,
    /// From now on, whether another partner is looked for when one has left.
    AutoNext(bool),
    /// Not this time.
    Stay,
    /// With the last partner, if they want it, too.
    TalkAgain,
    /// End the call with that partner, and never meet again.
    Block(RoomId),
    /// Tell the operators of that partner.
    Report {
        room_id: RoomId,
        reason: Reason,
        sealed: Option<Sealed>,
    },
    /// Any partner, whatever they are interested in.
    DropInterests,
    /// From the next partner on, whether to be reached through relays only.
    RelayOnly(bool),
    Say(String),
    Typing {
        text_is_empty: bool,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Command(Command),
    /// The own microphone and camera, as they now are.
    Media {
        audio: bool,
        video: bool,
    },
    Linked(Arrival, Vec<IceServer>),
    /// After a resume: what was missed has been heard, as far as it was not lost.
    Replayed,
    LinkLost,
    LinkClosed(Closing),
    /// This computer is back on the network, or on another one.
    NetworkChanged,
    Server(Event),
    Accepted {
        request: Request,
        receipt: Option<Receipt>,
    },
    Refused {
        request: Request,
        error: Error,
    },
    Peer(PeerEvent),
    Timer(Timer),
}

/// What the peer connection tells.
#[derive(Clone, Debug, PartialEq)]
pub enum PeerEvent {
    Connected,
    /// Nothing is heard for a moment; may come back by itself.
    Disconnected,
    Failed,
    /// The answer to [`Action::Measure`].
    Measured {
        bytes: u64,
        route: Option<Route>,
    },
    /// The partner's first picture is here.
    FirstFrame,
    Offer(String),
    Answer(String),
    Candidates(Vec<Candidate>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Send(Request),
    OpenPeer {
        polite: bool,
        relay_only: bool,
        ice_servers: Vec<IceServer>,
    },
    /// Hand a signal of the partner to the peer connection.
    Signal(signaling::Event),
    /// With fresh credentials.
    RestartIce {
        relay_only: bool,
        ice_servers: Vec<IceServer>,
    },
    /// Look how many bytes have come in, and by which way.
    Measure,
    /// Tell the server, for its operator.
    Progress(Progress),
    ClosePeer,
    /// Come back with [`Input::Timer`].
    After(Duration, Timer),
    /// The same, a little later by chance, so that not everybody comes back at once.
    AfterAbout(Duration, Timer),
    /// The same at a moment of the server's.
    At(Timestamp, Timer),
    Notice(Option<Notice>),
}

/// A timer and what it was set for; one whose purpose is over does nothing when it rings.
#[derive(Clone, Debug, PartialEq)]
pub struct Timer {
    pub(super) epoch: u64,
    pub(super) purpose: Purpose,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Purpose {
    LeftShown,
    CountDown,
    AgainOver { room: RoomId, asked: bool },
    MetOver { room: RoomId },
    RoomExpired,
    ConnectWithin { attempt: u32 },
    MendAgain { attempt: u32 },
    RelayFound,
    Stalled { attempt: u32 },
    Alive,
    TellTyping,
    PartnerTyping { told: u64 },
    Retry(Request),
    TellMedia,
    NegotiateAnew,
}

impl Purpose {
    /// What is left of the last call goes on, whatever the person does.
    pub(super) fn outlives_phase(&self) -> bool {
        let of_report =
            |request: &Request| matches!(request, Request::Matchmaking(Matchmaking::ReportPeer { .. }));
        match self {
            Purpose::AgainOver { .. } | Purpose::MetOver { .. } => true,
            Purpose::Retry(request) => of_report(request),
            _ => false,
        }
    }
}
