//! The machine as a person, a server and a peer connection would drive it.

use super::*;
use crate::protocol::matchmaking::{Event as Matched, LeaveReason, Match, Profile, RemoteUser};
use crate::protocol::session::{ErrorCode, Event as Session, Request as SessionRequest};
use crate::protocol::signaling::{Candidate, Description, Event as Signal, MediaState, Relayed};
use crate::protocol::{Event, signaling};
use crate::services::call::Delivery;

mod again;
mod conduct;
mod connection;
mod lost_signals;
mod outage;
mod progress;

const ROOM: &str = "room";

fn machine() -> Machine {
    let profile = Profile { user_name: "Ada".into(), ..Profile::default() };
    let mut machine = Machine::new(profile, "me".into());
    machine.handle(Input::Linked(Arrival::New, vec![]));
    machine
}

fn waiting() -> Machine {
    let mut machine = machine();
    machine.handle(Input::Command(Command::Next));
    machine
}

fn connecting() -> Machine {
    let mut machine = waiting();
    machine.handle(matched(ROOM));
    machine
}

fn connected() -> Machine {
    let mut machine = connecting();
    machine.handle(Input::Peer(PeerEvent::Connected));
    machine
}

fn server(event: impl Into<Event>) -> Input {
    Input::Server(event.into())
}

fn matched(room: &str) -> Input {
    server(Matched::MatchDone(Match {
        room_id: room.into(),
        polite: false,
        remote_user: RemoteUser {
            socket: "peer".into(),
            user_name: "Bo".into(),
            user_image: None,
            joined_at: Timestamp::from_millis(0),
        },
        shared_interests: vec!["chess".into()],
        relay_only: false,
    }))
}

fn left(reason: LeaveReason) -> Input {
    server(Matched::PeerLeft { room_id: ROOM.into(), reason })
}

fn offer(room: &str) -> Signal {
    let signal = Description { room_id: room.into(), sdp: "v=0".into() };
    Signal::NegotiationCallOffer(Relayed { from: "peer".into(), signal })
}

fn sent(actions: &[Action]) -> Vec<&Request> {
    actions
        .iter()
        .filter_map(|action| match action {
            Action::Send(request) => Some(request),
            _ => None,
        })
        .collect()
}

fn has(actions: &[Action], request: impl Into<Request>) -> bool {
    sent(actions).contains(&&request.into())
}

fn timer(actions: &[Action], after: Duration) -> Input {
    let found = actions.iter().find_map(|action| match action {
        Action::After(duration, timer) | Action::AfterAbout(duration, timer) if *duration == after => {
            Some(timer.clone())
        }
        _ => None,
    });
    Input::Timer(found.expect("a timer of this length"))
}

fn notice(actions: &[Action]) -> Option<&Notice> {
    actions.iter().rev().find_map(|action| match action {
        Action::Notice(notice) => notice.as_ref(),
        _ => None,
    })
}

fn stop_call(room: &str) -> matchmaking::Request {
    matchmaking::Request::StopCall { room_id: room.into() }
}

fn name() -> String {
    "Bo".into()
}

fn fresh_servers() -> Input {
    server(Session::IceServers { ice_servers: vec![] })
}

fn restarts(actions: &[Action]) -> bool {
    actions.iter().any(|action| matches!(action, Action::RestartIce { .. }))
}

fn asks_for_servers(actions: &[Action]) -> bool {
    has(actions, SessionRequest::IceServers {})
}

#[test]
fn from_idle_to_connected() {
    let mut machine = machine();
    assert_eq!(machine.status(), CallStatus::Idle);
    let actions = machine.handle(Input::Command(Command::Next));
    assert!(matches!(
        sent(&actions)[..],
        [Request::Matchmaking(matchmaking::Request::RequestRoom(Profile { user_name, .. }))] if user_name == "Ada"
    ));
    assert_eq!(machine.status(), CallStatus::Waiting { position: None, waiting: None, held_up: false });
    machine.handle(server(Matched::MatchWaiting {
        position: 2,
        waiting: 5,
        joined_at: Timestamp::from_millis(0),
    }));
    let place = CallStatus::Waiting { position: Some(2), waiting: Some(5), held_up: false };
    assert_eq!(machine.status(), place);

    let actions = machine.handle(matched(ROOM));
    assert!(actions.contains(&Action::OpenPeer { polite: false, relay_only: false, ice_servers: vec![] }));
    assert_eq!(machine.status(), CallStatus::Connecting { name: name(), again: false });
    assert_eq!(machine.partner().shared_interests, ["chess"]);
    machine.handle(Input::Peer(PeerEvent::Connected));
    assert_eq!(machine.status(), CallStatus::Connected { name: name() });
}

#[test]
fn next_while_waiting_does_not_ask_twice() {
    assert!(waiting().handle(Input::Command(Command::Next)).is_empty());
}

#[test]
fn next_in_a_call_closes_it_and_old_signals_are_nobodys() {
    let mut machine = connected();
    let actions = machine.handle(Input::Command(Command::Next));
    assert!(actions.contains(&Action::ClosePeer));
    assert!(matches!(machine.status(), CallStatus::Waiting { .. }));
    assert!(machine.handle(server(offer(ROOM))).is_empty());
    assert!(machine.handle(left(LeaveReason::Next)).is_empty());

    machine.handle(matched("other"));
    assert!(machine.handle(server(offer(ROOM))).is_empty());
    let current = offer("other");
    assert!(machine.handle(server(current.clone())).contains(&Action::Signal(current)));
}

#[test]
fn own_descriptions_go_to_the_current_room_only() {
    let mut machine = connecting();
    let actions = machine.handle(Input::Peer(PeerEvent::Offer("v=0".into())));
    let description = Description { room_id: ROOM.into(), sdp: "v=0".into() };
    assert!(has(&actions, signaling::Request::NegotiationCallOffer(description)));
    machine.handle(Input::Command(Command::Stop));
    assert!(machine.handle(Input::Peer(PeerEvent::Offer("v=0".into()))).is_empty());
}

#[test]
fn stop_says_so_to_the_server_in_each_phase() {
    let stop = Input::Command(Command::Stop);
    assert!(machine().handle(stop.clone()).iter().all(|it| *it == Action::Notice(None)));
    assert!(has(&waiting().handle(stop.clone()), matchmaking::Request::CancelRequest {}));
    let mut machine = connected();
    let actions = machine.handle(stop);
    assert!(has(&actions, stop_call(ROOM)) && actions.contains(&Action::ClosePeer));
    assert_eq!(machine.status(), CallStatus::Ended);
}

#[test]
fn a_match_that_crosses_with_stop_is_left_at_once() {
    let mut machine = waiting();
    machine.handle(Input::Command(Command::Stop));
    assert_eq!(machine.handle(matched(ROOM)), [Action::Send(stop_call(ROOM).into())]);
    assert_eq!(machine.status(), CallStatus::Ended);
}

#[test]
fn the_newest_match_is_the_one_that_stands() {
    let mut machine = waiting();
    machine.handle(Input::Command(Command::Stop));
    machine.handle(Input::Command(Command::Next));
    machine.handle(matched("A"));
    let actions = machine.handle(matched("B"));
    assert!(actions.contains(&Action::ClosePeer) && !has(&actions, stop_call("B")));
    let current = offer("B");
    assert!(machine.handle(server(current.clone())).contains(&Action::Signal(current)));
}

#[test]
fn next_waits_for_the_answer_to_a_join() {
    let mut machine = machine();
    machine.handle(Input::Command(Command::Join(ROOM.into())));
    assert!(machine.handle(Input::Command(Command::Next)).is_empty());
    machine.handle(matched(ROOM));
    assert_eq!(machine.status(), CallStatus::Connecting { name: name(), again: false });
}

#[test]
fn a_closed_link_leaves_media_and_next_says_why_it_cannot_go_on() {
    for closing in [Closing::TakenOver, Closing::Outdated] {
        for mut machine in [waiting(), connecting()] {
            assert!(notice(&machine.handle(Input::LinkClosed(closing))).is_some());
            assert_eq!(machine.status(), CallStatus::Ended);
        }
        let mut machine = connected();
        let actions = machine.handle(Input::LinkClosed(closing));
        assert!(notice(&actions) == Some(&Notice::Closed { closing, in_call: true }));
        assert_eq!(machine.status(), CallStatus::Connected { name: name() });
        let actions = machine.handle(Input::Command(Command::Next));
        assert!(
            sent(&actions).is_empty()
                && notice(&actions) == Some(&Notice::Closed { closing, in_call: false })
        );
        assert_eq!(machine.status(), CallStatus::Connected { name: name() });
        machine.handle(Input::Command(Command::Stop));
        assert_eq!(machine.status(), CallStatus::Ended);
    }
}

#[test]
fn a_partner_away_before_there_is_a_picture_is_still_connecting() {
    let mut machine = connecting();
    machine.handle(server(Matched::PeerAway { room_id: ROOM.into() }));
    assert_eq!(machine.status(), CallStatus::Connecting { name: name(), again: false });
    machine.handle(Input::Peer(PeerEvent::Connected));
    assert_eq!(machine.status(), CallStatus::PeerAway { name: name() });
}

#[test]
fn the_media_state_is_told_at_the_match_and_at_each_change() {
    let state = |audio| {
        let room_id = ROOM.into();
        signaling::Request::MediaState(MediaState { room_id, audio, video: true, screen: false })
    };
    let mut machine = waiting();
    assert!(machine.handle(Input::Media { audio: true, video: true }).is_empty());
    assert!(has(&machine.handle(matched(ROOM)), state(true)));
    assert!(has(&machine.handle(Input::Media { audio: false, video: true }), state(false)));
}

#[test]
fn the_partners_media_state_is_shown() {
    let mut machine = connected();
    let signal = MediaState { room_id: ROOM.into(), audio: false, video: true, screen: true };
    assert!(machine.handle(server(Signal::MediaState(Relayed { from: "peer".into(), signal }))).is_empty());
    assert_eq!(machine.partner().media, RemoteMedia { audio: false, video: true, screen: true });
}

#[test]
fn a_partner_who_leaves_is_named_and_the_connection_closed() {
    for reason in [LeaveReason::Next, LeaveReason::Stopped, LeaveReason::Blocked] {
        let mut machine = connected();
        let actions = machine.handle(left(reason));
        assert!(actions.contains(&Action::ClosePeer));
        machine.handle(timer(&actions, LEFT_SHOWN));
        assert_eq!(machine.status(), CallStatus::PeerLeft { name: name() });
    }
}

#[test]
fn a_partner_without_the_server_stays_while_media_comes() {
    let mut machine = connected();
    let actions = machine.handle(left(LeaveReason::Disconnected));
    assert!(!actions.contains(&Action::ClosePeer));
    assert!(notice(&actions).is_some());
    assert_eq!(machine.status(), CallStatus::Connected { name: name() });

    machine.handle(Input::Peer(PeerEvent::Disconnected));
    machine.handle(Input::Peer(PeerEvent::Measured { bytes: 10, route: None }));
    let actions = machine.handle(Input::Peer(PeerEvent::Measured { bytes: 10, route: None }));
    assert!(actions.contains(&Action::ClosePeer));
    assert_eq!(machine.status(), CallStatus::PeerLeft { name: name() });
}

#[test]
fn a_partner_who_vanished_has_left() {
    let mut machine = connected();
    machine.handle(Input::Peer(PeerEvent::Disconnected));
    machine.handle(left(LeaveReason::Disconnected));
    assert_eq!(machine.status(), CallStatus::PeerLeft { name: name() });
}

#[test]
fn away_and_back() {
    let mut machine = connected();
    machine.handle(server(Matched::PeerAway { room_id: "other".into() }));
    assert_eq!(machine.status(), CallStatus::Connected { name: name() });
    machine.handle(server(Matched::PeerAway { room_id: ROOM.into() }));
    assert_eq!(machine.status(), CallStatus::PeerAway { name: name() });
    let actions = machine.handle(server(Matched::PeerBack { room_id: ROOM.into() }));
    assert!(actions.is_empty(), "the media never stopped");
    assert_eq!(machine.status(), CallStatus::Connected { name: name() });
}

#[test]
fn a_lost_socket_never_touches_the_call() {
    let mut machine = connected();
    assert!(machine.handle(Input::LinkLost).is_empty());
    assert_eq!(machine.status(), CallStatus::Connected { name: name() });
    let resumed = Input::Linked(Arrival::Resumed { gap: false }, vec![]);
    assert!(machine.handle(resumed).is_empty());
}

#[test]
fn a_restarted_server_ends_no_call_but_its_chat() {
    let mut machine = connected();
    machine.handle(Input::LinkLost);
    let actions = machine.handle(Input::Linked(Arrival::Reset, vec![]));
    assert!(sent(&actions).is_empty() && !actions.contains(&Action::ClosePeer));
    assert!(notice(&actions) == Some(&Notice::ServerRestarted));
    assert_eq!(machine.status(), CallStatus::Connected { name: name() });

    let actions = machine.handle(Input::Command(Command::Say("hi".into())));
    assert!(sent(&actions).is_empty() && notice(&actions).is_some());
    let actions = machine.handle(Input::Command(Command::Stop));
    assert!(has(&actions, stop_call(ROOM)), "a private room is kept where only its partner was lost");
    assert!(actions.contains(&Action::ClosePeer));
}

#[test]
fn after_a_restart_a_failed_connection_means_that_the_partner_left() {
    let mut machine = connected();
    machine.handle(Input::Linked(Arrival::Reset, vec![]));
    let actions = machine.handle(Input::Peer(PeerEvent::Failed));
    assert!(sent(&actions).is_empty());
    assert_eq!(machine.status(), CallStatus::PeerLeft { name: name() });
}

#[test]
fn whoever_waited_or_connected_at_a_restart_waits_again() {
    for mut machine in [waiting(), connecting()] {
        let actions = machine.handle(Input::Linked(Arrival::Reset, vec![]));
        assert!(matches!(sent(&actions)[..], [Request::Matchmaking(matchmaking::Request::RequestRoom(_))]));
        assert!(matches!(machine.status(), CallStatus::Waiting { .. }));
    }
}

#[test]
fn timers_of_an_earlier_phase_do_nothing() {
    let mut machine = waiting();
    let actions = machine.handle(matched(ROOM));
    let stale = timer(&actions, CONNECT_WITHIN);
    machine.handle(Input::Peer(PeerEvent::Connected));
    assert!(machine.handle(stale.clone()).is_empty());
    machine.handle(Input::Command(Command::Next));
    machine.handle(matched("other"));
    assert!(machine.handle(stale).is_empty());
}

#[test]
fn only_what_still_makes_sense_is_sent_again() {
    let request_room = matchmaking::Request::RequestRoom(Profile::default()).into();
    let said = |room: &str| {
        chat::Request::NewMessage { room_id: room.into(), message: "hi".into(), key: None }.into()
    };
    let machine = connected();
    assert!(!machine.wants(&request_room));
    assert!(machine.wants(&said(ROOM)));
    assert!(!machine.wants(&said("other")));
    assert!(machine.wants(&stop_call("other").into()));
    assert!(waiting().wants(&request_room));
}

fn alone() -> Machine {
    let mut machine = machine();
    let actions = machine.handle(Input::Command(Command::Join(ROOM.into())));
    assert!(matches!(sent(&actions)[..], [Request::Matchmaking(matchmaking::Request::JoinRoom { .. })]));
    machine.handle(room_waiting());
    machine
}

fn room_waiting() -> Input {
    server(Matched::RoomWaiting { room_id: ROOM.into(), expires_at: Timestamp::from_millis(9) })
}

#[test]
fn in_a_private_room_left_stands_before_waiting() {
    let mut machine = alone();
    let waiting = CallStatus::RoomWaiting { room_id: ROOM.into(), expires_at: Timestamp::from_millis(9) };
    assert_eq!(machine.status(), waiting);
    machine.handle(matched(ROOM));
    machine.handle(Input::Peer(PeerEvent::Connected));
    let actions = machine.handle(left(LeaveReason::Stopped));
    machine.handle(room_waiting());
    assert_eq!(machine.status(), CallStatus::PeerLeft { name: name() });
    machine.handle(timer(&actions, LEFT_SHOWN));
    assert_eq!(machine.status(), waiting);
    machine.handle(matched(ROOM));
    assert_eq!(machine.status(), CallStatus::Connecting { name: name(), again: false });
}

#[test]
fn a_private_room_that_cannot_be_entered_is_told_in_words() {
    let outside = |why| CallStatus::ShutOut { room_id: ROOM.into(), why };
    for (code, status) in [
        (ErrorCode::RoomFull, outside(NoPlace::Full)),
        (ErrorCode::RoomNotFound, outside(NoPlace::Unknown)),
        (ErrorCode::Validation, CallStatus::Idle),
    ] {
        let mut machine = machine();
        let actions = machine.handle(Input::Command(Command::Join(ROOM.into())));
        let request = sent(&actions)[0].clone();
        let error = Error { code, message: String::new(), id: Some(1), retry_after_ms: None, banned: false };
        assert!(notice(&machine.handle(Input::Refused { request, error })).is_some());
        assert_eq!(machine.status(), status);
    }
}

#[test]
fn a_private_room_is_entered_again_after_a_restart_and_left_with_stop() {
    let mut machine = alone();
    let actions = machine.handle(Input::Linked(Arrival::Reset, vec![]));
    assert!(matches!(sent(&actions)[..], [Request::Matchmaking(matchmaking::Request::JoinRoom { .. })]));
    assert!(has(&machine.handle(Input::Command(Command::Stop)), stop_call(ROOM)));
}

#[test]
fn words_go_out_with_a_key_and_stay_until_the_next_partner() {
    let mut machine = connected();
    let actions = machine.handle(Input::Command(Command::Say(" hi ".into())));
    let [Request::Chat(chat::Request::NewMessage { message, key: Some(key), .. })] = sent(&actions)[..]
    else {
        panic!("a message with a key");
    };
    assert_eq!(message, "hi");
    let receipt = Receipt { message_id: "m".into(), timestamp: Timestamp::from_millis(3) };
    let request = sent(&actions)[0].clone();
    assert_eq!(machine.conversation().lines()[0].key, *key);
    machine.handle(Input::Accepted { request, receipt: Some(receipt) });
    assert_eq!(machine.conversation().lines()[0].timestamp, Some(Timestamp::from_millis(3)));
    machine.handle(Input::Command(Command::Next));
    assert_eq!(machine.conversation().lines().len(), 1);
    machine.handle(matched("other"));
    assert!(machine.conversation().lines().is_empty());
}

#[test]
fn the_partners_typing_falls_silent() {
    let mut machine = connected();
    let typing = chat::Event::Typing { room_id: ROOM.into(), typing: true, from: "peer".into() };
    let actions = machine.handle(server(typing));
    assert!(machine.conversation().remote_typing());
    machine.handle(timer(&actions, TYPING_ENDS_AFTER));
    assert!(!machine.conversation().remote_typing());
}
