//! Errors of the API as RFC 9457 problem details.

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::server::security::limits::Exceeded;
use crate::server::store::{RETRY_AFTER, Refusal};
use crate::server::telemetry::metrics::events;

/// A problem without a type of its own: `title` is the status' words (RFC 9457 section 4.2.1).
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    detail: &'static str,
    retry_after: Option<Duration>,
}

/// What a problem is on the wire: `application/problem+json`.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Body {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    detail: &'static str,
}

impl Problem {
    pub fn forbidden(detail: &'static str) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    pub fn unauthorized(detail: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail)
    }

    pub fn unavailable(detail: &'static str, retry_after: Duration) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, detail) }
    }

    pub fn bad_request(detail: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub fn conflict(detail: &'static str) -> Self {
        Self::new(StatusCode::CONFLICT, detail)
    }

    pub async fn not_found() -> Self {
        Self::no_such_thing()
    }

    pub fn no_such_thing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is nothing at this address.")
    }

    pub async fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "This address does not take that method.")
    }

    fn new(status: StatusCode, detail: &'static str) -> Self {
        Self { status, detail, retry_after: None }
    }
}

impl From<Exceeded> for Problem {
    fn from(exceeded: Exceeded) -> Self {
        let detail = "Too many requests from your network.";
        Self { retry_after: Some(exceeded.retry_after), ..Self::new(StatusCode::TOO_MANY_REQUESTS, detail) }
    }
}

/// What HTTP asks of the store, it only refuses when it is out of reach.
impl From<Refusal> for Problem {
    fn from(_: Refusal) -> Self {
        Self::unavailable("The lobby cannot be reached just now.", RETRY_AFTER)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body {
            r#type: "about:blank",
            title: self.status.canonical_reason().unwrap_or("Error"),
            status: self.status.as_u16(),
            detail: self.detail,
        };
        events::answered_problem(self.status);
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(after) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(whole_seconds(after)));
        }
        response
    }
}

/// Rounded up, and never 0: at that time it works again.
fn whole_seconds(after: Duration) -> u64 {
    after.as_millis().div_ceil(1000).max(1) as u64
}
/// The answer to what changes a thing, if there is one.
pub fn done(there_was_one: bool) -> Result<StatusCode, Problem> {
    if there_was_one { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::no_such_thing()) }
}
