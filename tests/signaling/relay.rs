//! A signal goes to the other side of the sender's own room, and to nobody else.

use serde_json::{Value, json};

use crate::support::{TestApp, matched, named};

fn candidate(text: &str) -> Value {
    json!({"candidate": text, "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": null})
}

/// One of each.
fn signals(room: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": "v=0 offer"})),
        ("signaling/negotiation-call-answer", json!({"roomId": room, "sdp": "v=0 answer"})),
        (
            "signaling/send-new-ice-candidates",
            json!({"roomId": room, "candidates": [candidate("candidate:1"), candidate("")]}),
        ),
        ("signaling/media-state", json!({"roomId": room, "audio": true, "video": false, "screen": true})),
        ("chat/typing", json!({"roomId": room, "typing": true})),
    ]
}

#[tokio::test]
async fn signals_reach_the_other_side_with_the_sender_s_name_and_in_order() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    for (from, to) in [(0, 1), (1, 0)] {
        let clients = [&mut ada, &mut bob];
        let sender = clients[from].id().to_owned();
        for (name, data) in signals(&room) {
            clients[from].ok(name, data.clone()).await;
            let mut expected = data;
            expected["from"] = sender.clone().into();
            assert_eq!(clients[to].expect(name).await, expected);
        }
        clients[from].expect_nothing().await;
    }
}

#[tokio::test]
async fn unknown_fields_are_not_relayed() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    for (name, data) in signals(&room) {
        let mut padded = data.clone();
        padded["from"] = "someone else".into();
        padded["to"] = "someone".into();
        if let Some(candidates) = padded.get_mut("candidates") {
            candidates[0]["address"] = "192.0.2.1".into();
        }
        ada.ok(name, padded).await;
        let mut expected = data;
        expected["from"] = ada.id().into();
        assert_eq!(bob.expect(name).await, expected);
    }
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "hi", "html": "<b>"})).await;
    let message = bob.expect("chat/newMessage").await;
    let fields: Vec<&str> = message.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["from", "message", "messageId", "roomId", "timestamp"]);
}

#[tokio::test]
async fn a_room_that_is_not_the_sender_s_is_refused_and_reaches_nobody() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, theirs) = app.call().await;
    let (mut eve, mut dan, room) = app.call().await;
    let mut idle = app.client().await;
    let foreign = |room: &str| {
        let mut all = signals(room);
        all.push(("chat/newMessage", json!({"roomId": room, "message": "psst"})));
        all
    };
    for room in [theirs.as_str(), "", "no such room", ada.id()] {
        for (name, data) in foreign(room) {
            assert_eq!(eve.refused(name, data.clone()).await, "not-in-room", "{name}");
            assert_eq!(idle.refused(name, data).await, "not-in-room", "{name}");
        }
    }
    for client in [&mut ada, &mut bob, &mut dan, &mut idle] {
        client.expect_nothing().await;
    }
    // A late signal of a call that is over.
    eve.ok("matchmaking/stop-call", json!({"roomId": room})).await;
    dan.expect("matchmaking/peer-left").await;
    for (name, data) in foreign(&room) {
        assert_eq!(eve.refused(name, data.clone()).await, "not-in-room", "{name}");
        assert_eq!(dan.refused(name, data).await, "not-in-room", "{name}");
    }
    for name in ["stop-call", "block-peer", "talk-again"] {
        let name = format!("matchmaking/{name}");
        assert_eq!(eve.refused(&name, json!({"roomId": theirs})).await, "not-in-room", "{name}");
    }
    ada.expect_nothing().await;
    bob.expect_nothing().await;
}

#[tokio::test]
async fn a_late_signal_of_the_last_call_does_not_reach_the_next_partner() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, old) = app.call().await;
    let mut eve = app.client().await;
    eve.ok("matchmaking/request-room", named("Eve")).await;
    ada.ok("matchmaking/request-room", named("Ada")).await;
    bob.expect("matchmaking/peer-left").await;
    let new = matched(&mut ada, &mut eve).await;
    assert_ne!(old, new);
    for (name, data) in signals(&old) {
        assert_eq!(ada.refused(name, data).await, "not-in-room");
    }
    eve.expect_nothing().await;
    bob.expect_nothing().await;
}

#[tokio::test]
async fn in_a_relay_only_room_no_candidate_tells_an_address() {
    let app = TestApp::start().await;
    let (mut ada, mut bob) = (app.client().await, app.client().await);
    ada.ok("matchmaking/request-room", json!({"userName": "Ada", "relayOnly": true})).await;
    bob.ok("matchmaking/request-room", named("Bob")).await;
    let room = matched(&mut ada, &mut bob).await;
    let host = candidate("candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host");
    let relay = candidate("candidate:3 1 udp 41885439 203.0.113.9 49160 typ relay raddr 0.0.0.0 rport 0");
    let batch = |candidates: Value| json!({"roomId": room, "candidates": candidates});
    let name = "signaling/send-new-ice-candidates";
    bob.ok(name, batch(json!([host]))).await;
    bob.ok(name, batch(json!([host, relay, candidate("")]))).await;
    assert_eq!(ada.expect(name).await["candidates"], json!([relay, candidate("")]));
    ada.expect_nothing().await;
}

#[tokio::test]
async fn strangers_meet_by_relays_only_where_the_operator_wants_it() {
    let app = TestApp::with(|settings| settings.ice.relay_only = true).await;
    let (mut ada, mut bob) = (app.client().await, app.client().await);
    for client in [&mut ada, &mut bob] {
        client.ok("matchmaking/request-room", named("X")).await;
    }
    for client in [&mut ada, &mut bob] {
        assert_eq!(client.expect("matchmaking/match-done").await["relayOnly"], true);
    }
}
