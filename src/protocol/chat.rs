//! Namespace `chat`: text between the two people of a room. Nothing is stored beyond delivery.

use serde::{Deserialize, Serialize};

use super::{MessageId, RoomId, SocketId, Timestamp};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data")]
pub enum Request {
    #[serde(rename = "newMessage", rename_all = "camelCase")]
    NewMessage {
        room_id: RoomId,
        message: String,
        /// The client's own name of the message: sent again with the same key, it is delivered once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<String>,
    },
    #[serde(rename = "typing", rename_all = "camelCase")]
    Typing { room_id: RoomId, typing: bool },
}

impl Request {
    pub fn room_id(&self) -> &RoomId {
        match self {
            Request::NewMessage { room_id, .. } | Request::Typing { room_id, .. } => room_id,
        }
    }
}

/// Names the event only: what people write is theirs.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Request::NewMessage { .. } => "NewMessage",
            Request::Typing { .. } => "Typing",
        })
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data")]
pub enum Event {
    #[serde(rename = "newMessage")]
    NewMessage(ChatMessage),
    /// Outside of the resumable stream.
    #[serde(rename = "typing", rename_all = "camelCase")]
    Typing { room_id: RoomId, typing: bool, from: SocketId },
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    pub room_id: RoomId,
    pub message_id: MessageId,
    pub from: SocketId,
    pub message: String,
    pub timestamp: Timestamp,
}

/// Without the text: what people write is theirs.
impl std::fmt::Debug for ChatMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChatMessage")
            .field("room_id", &self.room_id)
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}

/// What the sender of an accepted message gets in the ack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    pub message_id: MessageId,
    pub timestamp: Timestamp,
}
