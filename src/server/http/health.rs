//! Whether this instance is well, for people, load balancers and schedulers.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use crate::protocol::Timestamp;
use crate::server::state::AppState;
use crate::server::store;

#[derive(Serialize)]
pub struct Health {
    status: Status,
    timestamp: Timestamp,
    version: &'static str,
    services: Services,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Healthy,
    /// Redis is away: calls go on, nobody new is matched.
    Degraded,
    Unhealthy,
}

#[derive(Serialize)]
struct Services {
    redis: store::Health,
    memory: Memory,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Memory {
    resident_bytes: Option<usize>,
}

/// `GET /health`: 200 while the instance serves, also without Redis; 503 while it drains.
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

/// `GET /livez`: the process runs.
pub async fn livez() -> &'static str {
    "ok"
}

/// `GET /readyz`: new sockets are welcome here, and can be matched.
pub async fn readyz(State(app): State<AppState>) -> (StatusCode, &'static str) {
    if app.shutdown.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, "draining")
    } else if app.lobby.health() == store::Health::Unavailable {
        (StatusCode::SERVICE_UNAVAILABLE, "Redis is out of reach")
    } else {
        (StatusCode::OK, "ok")
    }
}
