//! `GET /ws`: lets a socket in (RFC 6455 section 4.2). The origin was checked at the router's door.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::link;
use super::wire::bounded;
use crate::server::http::problem::Problem;
use crate::server::security::client::ClientKey;
use crate::server::security::visitor::VisitorCookie;
use crate::server::state::AppState;
use crate::server::telemetry::browser::Browser;

/// When another instance, or this one anew, may be expected to answer.
const RETRY_WHILE_DRAINING: Duration = Duration::from_secs(1);

pub async fn upgrade(
    State(app): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if app.shutdown.is_draining() {
        return Problem::unavailable("This server is leaving.", RETRY_WHILE_DRAINING).into_response();
    }
    let client = ClientKey::of(peer, &headers, &app.settings.trusted_proxies);
    let permit = match app.limits.connect(client).await {
        Ok(permit) => permit,
        Err(exceeded) => {
            app.count_connection_failure("limit").await;
            return Problem::from(exceeded).into_response();
        }
    };
    let (visitor, browser) = (VisitorCookie::of(&headers), Browser::of(&headers));
    bounded(upgrade).on_upgrade(move |socket| {
        let sockets = app.shutdown.sockets.clone();
        sockets.track_future(async move {
            link::serve(socket, client, visitor, browser, &app).await;
            drop(permit);
        })
    })
}
