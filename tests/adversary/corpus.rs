//! What the fuzzers found worth keeping (`fuzz/corpus`), over real sockets, as frames and as what frames carry: the
//! server stays, and the people in a call hear nothing of it.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::support::TestApp;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let found: Vec<_> = files.collect();
    assert!(!found.is_empty(), "{target}");
    found
}

fn texts(target: &str) -> Vec<String> {
    corpus(target).into_iter().filter_map(|bytes| String::from_utf8(bytes).ok()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_fuzzers_found_harms_a_call() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    for text in texts("decode") {
        // A good-bye may be among them.
        let mut eve = app.client().await;
        eve.socket.send_text(text).await;
    }
    let mut eve = app.client().await;
    for bytes in corpus("thumbnail") {
        for kind in ["png", "jpeg", "webp"] {
            let image = format!("data:image/{kind};base64,{}", STANDARD.encode(&bytes));
            let _ =
                eve.request("matchmaking/request-room", json!({"userName": "Eve", "userImage": image})).await;
        }
    }
    eve.ok("session/bye", json!({})).await;
    // A partner who sends it: what passes arrives, what does not is refused, and the call goes on.
    for sdp in texts("sdp") {
        let data = json!({"roomId": room, "sdp": sdp});
        if ada.request("signaling/negotiation-call-offer", data).await.is_ok() {
            assert_eq!(bob.expect("signaling/negotiation-call-offer").await["sdp"], sdp);
        }
        bob.ok("session/seen", json!({"seq": bob.seq})).await;
    }
    for text in texts("candidate") {
        let candidate =
            json!({"candidate": text, "sdpMid": null, "sdpMLineIndex": null, "usernameFragment": null});
        let data = json!({"roomId": room, "candidates": [candidate]});
        if ada.request("signaling/send-new-ice-candidates", data).await.is_ok() {
            assert_eq!(bob.expect("signaling/send-new-ice-candidates").await["candidates"][0], candidate);
        }
        bob.ok("session/seen", json!({"seq": bob.seq})).await;
    }
    ada.expect_nothing().await;
    bob.expect_nothing().await;
}
