//! Whether this instance is well, for people, load balancers and schedulers.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use crate::protocol::Timestamp;
use crate::server::state::AppState;

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
    Unhealthy,
}

#[derive(Serialize)]
struct Services {
    redis: Redis,
    memory: Memory,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Redis {
    Embedded,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Memory {
    resident_bytes: Option<usize>,
}

/// `GET /health`: 200 while the instance serves, 503 while it drains.
pub async fn health(State(app): State<AppState>) -> (StatusCode, Json<Health>) {
    let (code, status) = if app.shutdown.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, Status::Unhealthy)
    } else {
        (StatusCode::OK, Status::Healthy)
    };
    let memory = Memory { resident_bytes: memory_stats::memory_stats().map(|stats| stats.physical_mem) };
    let health = Health {
        status,
        timestamp: app.clock.now(),
        version: env!("CARGO_PKG_VERSION"),
        services: Services { redis: Redis::Embedded, memory },
    };
    (code, Json(health))
}

/// `GET /livez`: the process runs.
pub async fn livez() -> &'static str {
    "ok"
}

/// `GET /readyz`: new sockets are welcome here.
pub async fn readyz(State(app): State<AppState>) -> (StatusCode, &'static str) {
    if app.shutdown.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, "draining")
    } else {
        (StatusCode::OK, "ok")
    }
}
