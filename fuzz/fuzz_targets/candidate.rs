//! Any text as a candidate. What is read is written as it was, and read again; so is what is left of it when masked.

#![no_main]

use libfuzzer_sys::fuzz_target;
use live_loop::server::security::signals::{Candidate, candidate};

fuzz_target!(|text: &str| {
    let passes = candidate::check(text).is_ok();
    let Some(read) = Candidate::parse(text) else { return };
    assert!(passes, "what can be read passes");
    let written = read.to_string();
    assert_eq!(Candidate::parse(&written), Some(read.clone()));
    let masked = read.masked().to_string();
    assert_eq!(Candidate::parse(&masked).map(|again| again.masked().to_string()), Some(masked));
});
