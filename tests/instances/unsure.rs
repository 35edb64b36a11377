//! After Redis was replaced, nothing is done on what may be of the past, however long its home takes to say
//! what it knows.

use std::sync::Arc;

use live_loop::protocol::SocketId;
use live_loop::server::clock::Clock;
use live_loop::server::session::TokenHash;
use live_loop::server::store::{Claim, Delivery, Lobby, RedisSettings, RedisStore, Refusal};

use super::settings;
use crate::store_contract::{RESUME_WINDOW, Told, profile};
use crate::support::redis::RedisServer;

/// An instance with one session, which compares nothing until it is told to listen.
struct Home {
    store: Arc<RedisStore>,
    who: SocketId,
}

impl Home {
    async fn of(who: &str, settings: &RedisSettings) -> Self {
        let (told, id) = (Arc::<Told>::default(), SocketId::from(who));
        told.hold(&id);
        let store =
            RedisStore::new(settings, &format!("{who}'s"), Clock::start(), RESUME_WINDOW, told.clone());
        store.renew().await.unwrap();
        store.enter(&id, TokenHash::of(who)).await.unwrap();
        Self { store, who: id }
    }

    async fn ask(&self, interest: &str) -> Result<(), Refusal> {
        self.store.request_room(&self.who, profile(&self.who, &[interest], &[])).await.map(|_| ())
    }

    /// Says what it knows, and returns when Redis has heard it.
    async fn compare(&self) {
        self.store.listen();
        while self.store.keep_tokens(&self.who, &[TokenHash::of(self.who.as_str())]).await.is_err() {
            tokio::task::yield_now().await;
        }
    }

    /// Until nobody is kept from being matched.
    async fn sweep_until_matched(&self, rooms: u64) {
        while self.store.figures().await.unwrap().active_rooms != rooms {
            self.store.sweep().await.unwrap();
        }
    }
}

/// As if the lobby had been opened in another process, of which this one is the copy.
async fn replace(redis: &RedisServer, settings: &RedisSettings) {
    redis.cli(&["HSET", &format!("{}lobby", settings.prefix), "process", "another"]).await;
}

#[tokio::test]
async fn nothing_is_said_to_someone_whose_home_has_not_vouched_for_what_stands_there() {
    let redis = RedisServer::shared().await;
    let settings = settings(redis);
    let [ada, bob] = [Home::of("ada", &settings).await, Home::of("bob", &settings).await];
    ada.ask("chess").await.unwrap();
    bob.ask("chess").await.unwrap();
    bob.sweep_until_matched(1).await;
    let room = redis.cli(&["HGET", &format!("{}user:bob", settings.prefix), "room"]).await;
    let room = room.trim().into();
    replace(redis, &settings).await;
    let say = async || bob.store.send_message(&bob.who, &room, "hello".into(), Some("k".into())).await;
    bob.compare().await;
    assert_eq!(say().await.map(|_| ()), Err(Refusal::Unavailable), "Ada's home has said nothing");
    assert_eq!(ada.ask("chess").await, Err(Refusal::Unavailable), "nor does she move on from there");
    ada.compare().await;
    say().await.unwrap();
}

#[tokio::test]
async fn nobody_is_matched_with_someone_whose_home_has_not_vouched_for_them() {
    let redis = RedisServer::shared().await;
    let settings = settings(redis);
    let ada = Home::of("ada", &settings).await;
    ada.ask("chess").await.unwrap();
    replace(redis, &settings).await;
    let bob = Home::of("bob", &settings).await;
    bob.ask("chess").await.unwrap();
    let claim = Claim { tokens: vec![TokenHash::of("ada")], seq: 0 };
    assert_eq!(bob.store.claim(claim).await, Err(Refusal::Unavailable), "nor is she taken from there");
    // By now any fence has fallen.
    bob.store.sweep().await.unwrap();
    assert_eq!(bob.store.figures().await.unwrap().active_rooms, 0);
    ada.compare().await;
    bob.sweep_until_matched(1).await;
}
