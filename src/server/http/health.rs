//! Whether this instance is well, for people, load balancers and schedulers.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::protocol::Timestamp;
use crate::server::state::AppState;
use crate::server::store;

#[derive(Serialize, ToSchema)]
pub struct Health {
    status: Status,
    timestamp: Timestamp,
    version: &'static str,
    services: Services,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = HealthStatus)]
enum Status {
    Healthy,
    /// Redis is away: calls go on, nobody new is matched.
    Degraded,
    Unhealthy,
}

#[derive(Serialize, ToSchema)]
struct Services {
    redis: store::Health,
    memory: Memory,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Memory {
    resident_bytes: Option<usize>,
}

/// 200 while the instance serves, also without Redis; 503 while it drains.
#[utoipa::path(
    get, path = "/health", tag = "health",
    responses(
        (status = 200, description = "Healthy, or degraded: Redis is away, calls go on", body = Health),
        (status = 503, description = "It drains", body = Health),
    ),
)]
pub async fn health(State(app): State<AppState>) -> (StatusCode, Json<Health>) {
    let redis = app.lobby.health();
    let (code, status) = if app.shutdown.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, Status::Unhealthy)
    } else if redis == store::Health::Unavailable {
        (StatusCode::OK, Status::Degraded)
    } else {
        (StatusCode::OK, Status::Healthy)
    };
    let memory = Memory { resident_bytes: memory_stats::memory_stats().map(|stats| stats.physical_mem) };
    let health = Health {
        status,
        timestamp: app.clock.now(),
        version: env!("CARGO_PKG_VERSION"),
        services: Services { redis, memory },
    };
    (code, Json(health))
}

/// The process runs.
#[utoipa::path(
    get, path = "/livez", tag = "health",
    responses((status = 200, body = str, content_type = "text/plain; charset=utf-8")),
)]
pub async fn livez() -> &'static str {
    "ok"
}

/// New sockets are welcome here, and can be matched.
#[utoipa::path(
    get, path = "/readyz", tag = "health",
    responses(
        (status = 200, body = str, content_type = "text/plain; charset=utf-8"),
        (status = 503, description = "It drains, or Redis is away", body = str, content_type = "text/plain; charset=utf-8"),
    ),
)]
pub async fn readyz(State(app): State<AppState>) -> (StatusCode, &'static str) {
    if app.shutdown.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, "draining")
    } else if app.lobby.health() == store::Health::Unavailable {
        (StatusCode::SERVICE_UNAVAILABLE, "Redis is out of reach")
    } else {
        (StatusCode::OK, "ok")
    }
}
