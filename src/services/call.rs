//! The call: who is at the other side, their picture and sound, and the words exchanged.
//!
//! Components press the buttons of [`CallContext`]; `controller` feeds them, the server's events and
//! the peer connection's states into the pure [`machine`] and carries out the actions that it
//! answers, on the `peer` and on the socket of `services::signaling`.

#[cfg(feature = "hydrate")]
mod codec_support;
pub mod codecs;
#[cfg(feature = "hydrate")]
mod controller;
pub mod conversation;
pub mod machine;
#[cfg(feature = "hydrate")]
mod monitor;
pub mod negotiation;
#[cfg(feature = "hydrate")]
mod network;
mod notice;
#[cfg(feature = "hydrate")]
mod peer;
#[cfg(feature = "hydrate")]
mod playback;
mod prospects;
pub mod quality;
#[cfg(feature = "hydrate")]
pub(super) mod rtc;
#[cfg(feature = "hydrate")]
mod sender;
pub mod sending;
pub mod stats;

use leptos::html::Video;
use leptos::prelude::*;

use super::media::StreamContext;
use super::settings;
use super::signaling::SocketContext;
use crate::protocol::{RoomId, Timestamp};
use quality::Quality;

pub use notice::{NoPlace, NotSent, Notice};
pub use prospects::{Again, Asked, Met, Prospects};

#[cfg(feature = "hydrate")]
use controller::dispatch;
#[cfg(not(feature = "hydrate"))]
fn dispatch(_: CallContext, _: Press) {}

/// Where the call stands, as the page tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CallStatus {
    /// Not asked yet.
    #[default]
    Idle,
    /// In the queue. `position` is unknown until the server tells.
    Waiting {
        position: Option<u64>,
        waiting: Option<u64>,
        /// The service is out of reach for a moment, and asked again by itself.
        held_up: bool,
    },
    /// Alone in a private room.
    RoomWaiting {
        room_id: RoomId,
        expires_at: Timestamp,
    },
    /// The private room of the link cannot be entered, or is no more.
    ShutOut {
        room_id: RoomId,
        why: NoPlace,
    },
    Connecting {
        name: String,
        /// There was a connection, which broke off.
        again: bool,
    },
    Connected {
        name: String,
    },
    /// The partner's link to the server was lost; picture and sound may well go on.
    PeerAway {
        name: String,
    },
    /// The partner left; shown for at least two seconds.
    PeerLeft {
        name: String,
    },
    Ended,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ChatLine {
    /// Unique on this page, for keyed lists.
    pub key: String,
    pub mine: bool,
    pub text: String,
    /// The server's time; unknown until the server has taken an own message.
    pub timestamp: Option<Timestamp>,
    pub delivery: Delivery,
}

/// How far a line has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// The server has not yet taken it.
    Sending,
    /// Ours: the server will deliver it. The partner's: it is here.
    Done,
    /// The call ended before the server took it, or said so.
    GivenUp,
}

/// The partner's camera and microphone, as they tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RemoteMedia {
    pub audio: bool,
    pub video: bool,
    pub screen: bool,
}

/// What the page asks of the controller.
pub enum Press {
    /// The page stands, with its video for the partner.
    Start {
        remote: NodeRef<Video>,
        private_room: Option<RoomId>,
    },
    /// The page is left.
    Leave,
    Command(machine::Command),
    PlaySound,
}

#[derive(Clone, Copy)]
pub struct CallContext {
    pub status: RwSignal<CallStatus>,
    pub messages: RwSignal<Vec<ChatLine>>,
    pub remote_typing: RwSignal<bool>,
    pub remote_media: RwSignal<RemoteMedia>,
    pub remote_image: RwSignal<Option<String>>,
    pub shared_interests: RwSignal<Vec<String>>,
    /// They came by the same link, and are no stranger.
    pub with_friend: RwSignal<bool>,
    /// Autoplay rules keep the partner silent until a tap.
    pub sound_blocked: RwSignal<bool>,
    /// What may come next.
    pub prospects: RwSignal<Prospects>,
    /// Whether another partner is looked for when one has left, see [`Self::set_auto_next`].
    pub auto_next: RwSignal<bool>,
    /// How good the connection is, anew every two seconds while there is one.
    pub quality: RwSignal<Option<Quality>>,
    /// Whether the server offers relays; unknown until it is reached.
    pub relay_offered: RwSignal<Option<bool>>,
    /// What the person chose, see [`Self::hide_address`] and [`Self::save_data`].
    pub relay_only: RwSignal<bool>,
    pub data_saver: RwSignal<bool>,
    /// Something the person should know; shown with role `alert`.
    pub notice: RwSignal<Option<Notice>>,
    pub socket: SocketContext,
    pub stream: StreamContext,
}

impl CallContext {
    pub(super) fn new(socket: SocketContext, stream: StreamContext) -> Self {
        Self {
            status: RwSignal::default(),
            messages: RwSignal::default(),
            remote_typing: RwSignal::default(),
            remote_media: RwSignal::default(),
            remote_image: RwSignal::default(),
            shared_interests: RwSignal::default(),
            with_friend: RwSignal::default(),
            sound_blocked: RwSignal::default(),
            prospects: RwSignal::default(),
            auto_next: RwSignal::default(),
            quality: RwSignal::default(),
            relay_offered: RwSignal::default(),
            relay_only: RwSignal::default(),
            data_saver: RwSignal::default(),
            notice: RwSignal::default(),
            socket,
            stream,
        }
    }

    /// Ties the call to the page's videos. The controller lives as long as the calling component:
    /// leaving the page says `bye` and releases camera and microphone.
    pub fn start(self, local: NodeRef<Video>, remote: NodeRef<Video>, private_room: Option<String>) {
        self.stream.preview(local);
        let private_room = private_room.map(RoomId::from);
        Effect::new(move |_| {
            dispatch(self, Press::Start { remote, private_room: private_room.clone() });
        });
        on_cleanup(move || dispatch(self, Press::Leave));
    }

    /// Enters the queue; in a call, leaves it for another.
    pub fn next(self) {
        self.command(machine::Command::Next);
    }

    pub fn stop(self) {
        self.command(machine::Command::Stop);
    }

    pub fn send_message(self, text: String) {
        self.command(machine::Command::Say(text));
    }

    /// Tells the partner; call on each change of the text box.
    pub fn typing(self, text_is_empty: bool) {
        self.command(machine::Command::Typing { text_is_empty });
    }

    /// From the next partner on, goes through relays only, or not: then partners learn no address
    /// (RFC 8828 section 5.2, mode 4). Remembered in this browser.
    pub fn hide_address(self, relay_only: bool) {
        settings::remember_relay_only(relay_only);
        self.relay_only.set(relay_only);
        self.command(machine::Command::RelayOnly(relay_only));
    }

    /// Sends a smaller picture, or a full one again. Remembered in this browser.
    pub fn save_data(self, data_saver: bool) {
        settings::remember_data_saver(data_saver);
        self.data_saver.set(data_saver);
    }

    /// Shows what this browser remembers; after hydration, for the server knows nothing of it.
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
    fn recall_settings(self) {
        self.relay_only.set(settings::relay_only());
        self.data_saver.set(settings::data_saver());
    }

    /// Answers a tap on "Tap for sound".
    pub fn play_sound(self) {
        dispatch(self, Press::PlaySound);
    }

    fn command(self, command: machine::Command) {
        dispatch(self, Press::Command(command));
    }
}
