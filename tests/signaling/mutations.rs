//! A million frames that were valid before something happened to them: at the decoder, and a good
//! part of them at a session in a call. The seed makes them repeatable.

use live_loop::server::signaling::frame::decode;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Map, Value, json};

use crate::support::{Frame, TestApp, frame};

const SEED: u64 = 7_300_061;
const AT_THE_DECODER: u64 = 1_000_000;
const AT_A_SESSION: usize = 60_000;
const BATCH: usize = 500;

#[test]
fn a_million_mutated_frames_do_not_trouble_the_decoder() {
    let (mut read, mut refused) = (0, 0);
    let mut mutants = Mutants::new(SEED, "room");
    for _ in 0..AT_THE_DECODER {
        match decode(&mutants.next()) {
            Ok(_) => read += 1,
            Err(_) => refused += 1,
        }
    }
    println!("seed {SEED}: {read} read, {refused} refused");
    assert!(read > AT_THE_DECODER / 50 && refused > AT_THE_DECODER / 2, "{read} read, {refused} refused");
}

/// Each is answered by `bad-frame`; nobody else hears of it; the call goes on.
#[tokio::test]
async fn bad_frames_change_nothing_and_reach_nobody() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let mut eve = app.client().await;
    eve.ok("matchmaking/request-room", json!({"userName": "Eve"})).await;
    eve.expect("matchmaking/match-waiting").await;
    let before = app.state.lobby.figures().await.unwrap();
    let mut mutants = Mutants::new(SEED + 1, &room);
    for _ in 0..AT_A_SESSION / BATCH {
        for _ in 0..BATCH {
            let bad = std::iter::repeat_with(|| mutants.next()).find(|text| decode(text).is_err());
            ada.socket.send_text(bad.unwrap_or_default()).await;
        }
        for _ in 0..BATCH {
            assert_eq!(ada.socket.frame().await["data"]["code"], "bad-frame");
        }
    }
    bob.expect_nothing().await;
    eve.expect_nothing().await;
    assert_eq!(app.state.lobby.figures().await.unwrap(), before);
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "still here"})).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "still here");
}

/// Whatever can still be read: an answer to each, and to the other side only what was accepted.
#[tokio::test]
async fn what_is_refused_for_its_values_reaches_nobody_either() {
    let mut answered = 0;
    for seed in SEED + 2.. {
        // Some mutants end the call: there is always a next one.
        let app = TestApp::start().await;
        let (mut ada, mut bob, room) = app.call().await;
        let mut mutants = Mutants::new(seed, &room);
        for request in (0..500).filter_map(|_| readable(&mutants.next())) {
            let (ns, event) = (request["ns"].as_str().unwrap(), request["event"].as_str().unwrap());
            let name = format!("{ns}/{event}");
            let accepted = ada.request(&name, request["data"].clone()).await.is_ok();
            answered += 1;
            let heard = bob.heard().await;
            let relayed = ns == "signaling" || ns == "chat";
            assert!(heard.is_empty() || (accepted && (!relayed || is_as_sent(&heard, &name))), "{request}");
        }
        if answered > AT_A_SESSION / 50 {
            break;
        }
    }
}

/// The frame as the decoder understands it, but for those that would end the session.
fn readable(text: &str) -> Option<Value> {
    let frame = serde_json::to_value(decode(text).ok()?).ok()?;
    (frame["event"] != "bye").then_some(frame)
}

fn is_as_sent(heard: &[Frame], name: &str) -> bool {
    matches!(heard, [frame] if frame.name == name && frame.data["from"].is_string())
}

/// Valid frames to which one to three things have happened.
struct Mutants {
    rng: StdRng,
    valid: Vec<Value>,
}

impl Mutants {
    fn new(seed: u64, room: &str) -> Self {
        let candidate = json!({"candidate": "candidate:1 1 udp 1 192.0.2.1 9 typ host", "sdpMid": "0",
                               "sdpMLineIndex": 0, "usernameFragment": null});
        let profile = json!({"userName": "Ada", "userImage": "data:image/png;base64,iVBORw0KGgo=",
                             "interests": ["chess", "go"], "languages": ["en-GB"], "relayOnly": false});
        let with_id = |(name, data)| {
            let mut frame = frame(name, data);
            frame["id"] = 1.into();
            frame
        };
        let valid = [
            ("session/hello", json!({"protocol": 1, "resume": {"token": "t", "seq": 1}})),
            ("session/seen", json!({"seq": 1})),
            ("session/ice-servers", json!({})),
            ("session/bye", json!({})),
            ("matchmaking/request-room", profile),
            ("matchmaking/cancel-request", json!({})),
            ("matchmaking/join-room", json!({"roomId": room, "userName": "Ada"})),
            ("matchmaking/stop-call", json!({"roomId": room})),
            ("matchmaking/talk-again", json!({"roomId": room})),
            ("matchmaking/block-peer", json!({"roomId": room})),
            ("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": "v=0\r\n"})),
            ("signaling/negotiation-call-answer", json!({"roomId": room, "sdp": "v=0\r\n"})),
            ("signaling/send-new-ice-candidates", json!({"roomId": room, "candidates": [candidate]})),
            ("signaling/media-state", json!({"roomId": room, "audio": true, "video": true, "screen": false})),
            ("chat/newMessage", json!({"roomId": room, "message": "héllo 👋", "key": "k1"})),
            ("chat/typing", json!({"roomId": room, "typing": true})),
        ];
        Self { rng: StdRng::seed_from_u64(seed), valid: valid.map(with_id).into() }
    }

    fn next(&mut self) -> String {
        let mut frame = self.valid[self.rng.random_range(0..self.valid.len())].clone();
        for _ in 0..self.rng.random_range(0..3) {
            self.mutate(&mut frame);
        }
        let mut bytes = frame.to_string().into_bytes();
        for _ in 0..self.rng.random_range(0..3) {
            self.garble(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Changes a value somewhere in the tree.
    fn mutate(&mut self, value: &mut Value) {
        let deeper = self.rng.random_bool(0.7);
        match value {
            Value::Object(fields) if deeper && !fields.is_empty() => self.mutate_field(fields),
            Value::Array(items) if deeper && !items.is_empty() => {
                let at = self.rng.random_range(0..items.len());
                self.mutate(&mut items[at]);
            }
            _ => *value = self.another(value),
        }
    }

    fn mutate_field(&mut self, fields: &mut Map<String, Value>) {
        let at = self.rng.random_range(0..fields.len());
        let Some(name) = fields.keys().nth(at).cloned() else { return };
        match self.rng.random_range(0..8) {
            0 => drop(fields.remove(&name)),
            1 => {
                let value = fields.remove(&name).unwrap_or_default();
                fields.insert(name.to_uppercase(), value);
            }
            2 => drop(fields.insert("more".into(), json!({"of": ["this"]}))),
            _ => {
                if let Some(value) = fields.get_mut(&name) {
                    self.mutate(value);
                }
            }
        }
    }

    /// Something else: another type, another size, one nesting more.
    fn another(&mut self, value: &Value) -> Value {
        match self.rng.random_range(0..12) {
            0 => Value::Null,
            1 => json!(self.rng.random_bool(0.5)),
            2 => json!(self.rng.random::<i64>()),
            3 => json!(self.rng.random::<u64>()),
            4 => json!(self.rng.random::<f64>()),
            5 => json!(""),
            6 => json!("x\u{202e}\u{0}\u{10ffff}"),
            7 => json!("y".repeat(self.rng.random_range(0..1200))),
            8 => json!([value, value]),
            9 => json!({"data": value}),
            10 => json!([]),
            _ => json!({}),
        }
    }

    /// Damages the text.
    fn garble(&mut self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let at = self.rng.random_range(0..bytes.len());
        match self.rng.random_range(0..6) {
            0 => bytes[at] ^= 1 << self.rng.random_range(0..8),
            1 => bytes[at] = self.rng.random(),
            2 => drop(bytes.remove(at)),
            3 => bytes.insert(at, self.rng.random()),
            4 => bytes.truncate(at),
            _ => {
                let piece = bytes[at..bytes.len().min(at + 8)].to_vec();
                bytes.extend(piece);
            }
        }
    }
}
