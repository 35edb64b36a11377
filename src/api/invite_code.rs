//! The QR code of an invitation: its one server function, so that no visitor downloads an encoder (ADR 10).

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::protocol::RoomId;

/// Dark squares on a light ground, in SVG's terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// Of the square view box, with the light border that readers need.
    pub size: i32,
    /// The `d` of a path.
    pub path: String,
}

/// Draws the link to a private room, which need not be there any more.
///
/// # Errors
/// When the room's id is none, or the server is out of reach.
#[server]
pub async fn draw_invite_code(room_id: RoomId) -> Result<QrCode, ServerFnError> {
    drawing::invite_code(&room_id).ok_or_else(|| ServerFnError::new("This is no room's name."))
}

#[cfg(feature = "ssr")]
mod drawing {
    use std::fmt::Write;

    use axum::http::request::Parts;
    use leptos::prelude::use_context;
    use qrcodegen::{QrCode as Code, QrCodeEcc};

    use super::QrCode;
    use crate::protocol::RoomId;
    use crate::server::http::rooms::invite_url;
    use crate::server::state::AppState;

    /// ISO/IEC 18004 section 6.3.8.
    const QUIET_ZONE: i32 = 4;
    /// Far above what the server gives, far below what would make a large code.
    const ROOM_ID_CHARS: usize = 64;

    pub fn invite_code(room_id: &RoomId) -> Option<QrCode> {
        let (app, request) = (use_context::<AppState>()?, use_context::<Parts>()?);
        is_name(room_id.as_str())
            .then(|| invite_url(&app, &request.headers, room_id))
            .and_then(|url| draw(&url))
    }

    /// Whether it is of base64url's characters, as all rooms' names are.
    fn is_name(text: &str) -> bool {
        (1..=ROOM_ID_CHARS).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    }

    fn draw(text: &str) -> Option<QrCode> {
        let code = Code::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let from = x;
                while code.get_module(x, y) {
                    x += 1;
                }
                if x > from {
                    let (left, top, width) = (from + QUIET_ZONE, y + QUIET_ZONE, x - from);
                    write!(path, "M{left} {top}h{width}v1h-{width}z").ok()?;
                }
                x += 1;
            }
        }
        Some(QrCode { size: code.size() + 2 * QUIET_ZONE, path })
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_code_is_drawn_within_its_quiet_zone() {
            let code = draw("https://loop.example/room/AAAAAAAAAAAAAAAAAAAAAA").unwrap();
            // The finder pattern's first row: seven dark squares in the corner.
            assert!(code.path.starts_with("M4 4h7v1h-7z"), "{}", code.path);
            assert!(code.size > 2 * QUIET_ZONE + 21);
        }

        #[test]
        fn only_rooms_names_are_drawn() {
            assert!(is_name("q-8_Zz01"));
            for text in ["", "a/b", "a b", "é", &"a".repeat(ROOM_ID_CHARS + 1)] {
                assert!(!is_name(text), "{text}");
            }
        }
    }
}
