//! Any text as a description. What passes must still pass, and tell no address, once a relay-only room has read it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use live_loop::protocol::Event;
use live_loop::protocol::signaling::{Description, Event as Signal, Relayed};
use live_loop::server::security::relay_only::without_addresses;
use live_loop::server::security::signals::{Candidate, description};

fn offer(sdp: &str) -> Event {
    let signal = Description { room_id: "r".into(), sdp: sdp.to_owned() };
    Signal::NegotiationCallOffer(Relayed { from: "a".into(), signal }).into()
}

fuzz_target!(|sdp: &str| {
    let passes = description::check(sdp).is_ok();
    let Some(Event::Signaling(Signal::NegotiationCallOffer(masked))) = without_addresses(offer(sdp)) else {
        panic!("an offer stays one");
    };
    let masked = masked.signal.sdp;
    for line in description::lines(&masked).filter(|line| line.contains("candidate:")) {
        assert!(Candidate::parse(line).is_some_and(|candidate| candidate.is_relay()), "{line}");
    }
    assert!(!passes || description::check(&masked).is_ok());
    assert_eq!(without_addresses(offer(&masked)), Some(offer(&masked)));
});
