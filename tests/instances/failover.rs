//! A Redis Cluster changes under two instances: a replica takes over, slots move.

use std::time::Duration;

use live_loop::server::store::RedisSettings;
use serde_json::json;

use super::redis_away::ask_until_taken;
use crate::support::redis::{RedisCluster, fresh_prefix};
use crate::support::{TestApp, matched, meet, named};

/// Where the lobby lies: all of it in the slot of this tag.
const TAG: &str = "{lobby}";

async fn two_on(cluster: &RedisCluster) -> [TestApp; 2] {
    let urls = cluster.urls().split(',').map(str::to_owned).collect();
    let settings = RedisSettings::new(urls, fresh_prefix()).unwrap();
    [TestApp::on(&settings).await, TestApp::on(&settings).await]
}

#[tokio::test]
async fn a_replica_takes_over_and_nobody_loses_anything() {
    let cluster = RedisCluster::start().await;
    let [one, two] = two_on(&cluster).await;
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
async fn the_lobby_moves_to_another_master() {
    let cluster = RedisCluster::start().await;
    let [one, two] = two_on(&cluster).await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    cluster.move_slot_of(TAG).await;
    let message = |text: &str| json!({"roomId": room, "message": text, "key": text});
    ask_until_taken(&mut ada, "chat/newMessage", message("moved")).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "moved");
    let [mut eve, mut dan] = [one.client().await, two.client().await];
    ask_until_taken(&mut eve, "matchmaking/request-room", named("Eve")).await;
    ask_until_taken(&mut dan, "matchmaking/request-room", named("Dan")).await;
    tokio::time::timeout(Duration::from_secs(20), matched(&mut eve, &mut dan)).await.unwrap();
    ada.expect_nothing().await;
}
