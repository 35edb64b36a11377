//! A Redis Cluster changes under two instances: a replica takes over, slots move.

use std::time::Duration;

use live_loop::server::store::RedisSettings;
use serde_json::json;

use super::redis_away::ask_until_taken;
use crate::support::redis::{RedisCluster, fresh_prefix};
use crate::support::{TestApp, matched, meet, named};

/// Where the lobby lies: all of it in the slot of this tag.
const TAG: &str = "{lobby}";

fn settings(cluster: &RedisCluster) -> RedisSettings {
    let urls = cluster.urls().split(',').map(str::to_owned).collect();
    RedisSettings::new(urls, fresh_prefix()).unwrap()
}

async fn two_on(settings: &RedisSettings) -> [TestApp; 2] {
    [TestApp::on(settings).await, TestApp::on(settings).await]
}

#[tokio::test]
async fn a_replica_takes_over_and_nobody_loses_anything() {
    let cluster = RedisCluster::start().await;
    let [one, two] = two_on(&settings(&cluster)).await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    let mut eve = two.client().await;
    eve.ok("matchmaking/request-room", json!({"userName": "Eve", "interests": ["chess"]})).await;
    for n in 0..20 {
        ada.ok("chat/newMessage", json!({"roomId": room, "message": n.to_string(), "key": n.to_string()}))
            .await;
    }
    let killed = cluster.failover_of(TAG).await;
    for n in 15..40 {
        let message = json!({"roomId": room, "message": n.to_string(), "key": n.to_string()});
        ask_until_taken(&mut ada, "chat/newMessage", message).await;
    }
    for n in 0..40 {
        assert_eq!(bob.expect("chat/newMessage").await["message"], n.to_string());
    }
    let mut dan = one.client().await;
    ask_until_taken(&mut dan, "matchmaking/request-room", json!({"userName": "Dan", "interests": ["chess"]}))
        .await;
    matched(&mut dan, &mut eve).await;
    ada.expect_nothing().await;
    cluster.restart(killed).await;
    cluster.until_whole().await;
}

#[tokio::test]
async fn a_master_that_hangs_is_left_behind() {
    let cluster = RedisCluster::start().await;
    let [one, two] = two_on(&settings(&cluster)).await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    let hanging = cluster.master_of(TAG).await;
    cluster.pause(hanging).await;
    assert_ne!(cluster.master_of(TAG).await, hanging, "a replica takes over");
    ask_until_taken(&mut ada, "chat/newMessage", json!({"roomId": room, "message": "hello", "key": "k"}))
        .await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "hello");
    ada.expect_nothing().await;
    cluster.go_on(hanging).await;
}

#[tokio::test]
async fn the_lobby_moves_to_another_master_and_nothing_is_done_halfway() {
    let cluster = RedisCluster::start().await;
    let settings = settings(&cluster);
    let [one, two] = two_on(&settings).await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    let [mut eve, mut dan] = [one.client().await, two.client().await];
    eve.ok("matchmaking/request-room", named("Eve")).await;

    // What a message comes to last: it would be remembered as sent, and never be delivered.
    let moving = cluster.begin_to_move(&format!("{}{TAG}:metrics:total", settings.prefix)).await;
    let message = json!({"roomId": room, "message": "moved", "key": "moved"});
    for (client, name, data) in
        [(&mut ada, "chat/newMessage", message.clone()), (&mut dan, "matchmaking/request-room", named("Dan"))]
    {
        let refused = client.request(name, data).await.expect_err("a part of the lobby is not the lobby");
        assert_eq!(refused["code"], "unavailable");
    }
    cluster.finish_moving(moving).await;

    ask_until_taken(&mut ada, "chat/newMessage", message).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "moved");
    ask_until_taken(&mut dan, "matchmaking/request-room", named("Dan")).await;
    tokio::time::timeout(Duration::from_secs(20), matched(&mut dan, &mut eve)).await.unwrap();
    ada.expect_nothing().await;
}
