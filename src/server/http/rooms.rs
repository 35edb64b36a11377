//! `POST /api/rooms`: a private room that two people reach by link.

use std::net::SocketAddr;

use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};

use super::docs::refusals::{AtTheDoor, StoreAway};
use super::problem::Problem;
use crate::protocol::RoomId;
use crate::protocol::rooms::Invitation;
use crate::server::security::client::ClientKey;
use crate::server::security::limits::Deed;
use crate::server::state::AppState;

/// Makes a private room that two people reach by its link, which cannot be guessed.
#[utoipa::path(
    post, path = "/api/rooms", tag = "public",
    responses((status = 201, body = Invitation), AtTheDoor, StoreAway),
)]
pub async fn create(
    State(app): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<(StatusCode, Json<Invitation>), Problem> {
    let client = ClientKey::of(peer, &headers, &app.settings.trusted_proxies);
    app.limits.spend(Deed::Room, client).await?;
    let room = app.lobby.create_room().await?;
    let invite_url = invite_url(&app, &headers, &room.room_id);
    let invitation = Invitation { room_id: room.room_id, invite_url, expires_at: room.expires_at };
    Ok((StatusCode::CREATED, Json(invitation)))
}

/// The link into a private room.
pub fn invite_url(app: &AppState, headers: &HeaderMap, room_id: &RoomId) -> String {
    format!("{}/room/{room_id}", site_url(app, headers))
}

/// The address that people know this site by: the page's own origin, which the door has checked;
/// else the operator's first; else the host that was asked.
fn site_url(app: &AppState, headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let configured = || app.settings.allowed_origins.as_deref()?.first().map(ToString::to_string);
    let asked = || text(header::HOST).map(|host| format!("http://{host}"));
    text(header::ORIGIN).map(str::to_owned).or_else(configured).or_else(asked).unwrap_or_default()
}
