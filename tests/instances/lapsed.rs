//! An instance that could not renew its lease is taken for dead, and goes on.

use std::sync::Arc;
use std::time::Duration;

use live_loop::protocol::SocketId;
use live_loop::server::clock::Clock;
use live_loop::server::session::TokenHash;
use live_loop::server::store::{LEASE, Lobby, RedisSettings, RedisStore};

use super::settings;
use crate::store_contract::{RESUME_WINDOW, Told, profile, stop_the_clock};
use crate::support::redis::RedisServer;

fn store(settings: &RedisSettings, instance: &str) -> Arc<RedisStore> {
    RedisStore::new(settings, instance, Clock::start(), RESUME_WINDOW, Arc::<Told>::default())
}

/// Lets much more than the time of a lease pass, and only `living` renews its own.
async fn lapse_all_but(living: &RedisStore) {
    for _ in 0..LEASE.as_secs() * 3 {
        tokio::time::advance(Duration::from_secs(1)).await;
        living.renew().await.unwrap();
        living.sweep().await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn it_takes_its_sessions_back_with_the_first_that_they_ask() {
    let _stopped = stop_the_clock();
    let settings = settings(RedisServer::shared().await);
    let [stopped, living] = ["stopped", "living"].map(|name| store(&settings, name));
    let [ada, bob] = ["ada", "bob"].map(SocketId::from);
    stopped.renew().await.unwrap();
    stopped.enter(&ada, TokenHash::of("ada")).await.unwrap();
    stopped.enter(&bob, TokenHash::of("bob")).await.unwrap();
    lapse_all_but(&living).await;
    assert_eq!(living.figures().await.unwrap().active_connections, 0, "nobody vouches for them");
    stopped.request_room(&ada, profile(&ada, &[], &[])).await.unwrap();
    stopped.leave(&bob, live_loop::protocol::matchmaking::LeaveReason::Stopped).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn entering_twice_is_entering_once() {
    let _stopped = stop_the_clock();
    let store = store(&settings(RedisServer::shared().await), "here");
    let ada = SocketId::from("ada");
    // As if the first answer had been lost.
    store.enter(&ada, TokenHash::of("ada")).await.unwrap();
    store.enter(&ada, TokenHash::of("ada")).await.unwrap();
    assert_eq!(store.figures().await.unwrap().active_connections, 1);
}
