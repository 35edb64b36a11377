//! The call as a pure state machine: an input in, actions out, and no browser in between.
//!
//! ```text
//! idle ─ Next ─▶ queued ─ match-done ─▶ in call: connecting ⇄ connected ─ peer-left ─▶ left
//!   └─ Join ─▶ joining ─▶ alone ─ match-done ─┘                └─ Stop ─▶ ended
//! ```
//!
//! Two rules shape it. The server picks the partner, so a signal that does not name the current
//! room is nobody's. And media outlives signaling: only the person, the partner's leaving or a
//! connection that cannot be mended ends a call; a lost socket never does.

mod again;
mod command;
mod conduct;
mod connection;
mod link;
mod progress;
mod server;
mod terms;

use std::time::Duration;

use super::conversation::Conversation;
use super::{CallStatus, Met, NoPlace, NotSent, Notice, RemoteMedia};
use crate::protocol::chat::Receipt;
use crate::protocol::progress::Phase as Told;
use crate::protocol::session::{Error, IceServer};
use crate::protocol::{Request, RoomId, Timestamp, chat, matchmaking, session};
use crate::services::signaling::session::{Arrival, Closing};
use again::LastCall;
use terms::Purpose;

pub use terms::{Action, Command, Input, PeerEvent, Timer};

/// How long one attempt to connect may take.
const CONNECT_WITHIN: Duration = Duration::from_secs(20);
/// How long a relay may take to answer; browsers would ask it for about 40 s.
const RELAY_WITHIN: Duration = Duration::from_secs(10);
/// How long a connection that broke off may take to come back.
const RECONNECT_WITHIN: Duration = Duration::from_secs(30);
/// How long a restart of ICE has until the next: what was gathered while the network was gone is of no use
/// when it is back.
const MEND_EVERY: Duration = Duration::from_secs(4);
/// How long no byte may come in on a `disconnected` connection before it is mended.
const STALLED_AFTER: Duration = Duration::from_millis(2500);
/// How long after it connected a call counts as one that lives.
const ALIVE_AFTER: Duration = Duration::from_secs(30);
/// How long "NAME left" stands, also where waiting follows: two seconds, and what drawing it takes.
const LEFT_SHOWN: Duration = Duration::from_millis(2200);
const TELL_TYPING_EVERY: Duration = Duration::from_secs(3);
const TYPING_ENDS_AFTER: Duration = Duration::from_secs(6);
/// When the server names no time for a retry.
const RETRY_AFTER: Duration = Duration::from_secs(1);

#[derive(Debug)]
enum Phase {
    Idle,
    Queued {
        place: Option<(u64, u64)>,
        /// The server could not do it yet, and is asked again.
        held_up: bool,
    },
    Joining {
        room: RoomId,
        held_up: bool,
    },
    Alone {
        room: RoomId,
        expires_at: Timestamp,
    },
    InCall(Call),
    /// In a private room the place is kept, alone again.
    Left {
        name: String,
        alone: Option<(RoomId, Timestamp)>,
        /// In how many seconds another partner is looked for.
        next_in: Option<u8>,
    },
    /// The private room cannot be entered, or is no more.
    ShutOut {
        room: RoomId,
        why: NoPlace,
    },
    Ended,
}

#[derive(Debug)]
struct Call {
    room: RoomId,
    name: String,
    relay_only: bool,
    /// ICE has an own candidate: with `relay_only` that is a relay's.
    any_candidate: bool,
    connection: Connection,
    /// Counts the beginnings and ends of connecting, so that timers of an earlier one are known.
    attempt: u32,
    /// ICE was restarted in this attempt.
    mended: bool,
    /// An ICE restart waits for fresh credentials.
    restart_wanted: bool,
    /// Signals were refused for now; a timer is set to negotiate anew.
    signals_refused: bool,
    away: bool,
    /// The server does not know this call any more; only media is left of it.
    forgotten: bool,
    /// The phases whose end the server was told.
    told: Vec<Told>,
}

#[derive(Debug, PartialEq)]
enum Connection {
    Connecting {
        /// It was there, and broke off.
        again: bool,
    },
    Connected,
    /// With the bytes received when it began, once counted.
    Disconnected {
        bytes: Option<u64>,
    },
}

/// The way to the server.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Link {
    Up,
    Down,
    /// It will not come back on this page.
    Closed(Closing),
}

/// What one sees of the partner beside the name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Partner {
    pub image: Option<String>,
    pub shared_interests: Vec<String>,
    pub media: RemoteMedia,
    /// They came by the same link.
    pub is_friend: bool,
}

pub struct Machine {
    phase: Phase,
    /// Counts phases, so that timers of an earlier one are known.
    epoch: u64,
    profile: matchmaking::Profile,
    /// The private room that this page was opened for; left for good with Next.
    private_room: Option<RoomId>,
    auto_next: bool,
    /// The interests do not matter for this wait any more.
    interests_dropped: bool,
    last_call: Option<LastCall>,
    /// The last partner, as long as they can be reported.
    met: Option<Met>,
    media: (bool, bool),
    ice_servers: Vec<IceServer>,
    welcomed: bool,
    link: Link,
    /// Signals may have been lost, perhaps of a call that is yet to be heard of.
    gap: bool,
    partner: Partner,
    conversation: Conversation,
    actions: Vec<Action>,
}

impl Machine {
    pub fn new(profile: matchmaking::Profile, key_prefix: String) -> Self {
        Self {
            phase: Phase::Idle,
            epoch: 0,
            profile,
            private_room: None,
            auto_next: false,
            interests_dropped: false,
            last_call: None,
            met: None,
            media: (false, false),
            ice_servers: Vec::new(),
            welcomed: false,
            link: Link::Down,
            gap: false,
            partner: Partner::default(),
            conversation: Conversation::new(key_prefix),
            actions: Vec::new(),
        }
    }

    pub fn handle(&mut self, input: Input) -> Vec<Action> {
        match input {
            Input::Command(command) => self.command(command),
            Input::Media { audio, video } => {
                self.media = (audio, video);
                self.tell_media();
            }
            Input::Linked(arrival, ice_servers) => self.linked(arrival, ice_servers),
            Input::Replayed => self.replayed(),
            Input::LinkLost => self.link = Link::Down,
            Input::LinkClosed(closing) => self.link_closed(closing),
            Input::NetworkChanged => self.network_changed(),
            Input::Server(event) => self.server(event),
            Input::Accepted { request, receipt } => self.accepted(&request, receipt),
            Input::Refused { request, error } => self.refused(request, error),
            Input::Peer(event) => self.peer(event),
            Input::Timer(timer) => self.timer(timer),
        }
        std::mem::take(&mut self.actions)
    }

    pub fn status(&self) -> CallStatus {
        match &self.phase {
            Phase::Idle => CallStatus::Idle,
            Phase::Queued { place, held_up } => CallStatus::Waiting {
                position: place.map(|(position, _)| position),
                waiting: place.map(|(_, waiting)| waiting),
                held_up: *held_up,
            },
            Phase::Joining { held_up, .. } => {
                CallStatus::Waiting { position: None, waiting: None, held_up: *held_up }
            }
            Phase::Alone { room, expires_at } => {
                CallStatus::RoomWaiting { room_id: room.clone(), expires_at: *expires_at }
            }
            Phase::ShutOut { room, why } => CallStatus::ShutOut { room_id: room.clone(), why: *why },
            Phase::InCall(call) => call.status(),
            Phase::Left { name, .. } => CallStatus::PeerLeft { name: name.clone() },
            Phase::Ended => CallStatus::Ended,
        }
    }

    /// Whether the server offers relays; unknown before its welcome.
    pub fn relay_offered(&self) -> Option<bool> {
        let offers = |server: &IceServer| server.urls.iter().any(|url| url.starts_with("turn"));
        self.welcomed.then(|| self.ice_servers.iter().any(offers))
    }

    pub fn partner(&self) -> &Partner {
        &self.partner
    }

    pub fn conversation(&self) -> &Conversation {
        &self.conversation
    }

    /// Whether a request that was not answered, or refused for now, still makes sense.
    pub fn wants(&self, request: &Request) -> bool {
        match request {
            Request::Session(session::Request::Progress(_)) => true,
            Request::Session(_) => self.call().is_some_and(|call| call.restart_wanted),
            Request::Matchmaking(matchmaking::Request::RequestRoom(_)) => {
                matches!(self.phase, Phase::Queued { .. })
            }
            Request::Matchmaking(matchmaking::Request::JoinRoom { room_id, .. }) => {
                matches!(
                    &self.phase,
                    Phase::Joining { room, .. } | Phase::Alone { room, .. } if room == room_id
                )
            }
            Request::Matchmaking(matchmaking::Request::TalkAgain { room_id }) => self.asks_for(room_id),
            Request::Matchmaking(_) => true,
            Request::Signaling(signal) => self.is_current(signal.room_id()),
            Request::Chat(chat::Request::NewMessage { room_id, .. }) => self.is_current(room_id),
            Request::Chat(chat::Request::Typing { .. }) => false,
        }
    }

    fn call(&self) -> Option<&Call> {
        match &self.phase {
            Phase::InCall(call) => Some(call),
            _ => None,
        }
    }

    fn call_mut(&mut self) -> Option<&mut Call> {
        match &mut self.phase {
            Phase::InCall(call) => Some(call),
            _ => None,
        }
    }

    /// The current call's room, if the server knows it.
    fn room(&self) -> Option<&RoomId> {
        self.call().filter(|call| !call.forgotten).map(|call| &call.room)
    }

    fn is_current(&self, room_id: &RoomId) -> bool {
        self.room() == Some(room_id)
    }

    fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    fn send(&mut self, request: impl Into<Request>) {
        self.act(Action::Send(request.into()));
    }

    fn after(&mut self, duration: Duration, purpose: Purpose) {
        let timer = Timer { epoch: self.epoch, purpose };
        self.act(Action::After(duration, timer));
    }

    fn after_about(&mut self, duration: Duration, purpose: Purpose) {
        let timer = Timer { epoch: self.epoch, purpose };
        self.act(Action::AfterAbout(duration, timer));
    }

    fn notice(&mut self, notice: Notice) {
        self.act(Action::Notice(Some(notice)));
    }

    fn enter(&mut self, phase: Phase) {
        self.epoch += 1;
        self.phase = phase;
    }

    fn timer(&mut self, Timer { epoch, purpose }: Timer) {
        if epoch != self.epoch && !purpose.outlives_phase() {
            return;
        }
        match purpose {
            Purpose::LeftShown => self.left_shown(),
            Purpose::CountDown => self.count_down(),
            Purpose::AgainOver { room, asked } => self.again_over(&room, asked),
            Purpose::MetOver { room } => self.forget_met(&room),
            Purpose::RoomExpired => self.room_expired(),
            Purpose::ConnectWithin { attempt } => self.connect_time_over(attempt),
            Purpose::MendAgain { attempt } => self.mend_again(attempt),
            Purpose::RelayFound => self.expect_relay(),
            Purpose::Stalled { attempt } => self.count_bytes(attempt),
            Purpose::Alive => self.tell_alive(),
            Purpose::TellTyping => self.conversation.may_tell_typing(),
            Purpose::PartnerTyping { told } => self.conversation.silence(told),
            Purpose::Retry(request) => {
                if self.wants(&request) {
                    self.send(request);
                }
            }
            Purpose::TellMedia => self.tell_media(),
            Purpose::NegotiateAnew => self.negotiate_anew(),
        }
    }
}

impl Call {
    fn status(&self) -> CallStatus {
        let name = self.name.clone();
        match self.connection {
            Connection::Connecting { again: false } => CallStatus::Connecting { name, again: false },
            _ if self.away => CallStatus::PeerAway { name },
            Connection::Connecting { again: true } => CallStatus::Connecting { name, again: true },
            Connection::Connected | Connection::Disconnected { .. } => CallStatus::Connected { name },
        }
    }

    fn is_connecting(&self) -> bool {
        matches!(self.connection, Connection::Connecting { .. })
    }
}

#[cfg(test)]
mod tests;
