//! How a link ends: good-byes, silence, the resume window, broken frames.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;

use crate::support::{Client, Heard, TestApp, named};

#[tokio::test]
async fn bye_ends_the_session_and_the_call() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let token = ada.token();
    ada.ok("session/bye", json!({})).await;
    assert_eq!(ada.closed().await, 1000);
    let left = bob.expect("matchmaking/peer-left").await;
    assert_eq!(left, json!({"roomId": room, "reason": "stopped"}));
    bob.expect_nothing().await;
    assert_eq!(Client::try_resume(&app, &token, 1).await.welcome["resumed"], false);
}

#[tokio::test]
async fn a_close_is_answered_before_and_after_hello() {
    let app = TestApp::start().await;
    app.socket().await.close().await;
    app.client().await.socket.close().await;
}

#[tokio::test]
async fn a_close_without_bye_keeps_the_room() {
    let app = TestApp::start().await;
    let (ada, mut bob, room) = app.call().await;
    let (token, seq) = (ada.token(), ada.seq);
    ada.socket.close().await;
    assert_eq!(bob.expect("matchmaking/peer-away").await, json!({"roomId": room}));
    let mut ada = Client::try_resume(&app, &token, seq).await;
    assert_eq!(bob.expect("matchmaking/peer-back").await, json!({"roomId": room}));
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "back"})).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "back");
}

#[tokio::test]
async fn after_the_resume_window_the_other_side_is_told_and_the_token_is_void() {
    let app = TestApp::with(|settings| settings.resume_window = Duration::from_millis(300)).await;
    let (ada, mut bob, room) = app.call().await;
    let token = ada.token();
    drop(ada);
    let lost = Instant::now();
    bob.expect("matchmaking/peer-away").await;
    let left = bob.expect("matchmaking/peer-left").await;
    assert_eq!(left, json!({"roomId": room, "reason": "disconnected"}));
    assert!(lost.elapsed() >= Duration::from_millis(250), "{:?}", lost.elapsed());
    assert_eq!(Client::try_resume(&app, &token, 1).await.welcome["resumed"], false);
    assert_eq!(bob.refused("matchmaking/talk-again", json!({"roomId": room})).await, "not-in-room");
}

#[tokio::test(start_paused = true)]
async fn the_resume_window_is_thirty_seconds_unless_said_otherwise() {
    let app = TestApp::start().await;
    let (ada, mut bob, _) = app.call().await;
    let (token, seq) = (ada.token(), ada.seq);
    drop(ada);
    bob.expect("matchmaking/peer-away").await;
    tokio::time::sleep(Duration::from_secs(29)).await;
    let ada = Client::try_resume(&app, &token, seq).await;
    assert_eq!(ada.welcome["resumed"], true);
    bob.expect("matchmaking/peer-back").await;
    let token = ada.token();
    drop(ada);
    bob.expect("matchmaking/peer-away").await;
    tokio::time::sleep(Duration::from_secs(31)).await;
    bob.expect("matchmaking/peer-left").await;
    assert_eq!(Client::try_resume(&app, &token, seq).await.welcome["resumed"], false);
}

#[tokio::test]
async fn the_server_pings_and_pongs_keep_the_link() {
    let heartbeat = Duration::from_millis(40);
    let app = TestApp::with(|settings| settings.heartbeat = heartbeat).await;
    let mut ada = app.client().await;
    let linked = Instant::now();
    for _ in 0..6 {
        assert_eq!(ada.socket.heard().await, Heard::Ping);
    }
    assert!(linked.elapsed() >= heartbeat * 5);
    ada.expect_nothing().await;
}

#[tokio::test]
async fn two_missed_pongs_and_the_link_counts_as_lost() {
    let app = TestApp::with(|settings| settings.heartbeat = Duration::from_millis(150)).await;
    let (mut ada, mut bob, room) = app.call().await;
    // A client that is not read from answers no ping.
    assert_eq!(bob.expect("matchmaking/peer-away").await, json!({"roomId": room}));
    let mut pings = 0;
    let code = loop {
        match ada.socket.heard().await {
            Heard::Ping => pings += 1,
            Heard::Closed(code) => break code,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((pings, code), (2, 4408));
    ada.resume(&app).await;
    bob.expect("matchmaking/peer-back").await;
}

#[tokio::test]
async fn invalid_utf_8_closes_with_1007_and_keeps_the_session() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    // A masked text frame of one byte that no UTF-8 has.
    ada.socket.send_bytes(&[0x81, 0x81, 0, 0, 0, 0, 0xff]).await;
    assert_eq!(ada.closed().await, 1007);
    ada.resume(&app).await;
}

#[tokio::test]
async fn frames_of_64_kib_are_taken_and_larger_ones_close_with_1009() {
    const LIMIT: usize = 64 * 1024;
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    let sized = |size: usize| {
        let empty =
            json!({"ns": "session", "event": "seen", "id": 1, "data": {"seq": 0}, "pad": ""}).to_string();
        let pad = "x".repeat(size - empty.len());
        let frame =
            json!({"ns": "session", "event": "seen", "id": 1, "data": {"seq": 0}, "pad": pad}).to_string();
        assert_eq!(frame.len(), size);
        frame
    };
    ada.socket.send_text(sized(LIMIT)).await;
    assert_eq!(ada.socket.frame().await["event"], "ack");
    ada.socket.send(Message::binary(vec![0; LIMIT])).await;
    assert_eq!(ada.socket.frame().await["data"]["code"], "bad-frame");
    ada.socket.send_text(sized(LIMIT + 1)).await;
    assert_eq!(ada.closed().await, 1009);
    for size in [LIMIT + 1, 4 * LIMIT] {
        let mut ada = app.client().await;
        ada.ok("matchmaking/request-room", named("Ada")).await;
        ada.socket.send(Message::binary(vec![0; size])).await;
        assert_eq!(ada.closed().await, 1009, "{size}");
        ada.resume(&app).await.ok("session/bye", json!({})).await;
    }
    let mut socket = app.socket().await;
    socket.send_text(sized(LIMIT + 1)).await;
    assert_eq!(socket.closed().await, 1009, "before hello, too");
}
