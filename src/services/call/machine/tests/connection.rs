//! Connecting, mending and giving up; relays only.

use super::*;
use crate::protocol::progress::{EndReason, Progress};

#[test]
fn a_failed_connection_is_mended_once_with_fresh_credentials() {
    let mut machine = connected();
    let actions = machine.handle(Input::Peer(PeerEvent::Failed));
    assert!(asks_for_servers(&actions));
    assert_eq!(machine.status(), CallStatus::Connecting { name: name(), again: true });
    assert!(restarts(&machine.handle(fresh_servers())));
    assert!(machine.handle(Input::Peer(PeerEvent::Failed)).is_empty());
    machine.handle(Input::Peer(PeerEvent::Connected));
    assert!(asks_for_servers(&machine.handle(Input::Peer(PeerEvent::Failed))), "a new attempt");
}

#[test]
fn a_disconnected_connection_is_mended_only_when_no_bytes_come() {
    let mut machine = connected();
    assert_eq!(machine.handle(Input::Peer(PeerEvent::Disconnected)), [Action::Measure]);
    let actions = machine.handle(Input::Peer(PeerEvent::Measured { bytes: 10, route: None }));
    assert!(!asks_for_servers(&actions));
    assert_eq!(machine.handle(timer(&actions, STALLED_AFTER)), [Action::Measure]);
    let actions = machine.handle(Input::Peer(PeerEvent::Measured { bytes: 11, route: None }));
    assert!(!asks_for_servers(&actions), "something came");
    let stalled = timer(&actions, STALLED_AFTER);
    machine.handle(stalled.clone());
    let actions = machine.handle(Input::Peer(PeerEvent::Measured { bytes: 11, route: None }));
    assert!(asks_for_servers(&actions));
    assert_eq!(machine.status(), CallStatus::Connecting { name: name(), again: true });
    assert!(machine.handle(stalled).is_empty(), "over");
}

/// Nothing came in for a while.
fn broken_off() -> (Machine, Vec<Action>) {
    let mut machine = connected();
    machine.handle(Input::Peer(PeerEvent::Disconnected));
    machine.handle(Input::Peer(PeerEvent::Measured { bytes: 10, route: None }));
    let actions = machine.handle(Input::Peer(PeerEvent::Measured { bytes: 10, route: None }));
    machine.handle(fresh_servers());
    (machine, actions)
}

#[test]
fn a_connection_that_broke_off_is_mended_until_it_is_back() {
    let (mut machine, mut actions) = broken_off();
    for _ in 0..3 {
        actions = machine.handle(timer(&actions, MEND_EVERY));
        assert!(asks_for_servers(&actions));
        assert!(restarts(&machine.handle(fresh_servers())));
    }
    machine.handle(Input::Peer(PeerEvent::Connected));
    assert_eq!(machine.status(), CallStatus::Connected { name: name() });
    assert!(machine.handle(timer(&actions, MEND_EVERY)).is_empty());
}

#[test]
fn while_the_partner_is_away_it_is_not_tried_in_vain_but_at_once_when_they_are_back() {
    let (mut machine, actions) = broken_off();
    machine.handle(server(Matched::PeerAway { room_id: ROOM.into() }));
    assert_eq!(machine.status(), CallStatus::PeerAway { name: name() });
    let actions = machine.handle(timer(&actions, MEND_EVERY));
    assert!(!asks_for_servers(&actions));
    timer(&actions, MEND_EVERY);
    assert!(asks_for_servers(&machine.handle(server(Matched::PeerBack { room_id: ROOM.into() }))));
}

#[test]
fn what_cannot_be_mended_ends_in_words() {
    let (mut machine, actions) = broken_off();
    let actions = machine.handle(timer(&actions, RECONNECT_WITHIN));
    assert!(has(&actions, stop_call(ROOM)) && actions.contains(&Action::ClosePeer));
    assert_eq!(notice(&actions), Some(&Notice::ConnectionLost { name: name() }));
    assert_eq!(machine.status(), CallStatus::Idle);
}

#[test]
fn another_network_means_new_paths() {
    let mut machine = connected();
    assert!(asks_for_servers(&machine.handle(Input::NetworkChanged)));
    assert_eq!(machine.status(), CallStatus::Connected { name: name() }, "the picture may go on");
    assert!(machine.handle(Input::NetworkChanged).is_empty(), "asked already");
    assert!(restarts(&machine.handle(fresh_servers())));
    assert!(waiting().handle(Input::NetworkChanged).is_empty());
}

fn relay_servers() -> Vec<IceServer> {
    vec![IceServer { urls: vec!["turn:a".into()], username: None, credential: None }]
}

/// Linked, with these servers, by somebody who hides their address.
fn hidden(ice_servers: Vec<IceServer>) -> Machine {
    let profile = Profile { user_name: "Ada".into(), relay_only: true, ..Profile::default() };
    let mut machine = Machine::new(profile, "k".into());
    machine.handle(Input::Linked(Arrival::New, ice_servers));
    machine
}

#[test]
fn who_hides_their_address_uses_relays_only_also_in_a_private_room() {
    let mut machine = hidden(relay_servers());
    assert_eq!(machine.relay_offered(), Some(true));
    machine.handle(Input::Command(Command::Join(ROOM.into())));
    let actions = machine.handle(matched(ROOM));
    assert!(actions.iter().any(|it| matches!(it, Action::OpenPeer { relay_only: true, .. })));
}

#[test]
fn without_a_relay_nobody_who_hides_is_called() {
    let mut machine = hidden(vec![]);
    assert_eq!(machine.relay_offered(), Some(false));
    let actions = machine.handle(Input::Command(Command::Next));
    assert!(sent(&actions).is_empty());
    assert_eq!(notice(&actions), Some(&Notice::NoRelayOffered));
    machine.handle(Input::Command(Command::Join(ROOM.into())));
    let actions = machine.handle(matched(ROOM));
    assert!(has(&actions, stop_call(ROOM)));
    assert!(actions.contains(&Action::Progress(Progress::Ended(EndReason::NoRelay))));
    assert!(!actions.iter().any(|it| matches!(it, Action::OpenPeer { .. })));
    assert_eq!(notice(&actions), Some(&Notice::NoRelayOffered));
}

/// Matched by somebody who hides, with the offer on its way.
fn gathering() -> (Machine, Vec<Action>) {
    let mut machine = hidden(relay_servers());
    machine.handle(Input::Command(Command::Next));
    machine.handle(matched(ROOM));
    let actions = machine.handle(Input::Peer(PeerEvent::Offer("v=0".into())));
    (machine, actions)
}

fn candidates(list: &[&str]) -> Input {
    let candidate = |text: &&str| Candidate {
        candidate: text.to_string(),
        sdp_mid: None,
        sdp_m_line_index: None,
        username_fragment: None,
    };
    Input::Peer(PeerEvent::Candidates(list.iter().map(candidate).collect()))
}

#[test]
fn a_relay_that_does_not_answer_ends_the_attempt_in_words() {
    let (mut machine, actions) = gathering();
    let late = machine.handle(timer(&actions, RELAY_WITHIN));
    let (mut machine, _) = gathering();
    let at_end = machine.handle(candidates(&[""]));
    for actions in [late, at_end] {
        assert!(has(&actions, stop_call(ROOM)));
        assert_eq!(notice(&actions), Some(&Notice::NoRelayReached));
    }
}

#[test]
fn a_relay_that_answers_is_enough_also_when_it_does_not_at_a_restart() {
    let (mut machine, actions) = gathering();
    machine.handle(candidates(&["candidate:1 1 udp 1 192.0.2.9 6 typ relay"]));
    machine.handle(candidates(&[""]));
    assert!(machine.handle(timer(&actions, RELAY_WITHIN)).is_empty());
    machine.handle(Input::Peer(PeerEvent::Connected));
    assert!(notice(&machine.handle(candidates(&[""]))).is_none(), "the network may be gone for everything");
}

#[test]
fn hiding_while_waiting_tells_the_server_and_keeps_the_place() {
    let mut machine = waiting();
    let actions = machine.handle(Input::Command(Command::RelayOnly(true)));
    assert!(matches!(
        sent(&actions)[..],
        [Request::Matchmaking(matchmaking::Request::RequestRoom(Profile { relay_only: true, .. }))]
    ));
    assert!(machine.handle(Input::Command(Command::RelayOnly(false))).len() == 1);
    assert!(connected().handle(Input::Command(Command::RelayOnly(true))).is_empty(), "from the next on");
}

#[test]
fn connecting_ends_in_words_after_two_attempts() {
    let mut machine = waiting();
    let actions = machine.handle(matched(ROOM));
    let actions = machine.handle(timer(&actions, CONNECT_WITHIN));
    assert!(asks_for_servers(&actions));
    let actions = machine.handle(timer(&actions, CONNECT_WITHIN));
    assert!(has(&actions, stop_call(ROOM)) && actions.contains(&Action::ClosePeer));
    assert!(notice(&actions) == Some(&Notice::NotConnected { name: name() }));
    assert_eq!(machine.status(), CallStatus::Idle);
}

#[test]
fn no_attempt_counts_while_the_partner_is_away() {
    let mut machine = waiting();
    let actions = machine.handle(matched(ROOM));
    machine.handle(server(Matched::PeerAway { room_id: ROOM.into() }));
    let actions = machine.handle(timer(&actions, CONNECT_WITHIN));
    let actions = machine.handle(timer(&actions, CONNECT_WITHIN));
    assert!(!has(&actions, stop_call(ROOM)));
    machine.handle(fresh_servers());
    let actions = machine.handle(server(Matched::PeerBack { room_id: ROOM.into() }));
    assert!(asks_for_servers(&actions));
}
