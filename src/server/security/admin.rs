//! Who is an operator: whoever brings the token, or has logged in with it. Where there is no token, nobody is.
//!
//! Logging in gives a cookie that says until when it is good, and proves by an HMAC that only this cluster can have
//! said so: nothing of it is kept, and each instance knows it. A new token makes all of them worthless.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::cookies;
use super::keyed_digest::keyed_digest;
use crate::protocol::Timestamp;
use crate::server::http::problem::Problem;
use crate::server::state::AppState;

const COOKIE_NAME: &str = "operator";
/// A working day.
const LOGIN_LIFE: Duration = Duration::from_hours(12);

/// Kept as its hash, so that a comparison takes the same time wherever the first difference is.
#[derive(Clone, PartialEq, Eq)]
pub struct AdminToken([u8; 32]);

impl AdminToken {
    pub fn new(token: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(token.as_ref()).into())
    }

    /// What stands in the cookie.
    fn login(&self, until: Timestamp) -> String {
        let until = until.as_millis();
        let proof =
            keyed_digest(&URL_SAFE_NO_PAD.encode(self.0), format!("{COOKIE_NAME}:{until}").as_bytes());
        format!("{until}.{}", URL_SAFE_NO_PAD.encode(proof))
    }

    fn is_login(&self, cookie: &str, now: Timestamp) -> bool {
        let until = cookie.split_once('.').and_then(|(until, _)| until.parse().ok());
        let Some(until) = until.map(Timestamp::from_millis).filter(|until| *until > now) else {
            return false;
        };
        // As hashes, for the same reason as the token's.
        AdminToken::new(self.login(until)) == AdminToken::new(cookie)
    }
}

/// What the sender of a request is to the operators' routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Operator,
    Stranger,
    /// There are no such routes here.
    Off,
}

/// By `Authorization: Bearer` (RFC 6750 section 2.1), or the cookie.
pub fn standing(app: &AppState, headers: &HeaderMap) -> Standing {
    let Some(token) = &app.settings.admin_token else { return Standing::Off };
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let brought = sent.and_then(|value| value.strip_prefix("Bearer ")).map(AdminToken::new);
    let logged_in = cookies::find(headers, COOKIE_NAME).is_some_and(|it| token.is_login(it, app.clock.now()));
    if logged_in || brought.as_ref() == Some(token) { Standing::Operator } else { Standing::Stranger }
}

/// The cookie for whoever brings the token; `secure` behind TLS.
pub fn log_in(app: &AppState, token: &str, secure: bool) -> Option<HeaderValue> {
    let known = app.settings.admin_token.as_ref().filter(|known| **known == AdminToken::new(token.trim()))?;
    cookie(&known.login(app.clock.now() + LOGIN_LIFE), LOGIN_LIFE, secure)
}

/// Takes it away.
pub fn log_out(secure: bool) -> Option<HeaderValue> {
    cookie("", Duration::ZERO, secure)
}

fn cookie(value: &str, life: Duration, secure: bool) -> Option<HeaderValue> {
    let (life, secure) = (life.as_secs(), if secure { "; Secure" } else { "" });
    HeaderValue::from_str(&format!(
        "{COOKIE_NAME}={value}; Path=/; Max-Age={life}; HttpOnly; SameSite=Strict{secure}"
    ))
    .ok()
}

/// Lets operators in.
pub async fn guard(State(app): State<AppState>, request: Request, next: Next) -> Response {
    match standing(&app, request.headers()) {
        Standing::Operator => next.run(request).await,
        Standing::Stranger => {
            Problem::unauthorized("This is for the operators of this server.").into_response()
        }
        Standing::Off => Problem::not_found().await.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_good_for_its_time_and_token() {
        let (token, now) = (AdminToken::new("open sesame"), Timestamp::from_millis(1_000_000));
        let login = token.login(now + LOGIN_LIFE);
        assert!(token.is_login(&login, now));
        assert!(!token.is_login(&login, now + LOGIN_LIFE), "over");
        assert!(!AdminToken::new("another").is_login(&login, now), "of a token of before");
        let longer = login.replacen(|c: char| c.is_ascii_digit(), "9", 1);
        for forged in ["", ".", "9", &longer, &login[..login.len() - 1], &format!("{login}A")] {
            assert!(!token.is_login(forged, now), "{forged}");
        }
    }
}
