//! Limits are counted by all instances together, and by each for itself while Redis is away.

use std::num::NonZeroU32;

use live_loop::server::config::Settings;
use live_loop::server::security::client::ClientKey;
use live_loop::server::security::limits::{Deed, LimitSettings};
use live_loop::server::store::RedisSettings;

use crate::support::TestApp;
use crate::support::redis::{RedisServer, fresh_prefix};

const MANY: Option<NonZeroU32> = NonZeroU32::new(1000);

fn few_rooms(redis: &RedisSettings) -> impl FnOnce(&mut Settings) {
    let redis = Some(redis.clone());
    |settings| {
        settings.redis = redis;
        settings.limits = LimitSettings {
            connections_per_ip: MANY,
            connects_per_minute: MANY,
            rooms_per_minute: NonZeroU32::new(4),
            messages_per_second: MANY,
            chats_per_minute: NonZeroU32::new(1),
            cool_down_seconds: NonZeroU32::new(60),
            ..LimitSettings::default()
        };
    }
}

fn client(address: &str) -> ClientKey {
    ClientKey::from(address.parse::<std::net::IpAddr>().unwrap())
}

/// How many rooms an address may make in a row, at one instance after the other.
async fn rooms(apps: &[&TestApp], address: &str) -> usize {
    let mut made = 0;
    for app in apps.iter().cycle() {
        match app.state.limits.spend(Deed::Room, client(address)).await {
            Ok(()) => made += 1,
            Err(exceeded) => {
                assert!((1..=15_000).contains(&exceeded.retry_after.as_millis()), "{exceeded:?}");
                break;
            }
        }
    }
    made
}

#[tokio::test]
async fn two_instances_allow_as_much_as_one() {
    let redis = RedisServer::shared().await;
    let prefix = fresh_prefix();
    let settings = RedisSettings::new(vec![redis.url()], prefix.clone()).unwrap();
    let one = TestApp::with(few_rooms(&settings)).await;
    let two = TestApp::with(few_rooms(&settings)).await;
    assert_eq!(rooms(&[&one, &two], "192.0.2.1").await, 4);
    assert_eq!(rooms(&[&two], "192.0.2.2").await, 4);
    assert_eq!(rooms(&[&one, &two], "2001:db8::1").await, 4);
    assert_eq!(rooms(&[&two], "2001:db8::ffff").await, 0, "the same /64");

    // Three floods at one of them, and the other does not let the address in either.
    let flooder = client("192.0.2.3");
    for _ in 0..3 {
        assert!(two.state.limits.connect(flooder).await.is_ok());
        one.state.limits.note_flood(flooder).await;
    }
    for app in [&one, &two] {
        let exceeded = app.state.limits.connect(flooder).await.err().unwrap();
        assert!((50..=60).contains(&exceeded.retry_after.as_secs()), "{exceeded:?}");
    }

    // Redis is not asked about what is too frequent.
    assert!(one.state.limits.spend(Deed::Chat, flooder).await.is_ok());
    let keys = redis.cli(&["KEYS", &format!("{prefix}limit:*")]).await;
    assert!(keys.lines().count() > 4 && !keys.contains("limit:chat"), "{keys}");
    let dump = redis.cli(&["EVAL", "return {redis.call('KEYS', ARGV[1])}", "0", &format!("{prefix}*")]).await;
    assert!(!dump.contains("192.0.2") && !dump.contains("2001:db8"), "{dump}");
}

#[tokio::test]
async fn without_redis_each_goes_by_what_it_has_seen() {
    let redis = RedisServer::start().await;
    let app = TestApp::with(few_rooms(&super::settings(&redis))).await;
    assert_eq!(rooms(&[&app], "192.0.2.1").await, 4);
    redis.kill().await;
    assert_eq!(rooms(&[&app], "192.0.2.1").await, 4, "which was nothing yet");
    assert_eq!(rooms(&[&app], "192.0.2.1").await, 0);
}
