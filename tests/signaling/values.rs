//! Well-formed frames whose values are outside their limits: `validation`, and nothing else happens.

use serde_json::{Value, json};

use crate::support::{Client, TestApp};

async fn refused(client: &mut Client, name: &str, data: Value) {
    assert_eq!(client.refused(name, data.clone()).await, "validation", "{name} {data}");
}

#[tokio::test]
async fn details_outside_their_limits_are_refused_and_the_place_is_kept() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    ada.ok("matchmaking/request-room", json!({"userName": "Ada"})).await;
    let with = |field: &str, value: Value| {
        let mut details = json!({"userName": "Ada"});
        details[field] = value;
        details
    };
    let image = format!("data:image/png;base64,{}", "A".repeat(32 * 1024));
    let bad = [
        with("userName", json!("")),
        with("userName", json!(" \t ")),
        with("userName", json!("x".repeat(31))),
        with("userName", json!("a\nb")),
        with("userName", json!("a\u{0}b")),
        with("userName", json!("a\u{202e}b")),
        with("userName", json!("a\u{feff}b")),
        with("userImage", json!("")),
        with("userImage", json!("https://example.org/a.png")),
        with("userImage", json!("data:image/svg+xml;base64,PHN2Zy8+")),
        with("userImage", json!("data:image/png;base64,AAAA")),
        with("userImage", json!(image)),
        with("interests", json!(["a", "b", "c", "d", "e", "f"])),
        with("interests", json!([""])),
        with("interests", json!(["x".repeat(25)])),
        with("interests", json!(["a\u{200b}b"])),
        with("languages", json!(["en", "de", "fr", "it", "es", "pt"])),
        with("languages", json!([""])),
        with("languages", json!(["en_US"])),
        with("languages", json!(["not a language"])),
    ];
    for details in bad {
        refused(&mut ada, "matchmaking/request-room", details.clone()).await;
        if details.get("interests").is_none() && details.get("languages").is_none() {
            let mut join = details;
            join["roomId"] = "r".into();
            refused(&mut ada, "matchmaking/join-room", join).await;
        }
    }
    assert_eq!(app.state.lobby.figures().await.unwrap().waiting_users, 1);
    let mut bob = app.client().await;
    bob.ok("matchmaking/request-room", json!({"userName": "Bob"})).await;
    assert_eq!(bob.expect("matchmaking/match-done").await["remoteUser"]["userName"], "Ada");
}

#[tokio::test]
async fn details_at_their_limits_are_taken_trimmed_and_composed() {
    let app = TestApp::start().await;
    let [mut ada, mut bob] = app.clients().await;
    // A family of four as one emoji, the flag of Scotland, and a name of 30 characters.
    let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
    let details = json!({
        "userName": format!("  {}  ", "e\u{301}".repeat(30)),
        "interests": [family, "b".repeat(24), "c", "d", " Go "],
        "languages": ["en-GB", "zh-Hant-TW", "de-CH-1901", "es-419", "x-own"],
    });
    ada.ok("matchmaking/request-room", details).await;
    bob.ok(
        "matchmaking/request-room",
        json!({"userName": "Bob", "interests": ["gO"], "languages": ["EN-us"]}),
    )
    .await;
    let at_bob = bob.expect("matchmaking/match-done").await;
    assert_eq!(at_bob["remoteUser"]["userName"], "é".repeat(30));
    assert_eq!(at_bob["sharedInterests"], json!(["gO"]));
    assert_eq!(ada.expect("matchmaking/match-done").await["sharedInterests"], json!(["Go"]));
}

#[tokio::test]
async fn signals_and_messages_outside_their_limits_reach_nobody() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let long = "x".repeat(32 * 1024 + 1);
    let candidate = json!({"candidate": "c", "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": null});
    let message = |message: &str| json!({"roomId": room, "message": message});
    let bad = [
        ("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": long})),
        ("signaling/negotiation-call-answer", json!({"roomId": room, "sdp": long})),
        ("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": "ü".repeat(16 * 1024) + "x"})),
        ("signaling/send-new-ice-candidates", json!({"roomId": room, "candidates": []})),
        ("signaling/send-new-ice-candidates", json!({"roomId": room, "candidates": vec![&candidate; 65]})),
        ("chat/newMessage", message("")),
        ("chat/newMessage", message(" \n\t ")),
        ("chat/newMessage", message(&"x".repeat(1001))),
        ("chat/newMessage", message("a\u{1b}b")),
        ("chat/newMessage", message("a\rb")),
        ("chat/newMessage", message("a\u{2066}b")),
        ("chat/newMessage", json!({"roomId": room, "message": "x", "key": ""})),
        ("chat/newMessage", json!({"roomId": room, "message": "x", "key": "k".repeat(37)})),
        ("session/seen", json!({"seq": u64::MAX})),
    ];
    for (name, data) in bad {
        refused(&mut ada, name, data).await;
    }
    bob.expect_nothing().await;
    let good = [
        ("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": "ü".repeat(16 * 1024)})),
        ("signaling/send-new-ice-candidates", json!({"roomId": room, "candidates": vec![&candidate; 64]})),
        ("chat/newMessage", message(&"𝄞".repeat(1000))),
        ("chat/newMessage", json!({"roomId": room, "message": "x", "key": "ü".repeat(36)})),
    ];
    for (name, data) in good {
        ada.ok(name, data).await;
        bob.expect(name).await;
    }
}
