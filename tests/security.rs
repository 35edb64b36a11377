//! At the door: origins and limits.

use std::num::NonZeroU32;

use live_loop::server::config::Settings;
use live_loop::server::security::limits::LimitSettings;
use live_loop::server::security::origin::Origin;
use reqwest::Method;
use serde_json::json;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderMap, Response};

use crate::support::TestApp;

/// The answer to a handshake with these headers. `Ok`: a socket.
async fn handshake(app: &TestApp, headers: &[(&'static str, &str)]) -> Result<(), Response<Option<Vec<u8>>>> {
    let mut request = format!("ws://{}/ws", app.address).into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().unwrap());
    }
    match connect_async(request).await {
        Ok(_) => Ok(()),
        Err(Error::Http(response)) => Err(*response),
        Err(error) => panic!("{error}"),
    }
}

fn content_type(headers: &HeaderMap) -> &str {
    headers["content-type"].to_str().unwrap()
}

#[tokio::test]
async fn a_socket_is_for_pages_of_the_own_origin_and_for_no_browser() {
    let app = TestApp::start().await;
    for origin in ["null", "http://evil.example", "http://127.0.0.1:1", "http://127.0.0.1", ""] {
        let refused = handshake(&app, &[("origin", origin)]).await.unwrap_err();
        assert_eq!(refused.status(), 403, "{origin}");
        assert_eq!(content_type(refused.headers()), "application/problem+json");
    }
    assert_eq!(app.state.lobby.figures().await.unwrap().connection_failures, 5);
    let own = [format!("http://{}", app.address), format!("https://{}", app.address)];
    for origin in &own {
        assert!(handshake(&app, &[("origin", origin)]).await.is_ok());
    }
    assert!(handshake(&app, &[]).await.is_ok());
}

#[tokio::test]
async fn with_a_list_only_the_list_counts() {
    let app = TestApp::with(|settings| {
        settings.allowed_origins = Some(vec![Origin::parse("https://example.org").unwrap()]);
    })
    .await;
    assert!(handshake(&app, &[("origin", "https://example.org")]).await.is_ok());
    assert!(handshake(&app, &[]).await.is_ok());
    let own = format!("http://{}", app.address);
    for origin in
        [own.as_str(), "null", "http://example.org", "https://example.org:8443", "https://www.example.org"]
    {
        assert!(handshake(&app, &[("origin", origin)]).await.is_err(), "{origin}");
    }
}

#[tokio::test]
async fn too_many_sockets_of_one_client_are_told_when_to_try_again() {
    let app = TestApp::with(|settings| settings.limits.connections_per_ip = NonZeroU32::new(2)).await;
    let [ada, _bob] = app.clients().await;
    let refused = handshake(&app, &[]).await.unwrap_err();
    assert_eq!(refused.status(), 429);
    assert!(refused.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    assert_eq!(content_type(refused.headers()), "application/problem+json");
    ada.socket.close().await;
    while handshake(&app, &[]).await.is_err() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn too_many_connects_a_minute_are_refused_by_client() {
    fn behind_a_proxy(settings: &mut Settings) {
        settings.limits.connects_per_minute = NonZeroU32::new(2);
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    }
    let app = TestApp::with(behind_a_proxy).await;
    let from = |address| [("x-forwarded-for", address)];
    for _ in 0..2 {
        assert!(handshake(&app, &from("192.0.2.1")).await.is_ok());
    }
    assert_eq!(handshake(&app, &from("192.0.2.1")).await.unwrap_err().status(), 429);
    assert!(handshake(&app, &from("192.0.2.2")).await.is_ok());
}

#[tokio::test]
async fn too_many_frames_are_refused_and_then_the_socket_is_closed_with_4429() {
    let app = TestApp::with(|settings| settings.limits.messages_per_second = NonZeroU32::new(2)).await;
    let mut ada = app.client().await;
    let refused = loop {
        if let Err(error) = ada.request("session/seen", json!({"seq": 0})).await {
            break error;
        }
    };
    assert_eq!(refused["code"], "rate-limited");
    assert!(refused["retryAfterMs"].as_u64().is_some());
    for _ in 0..200 {
        ada.tell("session/seen", json!({"seq": 0})).await;
    }
    assert_eq!(ada.closed().await, 4429);
    assert_eq!(ada.resume(&app).await.welcome["resumed"], true);
}

fn own(app: &TestApp) -> String {
    format!("http://{}", app.address)
}

#[tokio::test]
async fn where_an_origin_is_required_a_missing_one_is_refused() {
    let app = TestApp::with(|settings| settings.require_origin = true).await;
    let refused = handshake(&app, &[]).await.unwrap_err();
    assert_eq!(
        (refused.status().as_u16(), content_type(refused.headers())),
        (403, "application/problem+json")
    );
    assert!(handshake(&app, &[("origin", &own(&app))]).await.is_ok());
    let http = reqwest::Client::new();
    assert_eq!(http.post(app.url("/api/rooms")).send().await.unwrap().status(), 403);
    assert_eq!(http.get(app.url("/api/status")).send().await.unwrap().status(), 200, "changes nothing");
    let with = http.post(app.url("/api/rooms")).header("origin", own(&app));
    assert_eq!(with.send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn listed_origins_may_read_the_api_and_no_others() {
    let listed = Some(vec![Origin::parse("https://example.org").unwrap()]);
    let app = TestApp::with(|settings| settings.allowed_origins = listed).await;
    let alone = TestApp::start().await;
    let http = reqwest::Client::new();
    let allowed = async |app: &TestApp, method: Method, path: &str, origin: &str| {
        let request = http.request(method, app.url(path)).header("origin", origin);
        let answer = request.header("access-control-request-method", "POST").send().await.unwrap();
        answer.headers().get("access-control-allow-origin").map(|it| it.to_str().unwrap().to_owned())
    };
    let example = "https://example.org";
    for (method, path) in
        [(Method::GET, "/api/status"), (Method::OPTIONS, "/api/rooms"), (Method::POST, "/api/rooms")]
    {
        assert_eq!(allowed(&app, method.clone(), path, example).await.as_deref(), Some(example), "{path}");
        assert_eq!(allowed(&app, method.clone(), path, "https://evil.example").await, None, "{path}");
        assert_eq!(allowed(&app, method.clone(), path, "null").await, None, "{path}");
        assert_eq!(allowed(&alone, method, path, example).await, None, "{path}");
    }
    assert_eq!(allowed(&app, Method::GET, "/api/admin/letters", example).await, None);
}

/// Limits that a test reaches in a moment.
fn tight(settings: &mut Settings) {
    settings.limits = LimitSettings {
        connections_per_ip: NonZeroU32::new(64),
        connects_per_minute: NonZeroU32::new(1000),
        messages_per_second: NonZeroU32::new(1000),
        requests_per_minute: NonZeroU32::new(2),
        chats_per_minute: NonZeroU32::new(3),
        rooms_per_minute: NonZeroU32::new(3),
        letters_per_hour: NonZeroU32::new(1),
        cool_down_seconds: NonZeroU32::new(60),
    };
}

#[tokio::test]
async fn too_many_requests_and_messages_of_a_session_are_refused_but_not_those_of_others() {
    let app = TestApp::with(tight).await;
    let (mut ada, mut bob, room) = app.call().await;
    let message = json!({"roomId": room, "message": "hello"});
    for _ in 0..3 {
        ada.ok("chat/newMessage", message.clone()).await;
    }
    let refused = ada.request("chat/newMessage", message.clone()).await.unwrap_err();
    assert_eq!(refused["code"], "rate-limited");
    assert!((1..=20_000).contains(&refused["retryAfterMs"].as_u64().unwrap()), "{refused}");
    // Neither a new socket nor other frames change that; the other side is free to speak.
    let mut ada = ada.resume(&app).await;
    assert_eq!(ada.refused("chat/newMessage", message.clone()).await, "rate-limited");
    ada.ok("chat/typing", json!({"roomId": room, "typing": true})).await;
    bob.ok("chat/newMessage", message).await;
    // The call was the first of two requests.
    ada.ok("matchmaking/request-room", json!({"userName": "Ada"})).await;
    assert_eq!(ada.refused("matchmaking/request-room", json!({"userName": "Ada"})).await, "rate-limited");
    ada.ok("matchmaking/cancel-request", json!({})).await;
}

#[tokio::test]
async fn who_floods_again_and_again_has_to_wait() {
    let app = TestApp::with(|settings| {
        tight(settings);
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    })
    .await;
    // One address, whose sessions ask for room after room.
    for _ in 0..3 {
        let mut eve = app.client().await;
        let name = "matchmaking/request-room";
        for _ in 0..110 {
            eve.tell(name, json!({"userName": "Eve"})).await;
        }
        assert_eq!(eve.closed().await, 4429);
    }
    let refused = loop {
        // What became of the last one is noted as it closes.
        match handshake(&app, &[]).await {
            Err(refused) => break refused,
            Ok(()) => tokio::task::yield_now().await,
        }
    };
    assert_eq!(refused.status(), 429);
    let after: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((50..=60).contains(&after), "{after}");
    assert!(handshake(&app, &[("x-forwarded-for", "192.0.2.1")]).await.is_ok(), "others are let in");
}

/// Each kind of answer, and what its Content-Security-Policy must say.
const ANSWERS: [(&str, &str); 12] = [
    ("/", "script-src 'self' 'nonce-"),
    ("/studio", "script-src 'self' 'nonce-"),
    ("/call", "script-src 'self' 'nonce-"),
    ("/room/unknown", "script-src 'self' 'nonce-"),
    ("/no-such-page", "script-src 'self' 'nonce-"),
    ("/health", "default-src 'none'"),
    ("/livez", "default-src 'none'"),
    ("/readyz", "default-src 'none'"),
    ("/api/status", "default-src 'none'"),
    ("/api/no-such-route", "default-src 'none'"),
    ("/metrics", "default-src 'none'"),
    ("/ws", "default-src 'none'"),
];

#[tokio::test]
async fn every_answer_tells_browsers_what_it_may_do() {
    let app = TestApp::start().await;
    for (path, policy) in ANSWERS {
        let response = reqwest::get(app.url(path)).await.unwrap();
        let headers = response.headers();
        let said = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap());
        assert!(said("content-security-policy").contains(policy), "{path}");
        assert!(said("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(said(name), value, "{path}: {name}");
        }
        assert!(said("permissions-policy").contains("camera=(self)"), "{path}");
        assert!(said("permissions-policy").contains("geolocation=()"), "{path}");
        assert_eq!(said("strict-transport-security"), "", "{path}: not over TLS");
    }
}

#[tokio::test]
async fn every_page_has_a_nonce_of_its_own() {
    let app = TestApp::start().await;
    let mut nonces = std::collections::HashSet::new();
    for _ in 0..3 {
        let response = reqwest::get(app.url("/")).await.unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let page = response.text().await.unwrap();
        let scripts = page.matches("<script").count();
        assert!(scripts > 0);
        assert_eq!(page.matches(&format!("nonce=\"{nonce}\"")).count(), scripts, "each script has it");
        assert!(!page.contains(" style=") && !page.contains(" onclick="), "nothing inline");
        nonces.insert(nonce);
    }
    assert_eq!(nonces.len(), 3);
}

#[tokio::test]
async fn behind_tls_browsers_are_told_to_stay_with_it() {
    let trusting = |settings: &mut Settings| settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    for (app, said) in [(TestApp::with(trusting).await, true), (TestApp::start().await, false)] {
        let request = reqwest::Client::new().get(app.url("/")).header("x-forwarded-proto", "https");
        let response = request.send().await.unwrap();
        assert_eq!(response.headers().contains_key("strict-transport-security"), said);
    }
}
