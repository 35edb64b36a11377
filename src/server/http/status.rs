//! `GET /api/status`: what is going on.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::docs::refusals::StoreAway;
use super::problem::Problem;
use crate::protocol::Timestamp;
use crate::server::state::AppState;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    timestamp: Timestamp,
    /// This instance, and the sockets that it holds.
    #[schema(value_type = String)]
    instance: Arc<str>,
    active_connections: u64,
    /// The rest is the whole cluster's.
    waiting_users: u64,
    active_rooms: u64,
    metrics: Metrics,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Metrics {
    active_connections: u64,
    rooms_created: u64,
    messages_exchanged: u64,
    connection_failures: u64,
}

/// What is going on here, and in the whole cluster.
#[utoipa::path(get, path = "/api/status", tag = "public", responses((status = 200, body = Status), StoreAway))]
pub async fn status(State(app): State<AppState>) -> Result<Json<Status>, Problem> {
    let figures = app.lobby.figures().await?;
    Ok(Json(Status {
        timestamp: app.clock.now(),
        instance: app.instance.clone(),
        active_connections: app.sessions.linked().len() as u64,
        waiting_users: figures.waiting_users,
        active_rooms: figures.active_rooms,
        metrics: Metrics {
            active_connections: figures.active_connections,
            rooms_created: figures.rooms_created,
            messages_exchanged: figures.messages_exchanged,
            connection_failures: figures.connection_failures,
        },
    }))
}
