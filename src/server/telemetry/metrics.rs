//! Metrics, in Prometheus' text format at `/metrics`.

use std::sync::OnceLock;

use axum::extract::State;
use metrics::{counter, describe_counter, describe_gauge, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::server::state::AppState;
use crate::server::store::Health;

const ACTIVE_CONNECTIONS: &str = "live_loop_active_connections";
const WAITING_USERS: &str = "live_loop_waiting_users";
const ACTIVE_ROOMS: &str = "live_loop_active_rooms";
const ROOMS_CREATED: &str = "live_loop_rooms_created_total";
const MESSAGES_EXCHANGED: &str = "live_loop_messages_exchanged_total";
const STORE_UP: &str = "live_loop_store_up";
const CONNECTION_FAILURES: &str = "live_loop_connection_failures_total";

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts recording; once a process, further calls change nothing.
pub fn start() {
    RECORDER.get_or_init(|| {
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("another recorder takes the metrics: /metrics stays empty");
        }
        describe_gauge!(ACTIVE_CONNECTIONS, "Sessions whose link stands");
        describe_gauge!(WAITING_USERS, "Users in the queue");
        describe_gauge!(ACTIVE_ROOMS, "Rooms with two people in them");
        describe_gauge!(STORE_UP, "1 while the store can be reached, else 0");
        describe_counter!(ROOMS_CREATED, "Rooms made, by the queue and by link");
        describe_counter!(MESSAGES_EXCHANGED, "Chat messages taken");
        describe_counter!(CONNECTION_FAILURES, "Sockets refused, or lost without a word, by reason");
        handle
    });
}

/// With the figures of this moment; those of the lobby are its last ones while it is
/// out of reach.
#[utoipa::path(
    get, path = "/metrics", tag = "health",
    responses((status = 200, description = "Prometheus text format", body = str, content_type = "text/plain; charset=utf-8")),
)]
pub async fn page(State(app): State<AppState>) -> String {
    gauge!(STORE_UP).set(if app.lobby.health() == Health::Unavailable { 0.0 } else { 1.0 });
    if let Ok(figures) = app.lobby.figures().await {
        gauge!(ACTIVE_CONNECTIONS).set(figures.active_connections as f64);
        gauge!(WAITING_USERS).set(figures.waiting_users as f64);
        gauge!(ACTIVE_ROOMS).set(figures.active_rooms as f64);
        counter!(ROOMS_CREATED).absolute(figures.rooms_created);
        counter!(MESSAGES_EXCHANGED).absolute(figures.messages_exchanged);
    }
    RECORDER.get().map(PrometheusHandle::render).unwrap_or_default()
}

pub fn count_connection_failure(reason: &'static str) {
    counter!(CONNECTION_FAILURES, "reason" => reason).increment(1);
}
