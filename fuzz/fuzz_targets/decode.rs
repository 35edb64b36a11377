//! Any text at the decoder. Whatever it reads must survive the way to JSON and back.
//!
//! `cargo +nightly fuzz run decode` (needs `cargo install cargo-fuzz`).

#![no_main]

use libfuzzer_sys::fuzz_target;
use live_loop::server::signaling::frame::decode;

fuzz_target!(|text: &str| {
    if let Ok(frame) = decode(text) {
        let Ok(again) = serde_json::to_string(&frame) else { panic!("a frame is JSON") };
        assert!(decode(&again).is_ok_and(|same| same == frame));
    }
});
