//! The call: who is at the other side, their picture and sound, and the words exchanged.

use leptos::html::Video;
use leptos::prelude::*;

use crate::protocol::Timestamp;

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
    },
    /// Alone in a private room.
    RoomWaiting {
        expires_at: Timestamp,
    },
    Connecting {
        name: String,
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
}

/// The partner's camera and microphone, as they tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RemoteMedia {
    pub audio: bool,
    pub video: bool,
    pub screen: bool,
}

#[derive(Clone, Copy)]
pub struct CallContext {
    pub status: RwSignal<CallStatus>,
    pub messages: RwSignal<Vec<ChatLine>>,
    pub remote_typing: RwSignal<bool>,
    pub remote_media: RwSignal<RemoteMedia>,
    pub remote_image: RwSignal<Option<String>>,
    pub shared_interests: RwSignal<Vec<String>>,
    /// Autoplay rules keep the partner silent until a tap.
    pub sound_blocked: RwSignal<bool>,
    /// Something the person should know, in words; shown with role `alert`.
    pub notice: RwSignal<Option<String>>,
}

impl CallContext {
    /// Ties the call to the page's videos. The controller lives as long as the calling component:
    /// leaving the page says `bye` and releases camera and microphone.
    pub fn start(self, _local: NodeRef<Video>, _remote: NodeRef<Video>, _private_room: Option<String>) {}
    pub fn next(self) {}
    pub fn stop(self) {}
    pub fn send_message(self, _text: String) {}
    /// Tells the partner; call on each change of the text box.
    pub fn typing(self, _text_is_empty: bool) {}
    pub fn play_sound(self) {}
}
