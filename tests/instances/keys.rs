//! What lies in Redis: names and fields as the wire contract has them, and a time to live on everything.

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::time::Duration;

use live_loop::protocol::Timestamp;
use live_loop::protocol::operators::Letter;
use live_loop::server::store::RedisSettings;
use serde_json::json;

use crate::support::redis::{RedisServer, fresh_prefix};
use crate::support::{TestApp, meet, named};

/// What docs/PRIVACY.md says of each kind of key: its name, without what is different each time, and how long
/// it lives at most.
fn promised() -> Vec<(&'static str, Duration)> {
    let table = include_str!("../../docs/PRIVACY.md");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    rows.map(|(kind, rest)| {
        let life = rest.trim_end_matches('|').rsplit('|').next().unwrap().trim();
        (kind, life.parse::<humantime::Duration>().expect(life).into())
    })
    .collect()
}

#[tokio::test]
async fn every_key_stands_in_the_privacy_page_and_lives_no_longer_than_it_says() {
    let redis = RedisServer::shared().await;
    let prefix = fresh_prefix();
    let settings = RedisSettings::new(vec![redis.url()], prefix.clone()).unwrap();
    let app = TestApp::with(|changed| {
        changed.redis = Some(settings);
        changed.limits.connects_per_minute = NonZeroU32::new(100);
    })
    .await;
    let (mut ada, mut bob, room) = app.call().await;
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "hello", "key": "k"})).await;
    bob.expect("chat/newMessage").await;
    let [mut eve, mut dan, gus] = app.clients().await;
    eve.ok("matchmaking/request-room", json!({"userName": "Eve", "interests": ["chess"]})).await;
    let link = app.state.lobby.create_room().await.unwrap().room_id;
    dan.ok("matchmaking/join-room", json!({"roomId": link, "userName": "Dan"})).await;
    drop(gus);
    misbehave(&app).await;
    let gus_is_away = async {
        while app.state.lobby.figures().await.unwrap().active_connections != 4 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gus_is_away).await.unwrap();
    app.state.lobby.renew().await.unwrap();
    app.state.oversight.keep_letter(&letter()).await.unwrap();
    app.state.oversight.ask_to_leave(&app.state.instance).await.unwrap();

    let keys = redis.cli(&["KEYS", &format!("{prefix}*")]).await;
    let promised = promised();
    let mut kinds = BTreeSet::new();
    for key in keys.lines() {
        let name = key.strip_prefix(&prefix).unwrap();
        let kind = promised.iter().find(|(kind, _)| name == *kind || name.starts_with(&format!("{kind}:")));
        let (kind, at_most) = kind.unwrap_or_else(|| panic!("{key}"));
        kinds.insert(*kind);
        let life: i64 = redis.cli(&["TTL", key]).await.trim().parse().unwrap();
        assert!(life > 0 && life as u64 <= at_most.as_secs(), "{key}: {life}");
    }
    assert!(kinds.is_superset(&BTreeSet::from([
        "about",
        "letters",
        "limit",
        "mail",
        "bans",
        "blocks",
        "conduct",
        "lane",
        "metrics:daily",
        "metrics:interval",
        "pseudonyms",
        "queue:users",
        "reports",
        "rooms",
        "token",
        "user"
    ])));

    let field = async |key: String, field: &str| redis.cli(&["HGET", &format!("{prefix}{key}"), field]).await;
    assert_eq!(field(format!("rooms:{room}"), "status").await, "active");
    let members =
        [field(format!("rooms:{room}"), "user1").await, field(format!("rooms:{room}"), "user2").await];
    let everyone = |ids: [&str; 2]| BTreeSet::from(ids.map(str::to_owned));
    assert_eq!(BTreeSet::from(members), everyone([ada.id(), bob.id()]));
    let joined = field(format!("user:{}", eve.id()), "joined").await;
    assert_eq!(field(format!("user:{}", eve.id()), "name").await, "Eve");
    assert_eq!(redis.cli(&["ZSCORE", &format!("{prefix}queue:users"), eve.id()]).await, joined);
    ada.ok("matchmaking/stop-call", json!({"roomId": room})).await;
    assert_eq!(field(format!("rooms:{room}"), "status").await, "ended");
}

fn letter() -> Letter {
    let (id, email, message) = ("l".into(), "ada@example.org".into(), "hello".into());
    Letter { id, email, message, received: Timestamp::from_millis(0) }
}

/// Somebody is reported by many, blocked and banned, and waits all the same.
async fn misbehave(app: &TestApp) {
    let known = |letter: &str| format!("visitor={}A", letter.repeat(21));
    let mut mal = app.visitor(&known("A")).await;
    for letter in ["B", "C", "D", "E"] {
        let mut victim = app.visitor(&known(letter)).await;
        let interests = json!({"userName": "Kim", "interests": ["mischief"]});
        victim.ok("matchmaking/request-room", interests.clone()).await;
        mal.ok("matchmaking/request-room", interests).await;
        let room = victim.expect("matchmaking/match-done").await["roomId"].clone();
        victim.ok("matchmaking/report-peer", json!({"roomId": room, "reason": "spam"})).await;
        victim.ok("matchmaking/block-peer", json!({"roomId": room})).await;
        victim.ok("session/bye", json!({})).await;
        mal.heard().await;
    }
    mal.ok("matchmaking/request-room", json!({"userName": "Mal", "languages": ["tlh"], "interests": ["no"]}))
        .await;
    let person = app.state.conduct.reports().await.unwrap()[0].person.clone().unwrap();
    let until = app.state.clock.now() + Duration::from_secs(60);
    app.state.conduct.ban(&person, until).await.unwrap();
    mal.socket.close().await;
}

#[tokio::test]
async fn a_server_that_forgot_the_functions_is_told_them_again() {
    let redis = RedisServer::start().await;
    let app = TestApp::on(&super::settings(&redis)).await;
    let [mut ada, mut bob] = app.clients().await;
    redis.cli(&["FUNCTION", "FLUSH"]).await;
    ada.ok("matchmaking/request-room", named("Ada")).await;
    redis.cli(&["FUNCTION", "FLUSH"]).await;
    meet(&mut ada, &mut bob).await;
}
