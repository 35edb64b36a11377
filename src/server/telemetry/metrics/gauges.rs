//! What is so at the moment of the scrape.

use metrics::{Unit, counter, describe_counter, describe_gauge, gauge};
use metrics_process::Collector;

use crate::server::session::Pressure;
use crate::server::state::AppState;
use crate::server::store::Health;

// Of the whole cluster: every instance tells the same.
const ACTIVE_CONNECTIONS: &str = "live_loop_active_connections";
const WAITING_USERS: &str = "live_loop_waiting_users";
const ACTIVE_ROOMS: &str = "live_loop_active_rooms";
const ROOMS_CREATED: &str = "live_loop_rooms_created_total";
const MESSAGES_EXCHANGED: &str = "live_loop_messages_exchanged_total";
// Of this instance.
const SOCKETS: &str = "live_loop_sockets";
const SESSIONS: &str = "live_loop_sessions";
const STORE_UP: &str = "live_loop_store_up";
const DRAINING: &str = "live_loop_draining";
const MAILBOX_FRAMES: &str = "live_loop_mailbox_frames";
const MAILBOX_BYTES: &str = "live_loop_mailbox_bytes";
const MAILBOX_FULLEST: &str = "live_loop_mailbox_fullest_ratio";
const BUILD_INFO: &str = "live_loop_build_info";

pub fn describe() {
    describe_gauge!(ACTIVE_CONNECTIONS, "Sessions whose link stands, in the whole cluster");
    describe_gauge!(WAITING_USERS, "Users in the queue");
    describe_gauge!(ACTIVE_ROOMS, "Rooms with two people in them");
    describe_counter!(ROOMS_CREATED, "Rooms made, by the queue and by link, in the whole cluster");
    describe_counter!(MESSAGES_EXCHANGED, "Chat messages taken, in the whole cluster");
    describe_gauge!(SOCKETS, "Sockets open here");
    describe_gauge!(SESSIONS, "Sessions held here, with a link or waiting for one");
    describe_gauge!(STORE_UP, "1 while the store can be reached, else 0");
    describe_gauge!(DRAINING, "1 while this instance is leaving, else 0");
    describe_gauge!(MAILBOX_FRAMES, "Frames kept for clients that have not said that they saw them");
    describe_gauge!(MAILBOX_BYTES, Unit::Bytes, "Their bytes");
    describe_gauge!(MAILBOX_FULLEST, "How full the fullest mailbox is; beyond 1 its session ends");
    describe_gauge!(BUILD_INFO, "Always 1; what runs here, by its labels");
    Collector::default().describe();
}

/// Those of the lobby are its last ones while it is out of reach.
pub async fn look(app: &AppState) {
    let health = app.lobby.health();
    gauge!(STORE_UP).set(if health == Health::Unavailable { 0.0 } else { 1.0 });
    gauge!(DRAINING).set(if app.shutdown.is_draining() { 1.0 } else { 0.0 });
    gauge!(SOCKETS).set(app.shutdown.sockets.len() as f64);
    let Pressure { sessions, frames, bytes, fullest } = app.sessions.pressure();
    gauge!(SESSIONS).set(sessions as f64);
    gauge!(MAILBOX_FRAMES).set(frames as f64);
    gauge!(MAILBOX_BYTES).set(bytes as f64);
    gauge!(MAILBOX_FULLEST).set(fullest);
    let store = if app.settings.redis.is_some() { "redis" } else { "embedded" };
    gauge!(BUILD_INFO, "version" => env!("CARGO_PKG_VERSION"), "store" => store).set(1.0);
    Collector::default().collect();
    if let Ok(figures) = app.lobby.figures().await {
        gauge!(ACTIVE_CONNECTIONS).set(figures.active_connections as f64);
        gauge!(WAITING_USERS).set(figures.waiting_users as f64);
        gauge!(ACTIVE_ROOMS).set(figures.active_rooms as f64);
        counter!(ROOMS_CREATED).absolute(figures.rooms_created);
        counter!(MESSAGES_EXCHANGED).absolute(figures.messages_exchanged);
    }
}
