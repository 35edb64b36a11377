//! Whose pages may read the API's answers (CORS, Fetch section 3.3): those of the origins on the operator's list,
//! which may open sockets, too. Without a list no other page reads anything.

use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::origin::Origin;

/// For the routes of the API. Never with credentials: there are none that belong to a browser.
pub fn layer(allowed: Vec<Origin>) -> CorsLayer {
    let is_listed = move |origin: &HeaderValue, _: &Parts| {
        origin.to_str().ok().and_then(Origin::parse).is_some_and(|origin| allowed.contains(&origin))
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(is_listed))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .expose_headers([header::RETRY_AFTER])
}
