//! Several instances on one Redis: people meet across them, sessions move between them, and Redis goes
//! away and comes back. What happens when an instance is killed is told in `chaos`.

mod failover;
mod keys;
mod lapsed;
mod limits;
mod moving;
mod redis_away;
mod tls;
mod together;
mod unsure;

use live_loop::server::store::RedisSettings;

use crate::support::TestApp;
use crate::support::redis::{RedisServer, fresh_prefix};

/// Two instances on the Redis of this test run, with a lobby of their own.
async fn two_instances() -> [TestApp; 2] {
    let redis = settings(RedisServer::shared().await);
    [TestApp::on(&redis).await, TestApp::on(&redis).await]
}

fn settings(redis: &RedisServer) -> RedisSettings {
    RedisSettings::new(vec![redis.url()], fresh_prefix()).unwrap()
}
