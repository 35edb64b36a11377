//! Makes private rooms: `POST /api/rooms`. From here the way goes on by the link, to the Studio.

use crate::protocol::RoomId;
use crate::protocol::rooms::Invitation;

/// Why there is no room; the page chooses the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInvitation {
    /// Over the limit for one network.
    TooMany { retry_after_seconds: u64 },
    /// The server is out of reach, or cannot make rooms just now.
    Unavailable,
}

/// # Errors
/// As [`NoInvitation`] says.
#[cfg(feature = "hydrate")]
pub async fn make_room() -> Result<Invitation, NoInvitation> {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;

    let options = web_sys::RequestInit::new();
    options.set_method("POST");
    let asked = leptos::prelude::window().fetch_with_str_and_init("/api/rooms", &options);
    let response: web_sys::Response =
        JsFuture::from(asked).await.map_err(|_| NoInvitation::Unavailable)?.unchecked_into();
    if !response.ok() {
        let retry_after = response.headers().get("retry-after").ok().flatten();
        return Err(refusal(response.status(), retry_after.as_deref()));
    }
    let body = JsFuture::from(response.text().map_err(|_| NoInvitation::Unavailable)?).await;
    let body = body.ok().and_then(|text| text.as_string()).unwrap_or_default();
    serde_json::from_str(&body).map_err(|_| NoInvitation::Unavailable)
}

#[cfg(not(feature = "hydrate"))]
pub async fn make_room() -> Result<Invitation, NoInvitation> {
    Err(NoInvitation::Unavailable)
}

/// What an HTTP status other than 201 means. `Retry-After` may be a date (RFC 9110 section 10.2.3), which
/// our server never sends.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
fn refusal(status: u16, retry_after: Option<&str>) -> NoInvitation {
    match (status, retry_after.and_then(|seconds| seconds.trim().parse().ok())) {
        (429, seconds) => NoInvitation::TooMany { retry_after_seconds: seconds.unwrap_or(60) },
        _ => NoInvitation::Unavailable,
    }
}

/// The way that the link goes.
pub fn room_path(room_id: &RoomId) -> String {
    format!("/room/{room_id}")
}

/// The link, as this page's own address has it. Empty on the server.
pub fn room_url(room_id: &RoomId) -> String {
    #[cfg(feature = "hydrate")]
    let origin = leptos::prelude::window().location().origin().unwrap_or_default();
    #[cfg(not(feature = "hydrate"))]
    let origin = "";
    format!("{origin}{}", room_path(room_id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_the_limit_one_is_told_when_to_come_again() {
        assert_eq!(refusal(429, Some("7")), NoInvitation::TooMany { retry_after_seconds: 7 });
        let undated = NoInvitation::TooMany { retry_after_seconds: 60 };
        assert_eq!(refusal(429, None), undated);
        assert_eq!(refusal(429, Some("Wed, 21 Oct 2026 07:28:00 GMT")), undated);
    }

    #[test]
    fn all_else_is_the_servers_trouble() {
        for status in [403, 500, 503] {
            assert_eq!(refusal(status, Some("3")), NoInvitation::Unavailable);
        }
    }
}
