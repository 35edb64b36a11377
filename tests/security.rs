//! At the door: origins and limits.

use std::num::NonZeroU32;

use live_loop::server::config::Settings;
use live_loop::server::security::origin::Origin;
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
