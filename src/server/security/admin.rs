//! The operators' routes: for whoever brings the token, and for nobody where there is none.

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::server::http::problem::Problem;
use crate::server::state::AppState;

/// Kept as its hash, so that a comparison takes the same time wherever the first difference is.
#[derive(Clone, PartialEq, Eq)]
pub struct AdminToken([u8; 32]);

impl AdminToken {
    pub fn new(token: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(token.as_ref()).into())
    }
}

/// Lets in who sends `Authorization: Bearer` (RFC 6750 section 2.1) with the token.
pub async fn guard(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let Some(token) = &app.settings.admin_token else { return Problem::not_found().await.into_response() };
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let brought = sent.and_then(|value| value.strip_prefix("Bearer ")).map(AdminToken::new);
    if brought.as_ref() == Some(token) {
        next.run(request).await
    } else {
        Problem::unauthorized("This is for the operators of this server.").into_response()
    }
}
