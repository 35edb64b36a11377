//! In a relay-only room no address but a relay's reaches the other side, however it is spelt, on one instance and
//! across two.

use rand::prelude::IndexedRandom;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

use crate::support::redis::{RedisServer, fresh_prefix};
use crate::support::{Client, TestApp, matched, named};
use live_loop::server::store::RedisSettings;

const SIGNALS: usize = 1_200;
/// Of a host and of its NAT; only the last may be heard of.
const SECRET: [&str; 4] = ["192.0.2.17", "198.51.100.23", "2001:db8::17", "0b7a8c3e.local"];
const RELAY: &str = "203.0.113.9";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_a_thousand_signals_no_address_is_told() {
    let app = TestApp::start().await;
    let [ada, bob] = app.clients().await;
    signal(ada, bob).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nor_across_two_instances() {
    let redis = RedisSettings::new(vec![RedisServer::shared().await.url()], fresh_prefix()).unwrap();
    let [one, two] = [TestApp::on(&redis).await, TestApp::on(&redis).await];
    signal(one.client().await, two.client().await).await;
}

async fn signal(mut ada: Client, mut bob: Client) {
    ada.ok("matchmaking/request-room", json!({"userName": "Ada", "relayOnly": true})).await;
    bob.ok("matchmaking/request-room", named("Bob")).await;
    let room = matched(&mut ada, &mut bob).await;
    let mut rng = StdRng::seed_from_u64(7);
    let mut relays = 0;
    for _ in 0..SIGNALS {
        let (name, mut data) = random_signal(&mut rng);
        data["roomId"] = room.clone().into();
        // Some are malformed, and refused: those reach nobody either.
        let _ = bob.request(name, data).await;
        if rng.random_bool(0.1) {
            for frame in ada.heard().await {
                let told = frame.data.to_string().to_lowercase();
                assert!(SECRET.iter().all(|secret| !told.contains(secret)), "{told}");
                relays += told.matches(RELAY).count();
            }
            ada.ok("session/seen", json!({"seq": ada.seq})).await;
        }
    }
    assert!(relays > SIGNALS / 8, "relays pass: {relays}");
}

fn random_signal(rng: &mut StdRng) -> (&'static str, Value) {
    let candidates: Vec<String> = (0..rng.random_range(1..6)).map(|_| random_candidate(rng)).collect();
    if rng.random_bool(0.5) {
        let batch = candidates.iter().map(
            |text| json!({"candidate": text, "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": null}),
        );
        return ("signaling/send-new-ice-candidates", json!({"candidates": batch.collect::<Vec<_>>()}));
    }
    let end = *["\r\n", "\n"].choose(rng).unwrap();
    let secret = SECRET.choose(rng).unwrap();
    let mut lines = vec![
        "v=0".to_owned(),
        format!("o=- 7 2 IN IP4 {secret}"),
        "s=-".into(),
        format!("c=IN IP4 {secret}"),
        "m=audio 9 UDP/TLS/RTP/SAVPF 111".into(),
        format!("a=rtcp:9 IN IP6 {secret}"),
        format!("a=remote-candidates:1 {secret} 9"),
    ];
    let prefix = *["a=", "a=", "A=", "a= "].choose(rng).unwrap();
    lines.extend(candidates.iter().map(|candidate| format!("{prefix}{candidate}")));
    let name =
        *["signaling/negotiation-call-offer", "signaling/negotiation-call-answer"].choose(rng).unwrap();
    (name, json!({"sdp": lines.join(end) + end}))
}

fn random_candidate(rng: &mut StdRng) -> String {
    let secret = *SECRET.choose(rng).unwrap();
    let spelt = match rng.random_range(0..8) {
        0 => format!("candidate:1 1 udp 2122260223 {secret} 50000 typ host generation 0"),
        1 => format!("candidate:2 1 udp 1686052607 {secret} 50000 typ srflx raddr {secret} rport 9"),
        2 => format!("candidate:2 1 udp 1686052607 {secret} 50000 typ prflx raddr {secret} rport 9"),
        3 => format!("candidate:1 1 udp 1 {secret} 9 typ host typ relay"),
        4 => format!("candidate:1 1 udp 1 {secret} 9 typ RELAY"),
        5 => format!("candidate:{secret} relay"),
        _ => {
            format!("candidate:3 1 udp 41885439 {RELAY} 49160 typ relay raddr {secret} rport 9 x-at {secret}")
        }
    };
    match rng.random_range(0..20) {
        0 => spelt.to_uppercase(),
        1 => spelt.replace(' ', "\t"),
        2 => spelt.replace(' ', "  "),
        _ => spelt,
    }
}
