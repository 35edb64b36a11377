//! Under which session, and which room, a line of the log was written. Its two sides' lines have the room
//! in common, on whichever instances they are.

use sha2::{Digest, Sha256};
use tracing::Span;

use crate::protocol::{RoomId, SocketId};

pub fn session(who: &SocketId) -> Span {
    tracing::info_span!("session", socket = %who)
}

pub fn room(room: &RoomId) -> Span {
    tracing::info_span!("room", room = %tag(room))
}

/// Not the id: whoever knows a private room's may enter it.
fn tag(room: &RoomId) -> String {
    let digest = Sha256::digest(room.as_str());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_known_by_its_tag_and_not_let_into_by_it() {
        let (one, other) = (RoomId::from("one"), RoomId::from("other"));
        assert_eq!(tag(&one), tag(&one));
        assert_ne!(tag(&one), tag(&other));
        assert!(!tag(&one).contains("one") && tag(&one).len() == 12);
    }
}
