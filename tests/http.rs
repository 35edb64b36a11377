//! All that is not the socket: health, status, rooms, problems.

use std::num::NonZeroU32;

use live_loop::server::config::Settings;
use live_loop::server::security::admin::AdminToken;
use reqwest::{Client as Http, Method, StatusCode};
use serde_json::{Value, json};

use crate::support::TestApp;

async fn get(app: &TestApp, path: &str) -> (StatusCode, Value) {
    let response = Http::new().get(app.url(path)).send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

#[tokio::test]
async fn health_tells_what_operators_ask() {
    let app = TestApp::start().await;
    let (status, health) = get(&app, "/health").await;
    assert_eq!(status, 200);
    assert_eq!((&health["status"], &health["services"]["redis"]), (&json!("healthy"), &json!("embedded")));
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    assert!(health["timestamp"].as_str().unwrap().ends_with('Z'));
    assert!(health["services"]["memory"]["residentBytes"].as_u64().unwrap() > 0);
    assert_eq!(get(&app, "/livez").await.0, 200);
    assert_eq!(get(&app, "/readyz").await.0, 200);
}

#[tokio::test]
async fn status_counts() {
    let app = TestApp::start().await;
    let (mut ada, _bob, room) = app.call().await;
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "hi"})).await;
    let mut eve = app.client().await;
    eve.ok("matchmaking/request-room", json!({"userName": "Eve"})).await;
    let (status, body) = get(&app, "/api/status").await;
    assert_eq!(status, 200);
    assert!(body["timestamp"].is_string() && !body["instance"].as_str().unwrap().is_empty());
    assert_eq!(
        (&body["activeConnections"], &body["waitingUsers"], &body["activeRooms"]),
        (&json!(3), &json!(1), &json!(1))
    );
    assert_eq!(
        body["metrics"],
        json!({"activeConnections": 3, "roomsCreated": 1, "messagesExchanged": 1, "connectionFailures": 0})
    );
}

#[tokio::test]
async fn a_room_is_made_for_a_link() {
    let app = TestApp::start().await;
    let response = Http::new().post(app.url("/api/rooms")).send().await.unwrap();
    assert_eq!(response.status(), 201);
    let room: Value = response.json().await.unwrap();
    let id = room["roomId"].as_str().unwrap();
    assert!(id.len() >= 22, "128 random bits");
    assert_eq!(room["inviteUrl"], app.url(&format!("/room/{id}")));
    assert!(room["expiresAt"].as_str().unwrap().ends_with('Z'));
    let mut ada = app.client().await;
    ada.ok("matchmaking/join-room", json!({"roomId": id, "userName": "Ada"})).await;
    let waiting = ada.expect("matchmaking/room-waiting").await;
    assert_eq!(waiting, json!({"roomId": id, "expiresAt": room["expiresAt"]}));
}

async fn assert_problem(response: reqwest::Response, status: u16) {
    assert_eq!(response.status(), status);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let problem: Value = response.json().await.unwrap();
    assert_eq!(problem["status"], status);
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
}

#[tokio::test]
async fn errors_of_the_api_are_problems() {
    let app = TestApp::start().await;
    let http = Http::new();
    assert_problem(http.get(app.url("/api/nowhere")).send().await.unwrap(), 404).await;
    assert_problem(http.get(app.url("/api/rooms")).send().await.unwrap(), 405).await;
    let foreign = http.post(app.url("/api/rooms")).header("origin", "https://evil.example");
    assert_problem(foreign.send().await.unwrap(), 403).await;
}

#[tokio::test]
async fn over_the_limit_says_when_to_try_again() {
    let few = |settings: &mut Settings| {
        settings.limits.connections_per_ip = NonZeroU32::new(64);
        settings.limits.rooms_per_minute = NonZeroU32::new(3);
    };
    let app = TestApp::with(few).await;
    let http = Http::new();
    let refused = loop {
        let response = http.post(app.url("/api/rooms")).send().await.unwrap();
        if response.status() != StatusCode::CREATED {
            break response;
        }
    };
    let after: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!(after >= 1);
    assert_problem(refused, 429).await;
}

#[tokio::test]
async fn only_what_changes_something_asks_for_the_origin() {
    let app = TestApp::start().await;
    let http = Http::new();
    let own = format!("http://{}", app.address);
    for (method, path, origin, status) in [
        (Method::GET, "/api/status", "https://evil.example", 200),
        (Method::GET, "/health", "null", 200),
        (Method::POST, "/api/rooms", "null", 403),
        (Method::POST, "/api/rooms", own.as_str(), 201),
        (Method::DELETE, "/api/rooms", "https://evil.example", 403),
    ] {
        let request = http.request(method, app.url(path)).header("origin", origin);
        assert_eq!(request.send().await.unwrap().status(), status, "{path} from {origin}");
    }
}

#[tokio::test]
async fn pages_are_found_and_others_are_not() {
    let app = TestApp::start().await;
    for path in ["/", "/studio", "/call", "/room/abc"] {
        assert_eq!(get(&app, path).await.0, 200, "{path}");
    }
    assert_eq!(get(&app, "/nowhere").await.0, 404);
}

#[tokio::test]
async fn metrics_are_prometheus_text() {
    live_loop::server::telemetry::metrics::start();
    let app = TestApp::start().await;
    let (_ada, _bob, _room) = app.call().await;
    app.socket().await.send_text("nonsense").await;
    for name in [
        "live_loop_active_connections",
        "live_loop_rooms_created_total",
        "live_loop_messages_exchanged_total",
    ] {
        loop {
            let (status, text) = get(&app, "/metrics").await;
            assert_eq!(status, 200);
            if text.as_str().unwrap().contains(&format!("# TYPE {name} ")) {
                break;
            }
        }
    }
}

#[tokio::test]
async fn letters_are_for_who_brings_the_token() {
    let token = "0123456789abcdef";
    let app = TestApp::with(|settings| settings.admin_token = Some(AdminToken::new(token))).await;
    let off = TestApp::start().await;
    for (app, brought, expected) in [
        (&app, "0123456789abcdeX", StatusCode::UNAUTHORIZED),
        (&off, token, StatusCode::NOT_FOUND),
        (&app, token, StatusCode::OK),
    ] {
        let asked = Http::new().get(app.url("/api/admin/letters")).bearer_auth(brought);
        assert_eq!(asked.send().await.unwrap().status(), expected);
    }
    assert_eq!(get(&app, "/api/admin/letters").await.0, StatusCode::UNAUTHORIZED);
}
