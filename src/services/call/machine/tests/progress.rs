//! What the server hears of a call, for its operator.

use super::*;
use crate::protocol::progress::{EndReason, Progress, Route};

fn told(actions: &[Action]) -> Vec<Progress> {
    let told = actions.iter().filter_map(|action| match action {
        Action::Progress(progress) => Some(*progress),
        _ => None,
    });
    told.collect()
}

fn measured(route: Option<Route>) -> Input {
    Input::Peer(PeerEvent::Measured { bytes: 1, route })
}

#[test]
fn each_phase_is_told_at_its_end_and_once() {
    let mut machine = connecting();
    let offer = Input::Peer(PeerEvent::Offer("v=0".into()));
    assert_eq!(told(&machine.handle(offer.clone())), [Progress::Offer]);
    let connected = machine.handle(Input::Peer(PeerEvent::Connected));
    assert!(connected.contains(&Action::Measure) && told(&connected).is_empty(), "the way is not known yet");
    assert_eq!(told(&machine.handle(measured(None))), []);
    assert_eq!(told(&machine.handle(measured(Some(Route::Relay)))), [Progress::Connected(Route::Relay)]);
    assert_eq!(told(&machine.handle(Input::Peer(PeerEvent::FirstFrame))), [Progress::FirstFrame]);
    assert_eq!(told(&machine.handle(timer(&connected, ALIVE_AFTER))), [Progress::Alive]);
    for again in [offer, measured(Some(Route::Direct)), Input::Peer(PeerEvent::FirstFrame)] {
        assert_eq!(told(&machine.handle(again)), []);
    }
    assert_eq!(told(&machine.handle(Input::Command(Command::Next))), [Progress::Ended(EndReason::Next)]);
    machine.handle(matched("other"));
    assert_eq!(told(&machine.handle(Input::Peer(PeerEvent::Answer("v=0".into())))), [Progress::Offer]);
}

#[test]
fn a_call_that_broke_off_is_not_alive() {
    let mut machine = connecting();
    let connected = machine.handle(Input::Peer(PeerEvent::Connected));
    machine.handle(Input::Peer(PeerEvent::Failed));
    assert_eq!(told(&machine.handle(timer(&connected, ALIVE_AFTER))), []);
    let again = machine.handle(Input::Peer(PeerEvent::Connected));
    assert!(!again.contains(&Action::Measure), "it has connected once");
}

#[test]
fn a_call_ends_for_one_reason() {
    let ended = |mut machine: Machine, input: Input| told(&machine.handle(input));
    for (input, reason) in [
        (Input::Command(Command::Stop), EndReason::Stopped),
        (Input::Command(Command::Next), EndReason::Next),
        (Input::Command(Command::Block(ROOM.into())), EndReason::Blocked),
        (left(LeaveReason::Next), EndReason::PartnerLeft),
        (left(LeaveReason::Blocked), EndReason::PartnerLeft),
        (left(LeaveReason::Disconnected), EndReason::PartnerLost),
        (matched("other"), EndReason::Next),
    ] {
        assert_eq!(ended(connecting(), input.clone()), [Progress::Ended(reason)], "{input:?}");
        assert_eq!(ended(waiting(), input), [], "there was no call");
    }
}

#[test]
fn one_that_never_connects_ends_so() {
    let mut machine = waiting();
    let actions = machine.handle(matched(ROOM));
    let actions = machine.handle(timer(&actions, CONNECT_WITHIN));
    let actions = machine.handle(timer(&actions, CONNECT_WITHIN));
    assert_eq!(told(&actions), [Progress::Ended(EndReason::NotConnected)]);
}

#[test]
fn a_server_that_knows_nothing_of_the_call_is_told_nothing() {
    let mut machine = connected();
    machine.handle(Input::Linked(Arrival::Reset, vec![]));
    assert_eq!(told(&machine.handle(Input::Peer(PeerEvent::FirstFrame))), []);
    assert_eq!(told(&machine.handle(Input::Command(Command::Stop))), []);
    let again = connecting().handle(Input::Linked(Arrival::Reset, vec![]));
    assert_eq!(told(&again), [], "nor of how one ended that had not begun");
}

#[test]
fn a_refusal_of_what_was_told_changes_nothing() {
    let mut machine = connected();
    let request: Request = SessionRequest::Progress(Progress::Alive).into();
    for code in [ErrorCode::BadFrame, ErrorCode::NotInRoom] {
        let error = Error { code, message: String::new(), id: Some(1), retry_after_ms: None, banned: false };
        assert!(machine.handle(Input::Refused { request: request.clone(), error }).is_empty());
    }
    assert!(machine.wants(&request), "told again when its answer was lost with the link");
}
