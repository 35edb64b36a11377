//! Whoever is not in a room reaches nobody in it, whatever they name: rooms, people, guesses at either.

use std::time::Instant;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

const ATTEMPTS: usize = 100_000;
/// As many attempts are on their way at once.
const AT_ONCE: usize = 250;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_attempt_reaches_a_foreign_room() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let (mut in_a_room, _partner, _) = app.call().await;
    let mut idle = app.client().await;
    let mut rng = StdRng::seed_from_u64(0x5EED);
    let began = Instant::now();
    let mut refused = 0;
    while refused < ATTEMPTS {
        let eve = if rng.random() { &mut idle } else { &mut in_a_room };
        for _ in 0..AT_ONCE {
            let (name, data) = attempt(&mut rng, &room, [ada.id(), bob.id()]);
            eve.tell(name, data).await;
        }
        for _ in 0..AT_ONCE {
            let answer = eve.next().await;
            let code = answer.data["code"].as_str().unwrap_or_else(|| panic!("{answer:?}"));
            assert!(matches!(code, "not-in-room" | "room-not-found"), "{answer:?}");
            refused += 1;
        }
    }
    println!("{refused} attempts in {:?}: 0 delivered", began.elapsed());
    ada.expect_nothing().await;
    bob.expect_nothing().await;
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "still here"})).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "still here");
}

fn attempt(rng: &mut StdRng, room: &str, people: [&str; 2]) -> (&'static str, Value) {
    let guess = |rng: &mut StdRng| {
        let mut id: Vec<char> = room.chars().collect();
        let place = rng.random_range(0..id.len());
        id[place] = rng.random_range('A'..='z');
        id.into_iter().collect::<String>()
    };
    let target = match rng.random_range(0..5) {
        0 => room.to_owned(),
        1 => people[rng.random_range(0..2)].to_owned(),
        2 => format!("{room}:{}", people[0]),
        3 => room.to_lowercase() + "\u{0}",
        _ => guess(rng),
    };
    let candidate = json!({"candidate": "", "sdpMid": null, "sdpMLineIndex": null, "usernameFragment": null});
    let (name, mut data) = match rng.random_range(0..10) {
        0 => ("signaling/negotiation-call-offer", json!({"sdp": "v=0"})),
        1 => ("signaling/negotiation-call-answer", json!({"sdp": "v=0"})),
        2 => ("signaling/send-new-ice-candidates", json!({"candidates": [candidate]})),
        3 => ("signaling/media-state", json!({"audio": true, "video": true, "screen": false})),
        4 => ("chat/newMessage", json!({"message": "psst"})),
        5 => ("chat/typing", json!({"typing": true})),
        6 => ("matchmaking/stop-call", json!({})),
        7 => ("matchmaking/block-peer", json!({})),
        8 => ("matchmaking/talk-again", json!({})),
        _ => ("matchmaking/join-room", json!({"userName": "Eve"})),
    };
    data["roomId"] = target.into();
    // Targets that the protocol does not know.
    data["to"] = people[0].into();
    data["from"] = people[1].into();
    (name, data)
}

#[tokio::test]
async fn no_guess_resumes_a_foreign_session() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    let token = ada.token();
    for guess in ["", ada.id(), &token[1..], &token.to_lowercase(), &format!("{token}A"), &"A".repeat(60_000)]
    {
        let eve = Client::try_resume(&app, guess, 0).await;
        assert_eq!(eve.welcome["resumed"], false, "{guess}");
        assert_ne!(eve.id(), ada.id());
    }
    ada.expect_nothing().await;
}
