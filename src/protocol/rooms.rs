//! What `POST /api/rooms` answers with.

use serde::{Deserialize, Serialize};

use super::{RoomId, Timestamp};

/// A private room, and the link that brings two people into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    pub room_id: RoomId,
    pub invite_url: String,
    pub expires_at: Timestamp,
}
