//! The first frames of a socket.

use std::time::Duration;

use live_loop::protocol::limits::HELLO_WITHIN;
use live_loop::server::security::ice::TurnSettings;
use serde_json::{Value, json};
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;

use crate::support::{Client, Heard, TestApp, frame};

#[tokio::test]
async fn welcome_says_all_that_a_client_needs() {
    let app = TestApp::with(|settings| {
        settings.resume_window = Duration::from_secs(12);
        settings.heartbeat = Duration::from_secs(7);
        settings.ice.stun_urls = vec!["stun:stun.example".into()];
    })
    .await;
    let [ada, bob] = app.clients().await;
    let Value::Object(welcome) = &ada.welcome else { panic!("{}", ada.welcome) };
    let fields: Vec<&str> = welcome.keys().map(String::as_str).collect();
    let mut expected =
        ["socketId", "resumeToken", "resumed", "resumeWindowSeconds", "heartbeatSeconds", "iceServers"];
    expected.sort_unstable();
    assert_eq!(fields, expected);
    assert_eq!((&welcome["resumeWindowSeconds"], &welcome["heartbeatSeconds"]), (&json!(12), &json!(7)));
    assert_eq!(welcome["iceServers"], json!([{"urls": ["stun:stun.example"]}]));
    assert!(ada.token().len() >= 22, "128 bits at least");
    assert!(ada.id() != bob.id() && ada.token() != bob.token());
    assert!(!ada.token().contains(ada.id()) && !ada.id().contains(&ada.token()));
}

#[tokio::test]
async fn ice_servers_are_asked_for_anew() {
    let app = TestApp::with(|settings| {
        settings.ice.turn =
            Some(TurnSettings { urls: vec!["turn:turn.example".into()], secret: "0123456789abcdef".into() });
    })
    .await;
    let mut ada = app.client().await;
    ada.ok("session/ice-servers", json!({})).await;
    let answer = ada.expect("session/ice-servers").await;
    let turn = &answer["iceServers"][1];
    assert_eq!(turn["urls"], json!(["turn:turn.example"]));
    assert!(turn["username"].as_str().unwrap().ends_with(ada.id()));
    assert!(turn["credential"].is_string());
    ada.tell("session/ice-servers", json!({})).await;
    ada.expect("session/ice-servers").await;
}

#[tokio::test]
async fn hello_is_answered_by_welcome_with_or_without_an_id() {
    let app = TestApp::start().await;
    let mut socket = app.socket().await;
    let mut hello = frame("session/hello", json!({"protocol": 1, "resume": null, "more": [1]}));
    hello["id"] = 7.into();
    hello["and"] = "more".into();
    socket.send_json(&hello).await;
    assert_eq!(socket.frame().await["event"], "welcome");
    socket.send_json(&frame("session/bye", json!({}))).await;
    assert_eq!(socket.heard().await, Heard::Closed(1000), "and by nothing else");
}

#[tokio::test]
async fn anything_but_hello_closes_with_4400() {
    let app = TestApp::start().await;
    let firsts = [
        Message::text(frame("session/bye", json!({})).to_string()),
        Message::text(frame("matchmaking/request-room", json!({"userName": "Ada"})).to_string()),
        Message::text(frame("session/hello", json!({})).to_string()),
        Message::text(frame("session/hello", json!({"protocol": "1"})).to_string()),
        Message::text(frame("session/hello", json!({"protocol": 1, "resume": {"seq": 0}})).to_string()),
        Message::text(frame("session/hello", json!({"protocol": 1, "resume": ["t", 0]})).to_string()),
        Message::text("hello"),
        Message::text(""),
        Message::binary(frame("session/hello", json!({"protocol": 1})).to_string()),
    ];
    for first in firsts {
        let mut socket = app.socket().await;
        socket.send(first.clone()).await;
        assert_eq!(socket.heard().await, Heard::Closed(4400), "{first:?}");
    }
    assert_eq!(app.state.sessions.linked().len(), 0);
}

#[tokio::test]
async fn another_protocol_is_told_and_closed() {
    let app = TestApp::start().await;
    for protocol in [0, 2, -1, i64::MAX] {
        let mut socket = app.socket().await;
        let mut hello = frame("session/hello", json!({"protocol": protocol}));
        hello["id"] = 3.into();
        socket.send_json(&hello).await;
        let error = socket.frame().await;
        assert_eq!((&error["ns"], &error["event"]), (&json!("session"), &json!("error")));
        assert_eq!(error["data"]["code"], "unsupported-protocol");
        assert_eq!(error["data"]["id"], 3);
        assert_eq!(socket.heard().await, Heard::Closed(4400));
    }
}

#[tokio::test(start_paused = true)]
async fn who_says_nothing_is_closed_with_4408_after_ten_seconds() {
    let app = TestApp::start().await;
    let mut socket = app.socket().await;
    let connected = Instant::now();
    assert_eq!(socket.heard().await, Heard::Closed(4408));
    let waited = connected.elapsed();
    assert!(waited.abs_diff(HELLO_WITHIN) < Duration::from_secs(1), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn pings_do_not_stand_for_a_hello() {
    let app = TestApp::start().await;
    let mut socket = app.socket().await;
    let connected = Instant::now();
    tokio::time::advance(HELLO_WITHIN / 2).await;
    socket.send(Message::Pong("here".into())).await;
    assert_eq!(socket.heard().await, Heard::Closed(4408));
    assert!(connected.elapsed() < HELLO_WITHIN + Duration::from_secs(1));
}

#[tokio::test]
async fn a_second_hello_is_a_bad_frame_and_changes_nothing() {
    let app = TestApp::start().await;
    let [mut ada, bob] = app.clients().await;
    let (id, token) = (ada.id().to_owned(), bob.token());
    assert_eq!(ada.refused("session/hello", json!({"protocol": 1})).await, "bad-frame");
    let taking_over = json!({"protocol": 1, "resume": {"token": token, "seq": 0}});
    assert_eq!(ada.refused("session/hello", taking_over).await, "bad-frame");
    assert_eq!(ada.resume(&app).await.id(), id);
    assert_eq!(bob.resume(&app).await.welcome["resumed"], true);
}

#[tokio::test]
async fn failures_at_the_door_are_counted() {
    let app = TestApp::start().await;
    let mut socket = app.socket().await;
    socket.send_text("nonsense").await;
    socket.closed().await;
    Client::hello(app.socket().await).await;
    assert_eq!(app.state.lobby.figures().await.unwrap().connection_failures, 1);
}
