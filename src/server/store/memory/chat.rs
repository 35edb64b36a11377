//! What the people of a room say to each other.

use std::collections::{HashMap, VecDeque};

use super::state::State;
use crate::protocol::chat::{ChatMessage, Event as ChatEvent, Receipt};
use crate::protocol::{Event, RoomId, SocketId, Timestamp};
use crate::server::random;
use crate::server::security::relay_only::without_addresses;
use crate::server::store::{REMEMBERED_KEYS, Refusal};

/// The keys of the messages that were sent in a room, the latest of each sender.
#[derive(Default)]
pub struct SentKeys(HashMap<SocketId, VecDeque<(String, Receipt)>>);

impl SentKeys {
    fn receipt(&self, from: &SocketId, key: &str) -> Option<Receipt> {
        let sent = self.0.get(from)?.iter().find(|(sent, _)| sent == key);
        sent.map(|(_, receipt)| receipt.clone())
    }

    fn remember(&mut self, from: SocketId, key: String, receipt: Receipt) {
        let sent = self.0.entry(from).or_default();
        if sent.len() == REMEMBERED_KEYS {
            sent.pop_front();
        }
        sent.push_back((key, receipt));
    }
}

impl State {
    pub fn relay(&mut self, from: &SocketId, room: &RoomId, event: Event) -> Result<(), Refusal> {
        let peer = self.peer_in(from, room)?;
        let hides = self.rooms.get(room).is_some_and(|room| room.relay_only);
        let event = if hides { without_addresses(event) } else { Some(event) };
        if let Some(event) = event {
            self.tell(&peer, event);
        }
        Ok(())
    }

    pub fn send_message(
        &mut self,
        from: &SocketId,
        room_id: &RoomId,
        message: String,
        key: Option<String>,
        now: Timestamp,
    ) -> Result<Receipt, Refusal> {
        self.check_member(from, room_id)?;
        let room = self.rooms.get_mut(room_id).ok_or(Refusal::NotInRoom)?;
        if let Some(receipt) = key.as_deref().and_then(|key| room.sent.receipt(from, key)) {
            return Ok(receipt);
        }
        let peer = room.peer_of(from).cloned().ok_or(Refusal::NotInRoom)?;
        let receipt = Receipt { message_id: random::token::<16>().into(), timestamp: now };
        if let Some(key) = key {
            room.sent.remember(from.clone(), key, receipt.clone());
        }
        self.figures.messages_exchanged += 1;
        let message = ChatMessage {
            room_id: room_id.clone(),
            message_id: receipt.message_id.clone(),
            from: from.clone(),
            message,
            timestamp: now,
        };
        self.tell(&peer, ChatEvent::NewMessage(message));
        Ok(receipt)
    }
}
