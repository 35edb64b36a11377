//! Redis behind TLS and a password. Whom to trust comes by the environment, so the server is a process of
//! its own here.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::chaos::instance::Instance;
use crate::support::redis::{PASSWORD, SecuredRedis};
use crate::support::{Client, Socket, meet};

async fn server_on(redis: &SecuredRedis, password: &str, trusted: Option<String>) -> Instance {
    let mut environment = vec![("LIVE_LOOP_REDIS_URL", redis.url(password))];
    environment.extend(trusted.map(|authorities| ("SSL_CERT_FILE", authorities)));
    Instance::start(&environment, &redis.dir).await.unwrap()
}

fn authority_of(redis: &SecuredRedis) -> Option<String> {
    Some(redis.authority.to_string_lossy().into_owned())
}

/// The server's word that Redis is away, once it has said so; it serves all the same.
async fn complaint(server: &Instance) -> String {
    let asked = Instant::now();
    let complaint = loop {
        let log = server.log();
        if let Some(line) = log.lines().find(|line| line.contains("Redis is out of reach")) {
            break line.to_owned();
        }
        assert!(asked.elapsed() < Duration::from_secs(20), "it says nothing: {log}");
        tokio::task::yield_now().await;
    };
    let answer = reqwest::get(format!("http://{}/health", server.address)).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.json::<Value>().await.unwrap()["status"], "degraded");
    assert!(!server.is_ready().await);
    complaint
}

#[tokio::test]
async fn people_meet_by_a_redis_behind_tls_and_a_password() {
    let redis = SecuredRedis::start().await;
    let server = server_on(&redis, PASSWORD, authority_of(&redis)).await;
    let asked = Instant::now();
    while !server.is_ready().await {
        assert!(asked.elapsed() < Duration::from_secs(20), "it is never ready: {}", server.log());
    }
    let mut ada = Client::hello(Socket::connect(server.address).await).await;
    let mut bob = Client::hello(Socket::connect(server.address).await).await;
    meet(&mut ada, &mut bob).await;
    assert!(redis.cli(&["CLIENT", "LIST"]).contains("user=lobby"));
}

#[tokio::test]
async fn a_wrong_password_is_told_without_showing_it() {
    let redis = SecuredRedis::start().await;
    let server = server_on(&redis, "battery-staple", authority_of(&redis)).await;
    let complaint = complaint(&server).await;
    assert!(complaint.contains("authentication failed"), "{complaint}");
    let log = server.log();
    assert!(!log.contains("battery-staple") && !log.contains("rediss://"), "{log}");
}

#[tokio::test]
async fn a_redis_that_nobody_vouches_for_is_not_trusted() {
    let redis = SecuredRedis::start().await;
    let server = server_on(&redis, PASSWORD, None).await;
    let complaint = complaint(&server).await;
    assert!(complaint.contains("certificate"), "{complaint}");
    let log = server.log();
    assert!(!log.contains(PASSWORD) && !log.contains("rediss://"), "{log}");
}
