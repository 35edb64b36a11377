//! What the people of a room say to each other.

use std::collections::VecDeque;

use super::state::State;
use crate::protocol::chat::{ChatMessage, Event as ChatEvent, Receipt};
use crate::protocol::{Event, RoomId, SocketId, Timestamp};
use crate::server::random;
use crate::server::security::relay_only::without_addresses;
use crate::server::store::{REMEMBERED_KEYS, Refusal};

/// The keys of the messages that were sent in a room, the latest of both sides.
#[derive(Default)]
pub struct SentKeys(VecDeque<(SocketId, String, Receipt)>);

impl SentKeys {
    fn receipt(&self, from: &SocketId, key: &str) -> Option<Receipt> {
        let sent = self.0.iter().rev().find(|(sender, sent, _)| sender == from && sent == key);
        sent.map(|(_, _, receipt)| receipt.clone())
    }

    fn remember(&mut self, from: SocketId, key: String, receipt: Receipt) {
        if self.0.len() == 2 * REMEMBERED_KEYS {
            self.0.pop_front();
        }
        self.0.push_back((from, key, receipt));
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
        let peer = self.peer_in(from, room_id)?;
        let room = self.rooms.get_mut(room_id).ok_or(Refusal::NotInRoom)?;
        if let Some(receipt) = key.as_deref().and_then(|key| room.sent.receipt(from, key)) {
            return Ok(receipt);
        }
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
