//! A real Prometheus scrapes two real instances on a real Redis through a run: what operators would read in it,
//! and what would wake them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::chaos::instance::Instance;
use crate::support::prometheus::Prometheus;
use crate::support::redis::RedisServer;
use crate::support::{Client, Socket, meet};

/// Two instances and who watches them. What they wrote stays where the test fails.
struct Site {
    redis: RedisServer,
    one: Instance,
    two: Instance,
    prometheus: Prometheus,
    folder: PathBuf,
}

impl Site {
    async fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("live-loop-prometheus-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir(&folder).unwrap();
        let redis = RedisServer::start().await;
        let environment = [
            ("LIVE_LOOP_REDIS_URL", redis.url()),
            ("LIVE_LOOP_RESUME_WINDOW_SECONDS", "5".into()),
            ("LIVE_LOOP_CHATS_PER_MINUTE", "1".into()),
        ];
        let one = Instance::start(&environment, &folder).await.unwrap();
        let two = Instance::start(&environment, &folder).await.unwrap();
        let prometheus = Prometheus::watching([one.address, two.address], &folder).await;
        Self { redis, one, two, prometheus, folder }
    }

    /// Two people in a call, each on an instance of their own.
    async fn call(&self) -> (Client, Client, String) {
        let mut ada = Client::hello(Socket::connect(self.one.address).await).await;
        let mut bob = Client::hello(Socket::connect(self.two.address).await).await;
        let room = meet(&mut ada, &mut bob).await;
        (ada, bob, room)
    }

    /// Returns when that alert fires, or does not, for so many.
    async fn alerts(&self, alert: &str, firing: &[(&str, &str)]) {
        let query = format!(r#"count by (alertname) (ALERTS{{alertname="{alert}", alertstate="firing"}})"#);
        self.prometheus.finds(&query, "alertname", firing).await;
    }
}

async fn tell(client: &mut Client, phases: &[&str]) {
    for phase in phases {
        client.ok("session/progress", json!({"phase": phase, "route": "direct", "reason": "next"})).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_reads_the_funnel_and_is_woken() {
    let site = Site::start().await;
    let (mut ada, mut bob, room) = site.call().await;
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "hi"})).await;
    tell(&mut ada, &["offer", "connected", "first-frame", "alive", "ended"]).await;
    // Told twice, it counts once.
    tell(&mut bob, &["offer", "connected", "connected", "first-frame"]).await;
    let (mut eve, dan, room) = site.call().await;
    tell(&mut eve, &["offer"]).await;
    eve.ok("session/progress", json!({"phase": "ended", "reason": "not-connected"})).await;
    let token = dan.token();
    for code in ["not-in-room", "rate-limited"] {
        let message = json!({"roomId": "nowhere", "message": "hi"});
        assert_eq!(eve.refused("chat/newMessage", message).await, code);
    }
    eve.ok("matchmaking/report-peer", json!({"roomId": room, "reason": "spam"})).await;
    // Bob's browser is gone in the middle of the call.
    bob.tell("session/bye", json!({})).await;

    let finds = async |query: &str, label: &str, wanted: &[(&str, &str)]| {
        site.prometheus.finds(query, label, wanted).await;
    };
    let funnel = [
        ("alive", "1"),
        ("connected", "2"),
        ("ended", "2"),
        ("first-frame", "2"),
        ("matched", "4"),
        ("offer", "3"),
        ("queued", "4"),
    ];
    finds("sum by (phase) (live_loop_funnel_total)", "phase", &funnel).await;
    finds(r#"sum by (route) (live_loop_funnel_total{phase="alive"})"#, "route", &[("direct", "1")]).await;
    let ends = [("gone", "1"), ("next", "1"), ("not-connected", "1")];
    finds("sum by (reason) (live_loop_calls_ended_total)", "reason", &ends).await;
    finds("sum by (reason) (live_loop_reports_total)", "reason", &[("spam", "1")]).await;
    finds("sum by (deed) (live_loop_over_limit_total)", "deed", &[("chat", "1")]).await;
    finds(r#"live_loop_calls_ended_total{reason="gone"}"#, "reached", &[("first-frame", "1")]).await;
    for (query, value) in [
        ("sum(live_loop_matches_total)", "2"),
        ("sum(live_loop_waiting_seconds_count)", "4"),
        ("sum(live_loop_first_frame_seconds_count)", "2"),
        (r#"sum(live_loop_relay_seconds_count{kind="chat"})"#, "1"),
        (r#"sum(live_loop_errors_total{code="not-in-room"})"#, "1"),
        (r#"sum(live_loop_connection_failures_total{reason="call"})"#, "1"),
        ("max(live_loop_rooms_created_total)", "2"),
        ("max(live_loop_messages_exchanged_total)", "1"),
        ("min(live_loop_store_up)", "1"),
        (r#"count(live_loop_build_info{store="redis"})"#, "2"),
        ("count(process_open_fds > 0)", "2"),
        ("count(sum by (instance) (live_loop_redis_seconds_count) > 0)", "2"),
        ("sum(live_loop_sockets)", "3"),
        ("count(live_loop_mailbox_fullest_ratio < 1)", "2"),
    ] {
        finds(query, "", &[("", value)]).await;
    }
    let today = site.redis.cli(&["KEYS", "metrics:daily:*"]).await;
    let failures = site.redis.cli(&["HGET", today.trim(), "connectionFailures"]).await;
    assert_eq!(failures.trim(), "1", "the same in Redis");

    // Kept on the other instance; then the same token is used up.
    drop(dan);
    assert_eq!(
        Client::try_resume_by(Socket::connect(site.one.address).await, &token, 1).await.welcome["resumed"],
        true
    );
    let late = Client::try_resume_by(Socket::connect(site.one.address).await, "nobody's", 0).await;
    assert_eq!(late.welcome["resumed"], false);
    finds("sum by (outcome) (live_loop_resumes_total)", "outcome", &[("expired", "1"), ("kept", "1")]).await;

    site.alerts("LiveLoopRedisAway", &[]).await;
    site.redis.kill().await;
    site.alerts("LiveLoopRedisAway", &[("LiveLoopRedisAway", "2")]).await;
    site.redis.restart().await;
    site.alerts("LiveLoopRedisAway", &[]).await;
    site.two.kill().await;
    site.alerts("LiveLoopInstanceDown", &[("LiveLoopInstanceDown", "1")]).await;
    drop(fs::remove_dir_all(&site.folder));
}

/// The names of metrics in a text, without what histograms add to them.
fn metrics_in(text: &str) -> BTreeSet<&str> {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let names = text.split(|letter| !is_of_name(letter)).filter(|word| word.starts_with("live_loop_"));
    names
        .map(|name| {
            ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
        })
        .collect()
}

#[test]
fn every_metric_stands_in_the_operators_page_and_no_other_is_asked_for() {
    let code = [
        include_str!("../src/server/telemetry/metrics/events.rs"),
        include_str!("../src/server/telemetry/metrics/funnel.rs"),
        include_str!("../src/server/telemetry/metrics/gauges.rs"),
    ]
    .concat();
    let page = include_str!("../docs/OPERATIONS.md");
    assert_eq!(metrics_in(&code), metrics_in(page));
    let alerts = include_str!("../deploy/prometheus/rules.yml");
    for asked in [alerts, include_str!("../deploy/grafana/live-loop.json")] {
        let asked: BTreeSet<_> =
            metrics_in(asked).into_iter().filter(|name| *name != "live_loop_funnel").collect();
        assert!(asked.is_subset(&metrics_in(&code)), "{:?}", asked.difference(&metrics_in(&code)));
    }
    for alert in alerts.lines().filter_map(|line| line.trim().strip_prefix("- alert: ")) {
        assert!(page.contains(&format!("| `{alert}` |")), "{alert}");
    }
}
