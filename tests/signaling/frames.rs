//! What is not a frame of the contract: `bad-frame`, and nothing else happens.

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::support::{Client, TestApp, frame};

/// Every request but `hello`, `bye` with all of its fields, and those that may be absent.
fn requests(room: &str) -> Vec<(&'static str, Value, &'static [&'static str])> {
    let candidates = json!([{"candidate": "", "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": "u"}]);
    vec![
        ("session/seen", json!({"seq": 0}), &[]),
        (
            "matchmaking/request-room",
            json!({"userName": "Ada", "userImage": "data:", "interests": ["chess"], "languages": ["en"],
                   "relayOnly": false}),
            &["userImage", "interests", "languages", "relayOnly"],
        ),
        (
            "matchmaking/join-room",
            json!({"roomId": room, "userName": "Ada", "userImage": "data:"}),
            &["userImage"],
        ),
        ("matchmaking/stop-call", json!({"roomId": room}), &[]),
        ("matchmaking/talk-again", json!({"roomId": room}), &[]),
        ("matchmaking/block-peer", json!({"roomId": room}), &[]),
        ("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": "v=0"}), &[]),
        ("signaling/negotiation-call-answer", json!({"roomId": room, "sdp": "v=0"}), &[]),
        ("signaling/send-new-ice-candidates", json!({"roomId": room, "candidates": candidates}), &[]),
        (
            "signaling/media-state",
            json!({"roomId": room, "audio": true, "video": true, "screen": false}),
            &[],
        ),
        ("chat/newMessage", json!({"roomId": room, "message": "hi", "key": "k"}), &["key"]),
        ("chat/typing", json!({"roomId": room, "typing": true}), &[]),
    ]
}

/// Values of every type but that of `right`.
fn wrong_types(right: &Value) -> Vec<Value> {
    let kind = std::mem::discriminant;
    let all = [json!(null), json!(true), json!(1), json!("x"), json!([]), json!(["x", 1]), json!({"x": "x"})];
    let mut wrong: Vec<Value> = all.into_iter().filter(|value| kind(value) != kind(right)).collect();
    if right.is_number() {
        wrong.extend([json!(1.5), json!(-1), json!(1e30)]);
    }
    wrong
}

async fn refused_as_bad(client: &mut Client, name: &str, data: Value) {
    assert_eq!(client.refused(name, data.clone()).await, "bad-frame", "{name} {data}");
}

#[tokio::test]
async fn a_missing_field_and_a_wrong_type_are_refused_for_every_field_of_every_request() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    for (name, data, optional) in requests(&room) {
        for (field, right) in data.as_object().unwrap() {
            let is_optional = optional.contains(&field.as_str());
            if !is_optional {
                let mut missing = data.clone();
                missing.as_object_mut().unwrap().remove(field);
                refused_as_bad(&mut ada, name, missing).await;
            }
            for wrong in wrong_types(right).into_iter().filter(|wrong| !(is_optional && wrong.is_null())) {
                let mut changed = data.clone();
                changed[field] = wrong;
                refused_as_bad(&mut ada, name, changed).await;
            }
        }
        for wrong in wrong_types(&data) {
            refused_as_bad(&mut ada, name, wrong).await;
        }
    }
    ada.expect_nothing().await;
    bob.expect_nothing().await;
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "still in"})).await;
    bob.expect("chat/newMessage").await;
}

#[tokio::test]
async fn so_are_they_for_every_field_of_a_candidate() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let good = json!({"candidate": "c", "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": "u"});
    let batch = |candidate: Value| json!({"roomId": room, "candidates": [candidate]});
    let name = "signaling/send-new-ice-candidates";
    for (field, right) in good.as_object().unwrap() {
        let mut missing = good.clone();
        missing.as_object_mut().unwrap().remove(field);
        refused_as_bad(&mut ada, name, batch(missing)).await;
        // `null` is a value of all but the first.
        for wrong in wrong_types(right).into_iter().filter(|wrong| field == "candidate" || !wrong.is_null()) {
            let mut changed = good.clone();
            changed[field] = wrong;
            refused_as_bad(&mut ada, name, batch(changed)).await;
        }
    }
    for wrong in wrong_types(&good) {
        refused_as_bad(&mut ada, name, batch(wrong)).await;
    }
    refused_as_bad(&mut ada, name, batch(json!(["c", "0", 0, "u"]))).await;
    bob.expect_nothing().await;
}

#[tokio::test]
async fn unknown_names_are_refused() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    for name in [
        "session/nonsense",
        "session/welcome",
        "session/ack",
        "session/Seen",
        "matchmaking/match-done",
        "chat/new-message",
        "Chat/typing",
        "/typing",
        "chat/",
        "calls/seen",
    ] {
        refused_as_bad(&mut ada, name, json!({"seq": 0, "roomId": "r", "typing": true})).await;
    }
    for field in ["ns", "event", "data"] {
        let seen = frame("session/seen", json!({"seq": 0}));
        let mut missing = seen.clone();
        missing.as_object_mut().unwrap().remove(field);
        for wrong in [json!(null), json!(0), json!(1), json!(true), json!(["session"])] {
            let mut changed = seen.clone();
            changed[field] = wrong;
            assert_refused(&mut ada, changed).await;
        }
        assert_refused(&mut ada, missing).await;
    }
}

async fn assert_refused(client: &mut Client, frame: Value) {
    client.socket.send_json(&frame).await;
    assert_eq!(client.expect("session/error").await["code"], "bad-frame", "{frame}");
}

#[tokio::test]
async fn an_id_is_a_u32() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    for id in
        [json!(-1), json!(4_294_967_296_u64), json!(1.5), json!("1"), json!([1]), json!({}), json!(true)]
    {
        let mut seen = frame("session/seen", json!({"seq": 0}));
        seen["id"] = id;
        ada.socket.send_json(&seen).await;
        let error = ada.expect("session/error").await;
        assert_eq!(error["code"], "bad-frame", "{seen}");
        assert!(error.get("id").is_none());
    }
    for id in [0, u32::MAX] {
        let mut seen = frame("session/seen", json!({"seq": 0}));
        seen["id"] = id.into();
        ada.socket.send_json(&seen).await;
        assert_eq!(ada.socket.frame().await["data"], json!({"id": id}));
    }
}

#[tokio::test]
async fn what_is_not_a_json_object_is_refused() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    let deep = format!(
        r#"{{"ns":"session","event":"seen","data":{{"seq":0,"x":{}{}}}}}"#,
        "[".repeat(9000),
        "]".repeat(9000)
    );
    let texts = [
        "",
        " ",
        "null",
        "true",
        "7",
        "\"hello\"",
        "[]",
        r#"[{"ns":"session","event":"bye","data":{}}]"#,
        "{",
        r#"{"ns":"session","event":"bye","data":{}"#,
        r#"{"ns":"session","event":"bye","data":{}}}"#,
        r#"{"ns":"session","event":"bye","data":{}} {"ns":"session","event":"bye","data":{}}"#,
        r#"{'ns':'session','event':'bye','data':{}}"#,
        r#"{"ns":"session","event":"bye","data":{},}"#,
        r#"{"ns":"session","event":"bye","data":{"x":NaN}}"#,
        r#"{"ns":"session","event":"bye","data":{"x":"\ud800"}}"#,
        r#"{"ns":"session","event":"bye","data":{"x":"\udc00\ud800"}}"#,
        r#"{"ns":"session","event":"bye","data":{"\ud800":1}}"#,
        "{\"ns\":\"session\",\"event\":\"bye\",\"data\":{\"x\":\"a\nb\"}}",
        deep.as_str(),
    ];
    for text in texts {
        ada.socket.send_text(text).await;
        assert_eq!(ada.expect("session/error").await["code"], "bad-frame", "{text}");
    }
    ada.socket.send(Message::binary(frame("session/bye", json!({})).to_string())).await;
    assert_eq!(ada.expect("session/error").await["code"], "bad-frame", "binary");
    ada.expect_nothing().await;
}

#[tokio::test]
async fn errors_tell_nothing_of_the_inside() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    let error = ada.request("chat/typing", json!({"roomId": 7})).await.unwrap_err();
    let message = error["message"].as_str().unwrap();
    assert!(!message.is_empty());
    for inside in ["serde", "invalid type", "line", "column", "src/", "::"] {
        assert!(!message.contains(inside), "{message}");
    }
}

#[tokio::test]
async fn a_request_is_answered_before_what_it_brings_about() {
    let app = TestApp::start().await;
    let [mut ada, mut bob] = app.clients().await;
    ada.ok("matchmaking/request-room", json!({"userName": "Ada"})).await;
    for round in 0..20 {
        let id = bob.post("matchmaking/request-room", json!({"userName": "Bob"})).await;
        let answer = bob.next().await;
        assert_eq!((answer.name.as_str(), &answer.data), ("session/ack", &json!({"id": id})), "{round}");
        let room = bob.expect("matchmaking/match-done").await["roomId"].clone();
        bob.ok("matchmaking/block-peer", json!({"roomId": room})).await;
        ada = app.client().await;
        ada.ok("matchmaking/request-room", json!({"userName": "Ada"})).await;
    }
    let mut eve = app.client().await;
    let id = eve.post("matchmaking/request-room", json!({"userName": "Eve", "languages": ["no-one"]})).await;
    assert_eq!(eve.next().await.data, json!({"id": id}));
}

#[tokio::test]
async fn frames_without_an_id_are_not_acknowledged_but_errors_are_told() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    ada.tell("session/seen", json!({"seq": 0})).await;
    ada.tell("matchmaking/cancel-request", json!({})).await;
    ada.expect_nothing().await;
    ada.tell("session/seen", json!({"seq": 9})).await;
    let error = ada.expect("session/error").await;
    assert_eq!((&error["code"], error.get("id")), (&json!("validation"), None));
}

#[tokio::test]
async fn null_counts_as_absent_where_a_field_may_be() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    let details = json!({"userName": "Ada", "userImage": null, "interests": null, "languages": null, "relayOnly": null});
    ada.ok("matchmaking/request-room", details).await;
    ada.expect("matchmaking/match-waiting").await;
}
