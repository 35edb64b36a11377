//! Text between the two people of a room: taken once, told once.

use live_loop::protocol::Timestamp;
use serde_json::{Value, json};

use crate::support::{Client, TestApp, matched, named};

fn message(room: &str, text: &str, key: Option<&str>) -> Value {
    let mut message = json!({"roomId": room, "message": text});
    if let Some(key) = key {
        message["key"] = key.into();
    }
    message
}

#[tokio::test]
async fn a_message_reaches_the_other_side_and_the_sender_has_its_receipt() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let mut receipt = ada.ok("chat/newMessage", message(&room, "hello", None)).await;
    let told = bob.expect("chat/newMessage").await;
    receipt.as_object_mut().unwrap().remove("id");
    assert_eq!(
        told,
        json!({"roomId": room, "messageId": receipt["messageId"], "from": ada.id(), "message": "hello",
               "timestamp": receipt["timestamp"]})
    );
    let timestamp: Timestamp = serde_json::from_value(told["timestamp"].clone()).unwrap();
    assert_eq!(told["timestamp"], timestamp.to_string());
    assert_eq!(told["timestamp"].as_str().unwrap().len(), "2026-11-23T03:20:37.042Z".len());
    ada.expect_nothing().await;
    assert_eq!(app.state.lobby.figures().await.unwrap().messages_exchanged, 1);
}

#[tokio::test]
async fn text_is_trimmed_and_composed_and_keeps_its_lines() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    ada.ok("chat/newMessage", message(&room, "  one\n\ttwo\u{200d} e\u{301} \n", None)).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "one\n\ttwo\u{200d} é");
    let long = format!("  {}  ", "e\u{301}".repeat(1000));
    ada.ok("chat/newMessage", message(&room, &long, None)).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "é".repeat(1000));
}

#[tokio::test]
async fn a_repeated_key_gets_the_first_receipt_and_is_not_told_again() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let without_id = |mut receipt: Value| {
        receipt.as_object_mut().unwrap().remove("id");
        receipt
    };
    let first = without_id(ada.ok("chat/newMessage", message(&room, "one", Some("k"))).await);
    let again = without_id(ada.ok("chat/newMessage", message(&room, "one", Some("k"))).await);
    let other = without_id(ada.ok("chat/newMessage", message(&room, "one", Some("l"))).await);
    assert_eq!(first, again);
    assert_ne!(first["messageId"], other["messageId"]);
    // Keys are each client's own.
    let bobs = without_id(bob.ok("chat/newMessage", message(&room, "mine", Some("k"))).await);
    assert_ne!(bobs["messageId"], first["messageId"]);
    assert_eq!(ada.expect("chat/newMessage").await["message"], "mine");
    assert_eq!(bob.heard().await.len(), 2);
    assert_eq!(app.state.lobby.figures().await.unwrap().messages_exchanged, 3);
}

#[tokio::test]
async fn an_unacked_message_is_sent_again_after_a_resume_and_told_once() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    ada.post("chat/newMessage", message(&room, "was it taken?", Some("k"))).await;
    bob.expect("chat/newMessage").await;
    let (token, seq) = (ada.token(), ada.seq);
    ada.socket.close().await;
    bob.expect("matchmaking/peer-away").await;
    let mut ada = Client::try_resume(&app, &token, seq).await;
    bob.expect("matchmaking/peer-back").await;
    ada.ok("chat/newMessage", message(&room, "was it taken?", Some("k"))).await;
    ada.ok("chat/newMessage", message(&room, "yes", Some("l"))).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "yes");
}

#[tokio::test]
async fn messages_to_someone_away_wait_for_them_and_typing_does_not() {
    let app = TestApp::start().await;
    let (mut ada, bob, room) = app.call().await;
    let (token, seq) = (bob.token(), bob.seq);
    bob.socket.close().await;
    ada.expect("matchmaking/peer-away").await;
    ada.ok("chat/typing", json!({"roomId": room, "typing": true})).await;
    for n in 0..10 {
        ada.ok("chat/newMessage", message(&room, &n.to_string(), None)).await;
    }
    let mut bob = Client::try_resume(&app, &token, seq).await;
    let heard = bob.heard().await;
    let texts: Vec<&str> = heard.iter().map(|frame| frame.data["message"].as_str().unwrap()).collect();
    assert_eq!(texts, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
}

#[tokio::test]
async fn alone_in_a_private_room_there_is_nobody_to_talk_to() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    let room = app.state.lobby.create_room().await.unwrap().room_id.to_string();
    let mut join = named("Ada");
    join["roomId"] = room.clone().into();
    ada.ok("matchmaking/join-room", join).await;
    ada.expect("matchmaking/room-waiting").await;
    assert_eq!(ada.refused("chat/newMessage", message(&room, "hello?", None)).await, "not-in-room");
    assert_eq!(ada.refused("chat/typing", json!({"roomId": room, "typing": true})).await, "not-in-room");
}

#[tokio::test]
async fn a_repeat_gets_its_receipt_also_when_the_other_side_has_left_the_private_room() {
    let app = TestApp::start().await;
    let [mut ada, mut bob] = app.clients().await;
    let room = app.state.lobby.create_room().await.unwrap().room_id;
    let join = |name| json!({"roomId": room, "userName": name});
    ada.ok("matchmaking/join-room", join("Ada")).await;
    ada.expect("matchmaking/room-waiting").await;
    bob.ok("matchmaking/join-room", join("Bob")).await;
    matched(&mut ada, &mut bob).await;
    let message = json!({"roomId": room, "message": "hi", "key": "1"});
    let first = ada.ok("chat/newMessage", message.clone()).await;
    bob.ok("matchmaking/stop-call", json!({"roomId": room})).await;
    ada.expect("matchmaking/peer-left").await;
    assert_eq!(ada.ok("chat/newMessage", message).await["messageId"], first["messageId"]);
    assert_eq!(ada.refused("chat/newMessage", json!({"roomId": room, "message": "hi"})).await, "not-in-room");
}
