//! That the helpers do what they say, since every test with Redis builds on them.

use super::cluster::NODES;
use super::{RedisCluster, RedisServer, fresh_prefix};

#[tokio::test(start_paused = true)]
async fn a_server_forgets_when_restarted_and_keeps_its_port() {
    let server = RedisServer::start().await;
    assert_eq!(server.cli(&["SET", "key", "value"]).await, "OK");
    assert_eq!(server.cli(&["GET", "key"]).await, "value");
    server.pause().await;
    server.go_on().await;
    server.kill().await;
    server.restart().await;
    assert_eq!(server.cli(&["EXISTS", "key"]).await, "0");
    assert_eq!(server.cli(&["CONFIG", "GET", "port"]).await, format!("port\n{}", server.port));
}

#[tokio::test]
async fn what_is_shared_is_one_and_has_room_for_all() {
    let (one, other) = tokio::join!(RedisServer::shared(), RedisServer::shared());
    assert_eq!(one.url(), other.url());
    let (one, other) = tokio::join!(RedisCluster::shared(), RedisCluster::shared());
    assert_eq!(one.urls(), other.urls());
    assert_ne!(fresh_prefix(), fresh_prefix());
}

#[tokio::test(start_paused = true)]
async fn a_cluster_fails_over_and_becomes_whole_again() {
    let cluster = RedisCluster::start().await;
    assert_eq!(cluster.urls().split(',').count(), NODES);
    let first = cluster.failover_of("key").await;
    let second = cluster.master_of("key").await;
    assert_ne!(first, second);
    cluster.restart(first).await;
    cluster.until_whole().await;
    cluster.pause(second).await;
    assert_eq!(cluster.master_of("key").await, first);
    cluster.kill(second).await;
    cluster.restart(second).await;
    cluster.until_whole().await;
    assert_eq!(cluster.cli(&["SET", "key", "value"]).await, "OK");
    cluster.pause(first).await;
    cluster.go_on(first).await;
    assert_eq!(cluster.cli(&["GET", "key"]).await, "value");
}
