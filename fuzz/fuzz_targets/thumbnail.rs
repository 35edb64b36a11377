//! Any bytes as a picture. What is kept is small enough, and a picture again.

#![no_main]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use libfuzzer_sys::fuzz_target;
use live_loop::protocol::limits::USER_IMAGE_BYTES;
use live_loop::server::matchmaking::image::rewrite;

fuzz_target!(|bytes: &[u8]| {
    let kind = match bytes {
        [0x89, ..] => "png",
        [0xFF, ..] => "jpeg",
        _ => "webp",
    };
    if let Some(kept) = rewrite(&format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))) {
        assert!(kept.len() <= USER_IMAGE_BYTES);
        assert!(rewrite(&kept).is_some());
    }
});
