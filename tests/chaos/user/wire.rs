//! From what a user wants to frames, and from frames to what a user is told.

use live_loop::protocol::chat::{Event as ChatEvent, Request as Chat};
use live_loop::protocol::matchmaking::{Event as Tell, Profile, Request as Ask};
use live_loop::protocol::{self, Event};

use crate::chaos::history::{News, Request};

/// A message's key is the part of its text that tells it from the others of its sender.
pub fn frame_of(request: &Request) -> protocol::Request {
    match request {
        Request::Room => {
            let profile = Profile { user_name: "chaos".into(), ..Profile::default() };
            Ask::RequestRoom(profile).into()
        }
        Request::Stop(room) => Ask::StopCall { room_id: room.clone() }.into(),
        Request::Block(room) => Ask::BlockPeer { room_id: room.clone() }.into(),
        Request::Say { room, text } => {
            let key = text.rsplit('/').next().map(str::to_owned);
            Chat::NewMessage { room_id: room.clone(), message: text.clone(), key }.into()
        }
    }
}

pub fn news_of(event: Event) -> News {
    match event {
        Event::Matchmaking(Tell::MatchDone(it)) => {
            News::Met { room: it.room_id, partner: it.remote_user.socket, polite: it.polite }
        }
        Event::Matchmaking(Tell::PeerLeft { room_id, .. }) => News::PeerLeft(room_id),
        Event::Matchmaking(Tell::PeerAway { room_id }) => News::PeerAway(room_id),
        Event::Matchmaking(Tell::PeerBack { room_id }) => News::PeerBack(room_id),
        Event::Chat(ChatEvent::NewMessage(it)) => {
            News::Heard { room: it.room_id, from: it.from, message: it.message_id, text: it.message }
        }
        Event::Matchmaking(_) | Event::Signaling(_) | Event::Chat(_) | Event::Session(_) => News::Other,
    }
}
