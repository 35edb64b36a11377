//! Who comes back, without an account: a cookie of random bits, and of it the pseudonyms that blocks, bans
//! and conduct are kept under.
//!
//! A pseudonym is an HMAC (RFC 2104) of the cookie and the period, with a key of the server's. So what is
//! kept tells nobody who is meant, and once a period is over nothing new joins what was kept in it. Those of
//! two periods count: what is kept for one period is found until it expires. Whoever brings no cookie, as no
//! browser does, has no pseudonym, and is known by the session alone.

use std::fmt;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::cookies;
use super::headers::came_over_tls;
use super::keyed_digest::keyed_digest;
use crate::protocol::Timestamp;
use crate::protocol::operators::Pseudonym;
use crate::server::random;
use crate::server::state::AppState;

const COOKIE_NAME: &str = "visitor";
const BYTES: usize = 16;
/// How long a pseudonym is in use, and the longest that anything is kept under it.
pub const PERIOD: Duration = Duration::from_hours(30 * 24);

/// The cookie's value. Never logged, never kept.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitorCookie(String);

impl VisitorCookie {
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let value = cookies::find(headers, COOKIE_NAME)?;
        let bytes = URL_SAFE_NO_PAD.decode(value).ok()?;
        (bytes.len() == BYTES).then(|| Self(value.to_owned()))
    }

    /// The pseudonyms at `now`.
    pub fn pseudonyms(&self, key: &str, now: Timestamp) -> Visitor {
        let period = u128::from(now.as_millis()) / PERIOD.as_millis();
        let of = |period: u128| pseudonym(key, &format!("{period}:{}", self.0));
        Visitor { current: of(period), previous: of(period.saturating_sub(1)) }
    }
}

/// Somebody who came before, perhaps. What is kept from now on is kept under `current`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Visitor {
    pub current: Pseudonym,
    pub previous: Pseudonym,
}

impl Visitor {
    pub fn pseudonyms(&self) -> [&Pseudonym; 2] {
        [&self.current, &self.previous]
    }
}

/// As Redis keeps it.
impl fmt::Display for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.current, self.previous)
    }
}

fn pseudonym(key: &str, of: &str) -> Pseudonym {
    URL_SAFE_NO_PAD.encode(keyed_digest(key, of.as_bytes())).into()
}

/// Gives the cookie to whoever opens a page without one.
///
/// SameSite is Lax, not Strict: a browser that follows a link from another site would not show a strict one,
/// and be given another, which would make everybody a newcomer.
pub async fn greet(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let is_known = request.method() != Method::GET || VisitorCookie::of(request.headers()).is_some();
    let secure = if came_over_tls(&app, request.extensions(), request.headers()) { "; Secure" } else { "" };
    let mut response = next.run(request).await;
    if is_known || !is_page(response.headers()) {
        return response;
    }
    let value = random::token::<BYTES>();
    let cookie = format!("{COOKIE_NAME}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookie(value: &str) -> Option<VisitorCookie> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("a=b; visitor={value}").parse().unwrap());
        VisitorCookie::of(&headers)
    }

    fn at(period: u32) -> Timestamp {
        Timestamp::from_millis(0) + PERIOD * period + Duration::from_secs(7)
    }

    #[test]
    fn only_what_this_server_gives_is_taken() {
        assert!(cookie(&random::token::<BYTES>()).is_some());
        for value in ["", "ada", &random::token::<15>(), &random::token::<17>(), "!!!!!!!!!!!!!!!!!!!!!!"] {
            assert!(cookie(value).is_none(), "{value}");
        }
    }

    #[test]
    fn a_pseudonym_lasts_a_period_and_is_known_for_one_more() {
        let ada = cookie(&random::token::<BYTES>()).unwrap();
        let [first, same, second, third] = [at(9), at(9) + Duration::from_secs(86_400), at(10), at(11)]
            .map(|now| ada.pseudonyms("key", now));
        assert_eq!(first, same);
        assert_eq!(second.previous, first.current);
        assert!(!third.pseudonyms().contains(&&first.current));
        let kept = format!("{} {}", second.current.as_str(), first.current.as_str());
        assert_eq!(second.to_string(), kept, "as the script splits it");
    }

    #[test]
    fn nobody_makes_a_pseudonym_without_the_key() {
        let (ada, bob) =
            (cookie(&random::token::<BYTES>()).unwrap(), cookie(&random::token::<BYTES>()).unwrap());
        assert_ne!(ada.pseudonyms("key", at(9)), ada.pseudonyms("another", at(9)));
        assert_ne!(ada.pseudonyms("key", at(9)), bob.pseudonyms("key", at(9)));
    }
}
