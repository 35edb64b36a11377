//! What is small on the wire and big when it is unpacked: pictures, JSON, compressed frames. Each is refused, and
//! others are answered meanwhile.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::support::TestApp;

/// A chunk of a PNG (its specification, section 5.3).
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = !0_u32;
    for byte in kind.iter().chain(data) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(crc & 1));
        }
    }
    [&(data.len() as u32).to_be_bytes(), &kind[..], data, &(!crc).to_be_bytes()].concat()
}

fn png(width: u32, height: u32, more: &[Vec<u8>]) -> String {
    let header = [&width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0][..]].concat();
    let bytes =
        [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), more.concat(), chunk(b"IEND", &[])].concat();
    format!("data:image/png;base64,{}", STANDARD.encode(bytes))
}

/// A zlib stream (RFC 1950) of one stored block that promises 64 KiB and then repeats nothing: 23 MB of zeros in
/// 23 KB, as deflate packs them best (RFC 1951 section 3.2.6: length 258, distance 1, two bits each).
fn zeros() -> Vec<u8> {
    // Fixed codes: the literal 0 is 8 bits, length 258 is 11000101, distance 1 is 00000; the end is 0000000.
    let mut bits = vec![true, true, false];
    bits.extend([false, false, true, true, false, false, false, false]);
    for _ in 0..14_000 {
        bits.extend([true, true, false, false, false, true, false, true]);
        bits.extend([false; 5]);
    }
    bits.extend([false; 7]);
    let packed =
        bits.chunks(8).map(|byte| byte.iter().rev().fold(0_u8, |all, bit| (all << 1) | u8::from(*bit)));
    [0x78, 0x9C].into_iter().chain(packed).chain([0; 4]).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_that_grow_are_refused() {
    let app = TestApp::start().await;
    let [mut eve, mut ada] = app.clients().await;
    let zeros = zeros();
    let profile = [b"x\0\0".to_vec(), zeros.clone()].concat();
    let jpeg = [
        &[0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3][..],
        &[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
    ]
    .concat();
    let bombs = [
        png(65_535, 65_535, &[chunk(b"IDAT", &zeros)]),
        png(u32::MAX, u32::MAX, &[chunk(b"IDAT", &zeros)]),
        png(513, 1, &[chunk(b"IDAT", &zeros)]),
        png(512, 512, &[chunk(b"iCCP", &profile)]),
        format!("data:image/jpeg;base64,{}", STANDARD.encode(&jpeg)),
        format!(
            "data:image/webp;base64,{}",
            STANDARD.encode(b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\xff\xff\xff\x0f\0\0\0\0\0\0\0\0")
        ),
    ];
    for bomb in &bombs {
        assert!(bomb.len() <= 32 * 1024, "else its size alone is why: {}", bomb.len());
        let refused = eve.refused("matchmaking/request-room", json!({"userName": "Eve", "userImage": bomb}));
        assert_eq!(refused.await, "validation");
        ada.ok("session/seen", json!({"seq": 0})).await;
    }
}

#[tokio::test]
async fn json_that_nests_and_frames_that_are_packed_are_no_frames() {
    let app = TestApp::start().await;
    let mut eve = app.client().await;
    for deep in ["[".repeat(60_000), "{\"a\":".repeat(12_000), format!("{{\"data\":{}", "[".repeat(60_000))] {
        eve.socket.send_text(deep).await;
        assert_eq!(eve.next().await.data["code"], "bad-frame");
    }
    // Compression is never agreed to, so that no frame can grow (RFC 7692).
    let mut request = format!("ws://{}/ws", app.address).into_client_request().unwrap();
    let offer = "permessage-deflate; client_max_window_bits".parse().unwrap();
    request.headers_mut().insert("sec-websocket-extensions", offer);
    let (_socket, answer) = connect_async(request).await.unwrap();
    assert!(answer.headers().get("sec-websocket-extensions").is_none());
}
