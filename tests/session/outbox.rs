//! How much is kept of what was not seen.

use serde_json::json;

use crate::support::{Client, TestApp};

const FRAMES: u64 = 256;

async fn say_many(client: &mut Client, room: &str, many: u64) {
    for n in 0..many {
        client.tell("chat/newMessage", json!({"roomId": room, "message": n.to_string()})).await;
    }
    client.ok("session/seen", json!({"seq": 0})).await;
}

#[tokio::test]
async fn an_absent_session_keeps_256_frames_and_ends_at_one_more() {
    let app = TestApp::start().await;
    let (mut ada, bob, room) = app.call().await;
    let (token, seq) = (bob.token(), bob.seq);
    bob.socket.close().await;
    ada.expect("matchmaking/peer-away").await;
    // The match is one of them: Bob got it, but has not told so.
    say_many(&mut ada, &room, FRAMES - 1).await;
    ada.expect_nothing().await;
    let mut bob = Client::try_resume(&app, &token, seq).await;
    assert_eq!(bob.welcome["resumed"], true);
    let heard = bob.heard().await;
    assert_eq!(heard.len() as u64, FRAMES - 1);
    assert_eq!(heard.last().unwrap().data["message"], (FRAMES - 2).to_string());
    ada.expect("matchmaking/peer-back").await;

    bob.ok("session/seen", json!({"seq": FRAMES})).await;
    let (token, seq) = (bob.token(), bob.seq);
    bob.socket.close().await;
    ada.expect("matchmaking/peer-away").await;
    say_many(&mut ada, &room, FRAMES + 1).await;
    assert_eq!(ada.expect("matchmaking/peer-left").await["reason"], "disconnected");
    assert_eq!(Client::try_resume(&app, &token, seq).await.welcome["resumed"], false);
}

#[tokio::test]
async fn what_a_resume_says_was_seen_counts_as_seen() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    say_many(&mut ada, &room, 200).await;
    while bob.seq < 201 {
        bob.next().await;
    }
    let bob = bob.resume(&app).await;
    let (token, seq) = (bob.token(), bob.seq);
    bob.socket.close().await;
    say_many(&mut ada, &room, 200).await;
    let mut bob = Client::try_resume(&app, &token, seq).await;
    assert_eq!(bob.welcome["resumed"], true, "200 are unseen, not 400");
    assert_eq!(bob.heard().await.len(), 200);
}

#[tokio::test]
async fn an_absent_session_keeps_256_kib() {
    let app = TestApp::start().await;
    let (mut ada, bob, room) = app.call().await;
    let (token, seq) = (bob.token(), bob.seq);
    bob.socket.close().await;
    ada.expect("matchmaking/peer-away").await;
    let offer = json!({"roomId": room, "sdp": "x".repeat(32 * 1024)});
    for _ in 0..7 {
        ada.ok("signaling/negotiation-call-offer", offer.clone()).await;
    }
    let bob = Client::try_resume(&app, &token, seq).await;
    assert_eq!(bob.welcome["resumed"], true);
    ada.expect("matchmaking/peer-back").await;
    let token = bob.token();
    bob.socket.close().await;
    ada.expect("matchmaking/peer-away").await;
    ada.ok("signaling/negotiation-call-offer", offer).await;
    assert_eq!(ada.expect("matchmaking/peer-left").await["reason"], "disconnected");
    assert_eq!(Client::try_resume(&app, &token, seq).await.welcome["resumed"], false);
}

#[tokio::test]
async fn who_is_there_but_never_says_seen_keeps_the_last_256() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    for _ in 0..4 {
        say_many(&mut ada, &room, 100).await;
        bob.heard().await;
    }
    assert_eq!(bob.seq, 401);
    let early = Client::try_resume(&app, &bob.token(), 401 - FRAMES - 1).await;
    assert_eq!(early.welcome["resumed"], false);
    let mut back = Client::try_resume(&app, &bob.token(), 401 - FRAMES).await;
    assert_eq!(back.heard().await.len() as u64, FRAMES);
}

#[tokio::test]
async fn seen_is_checked() {
    let app = TestApp::start().await;
    let (mut ada, _bob, _room) = app.call().await;
    assert_eq!(ada.refused("session/seen", json!({"seq": 2})).await, "validation");
    ada.ok("session/seen", json!({"seq": 1})).await;
    ada.ok("session/seen", json!({"seq": 0})).await;
    ada.ok("session/seen", json!({"seq": 1})).await;
    assert_eq!(ada.resume(&app).await.welcome["resumed"], true);
}
