//! The server, or the store behind it, is away for a while: who waits goes on by itself, what was said
//! comes in order, and what was lost is told again.

use super::*;

fn error(code: ErrorCode, after: u64) -> Error {
    Error { code, message: "later".into(), id: Some(1), retry_after_ms: Some(after), banned: false }
}

fn unavailable(request: &Request) -> Input {
    Input::Refused { request: request.clone(), error: error(ErrorCode::Unavailable, 700) }
}

fn accepted(request: &Request) -> Input {
    let receipt = Receipt { message_id: "m".into(), timestamp: Timestamp::from_millis(3) };
    let receipt = matches!(request, Request::Chat(_)).then_some(receipt);
    Input::Accepted { request: request.clone(), receipt }
}

fn retry(actions: &[Action]) -> Input {
    timer(actions, Duration::from_millis(700))
}

/// Does it, and returns the one request that it sends.
fn asks(machine: &mut Machine, input: Input) -> Request {
    let actions = machine.handle(input);
    let [request] = sent(&actions)[..] else { panic!("one request, not {actions:?}") };
    request.clone()
}

fn is_held_up(machine: &Machine) -> bool {
    matches!(machine.status(), CallStatus::Waiting { held_up: true, .. })
}

#[test]
fn whoever_waits_is_told_and_asks_again_by_itself() {
    for command in [Command::Next, Command::Join(ROOM.into())] {
        let mut machine = machine();
        let request = asks(&mut machine, Input::Command(command));
        assert!(!is_held_up(&machine));
        let actions = machine.handle(unavailable(&request));
        assert!(is_held_up(&machine) && sent(&actions).is_empty());
        assert_eq!(machine.handle(retry(&actions)), [Action::Send(request.clone())]);
        assert!(is_held_up(&machine), "until the server has done it");
        machine.handle(unavailable(&request));
        assert!(is_held_up(&machine));
        machine.handle(accepted(&request));
        assert!(!is_held_up(&machine) && matches!(machine.status(), CallStatus::Waiting { .. }));
    }
}

#[test]
fn too_much_at_once_is_no_outage() {
    let mut machine = machine();
    let request = asks(&mut machine, Input::Command(Command::Next));
    let actions = machine.handle(Input::Refused { request, error: error(ErrorCode::RateLimited, 700) });
    assert!(!is_held_up(&machine));
    assert_eq!(machine.handle(retry(&actions)).len(), 1);
}

#[test]
fn a_match_in_spite_of_the_refusal_cancels_the_retry() {
    let mut machine = machine();
    let request = asks(&mut machine, Input::Command(Command::Next));
    let actions = machine.handle(unavailable(&request));
    machine.handle(matched(ROOM));
    assert!(machine.handle(retry(&actions)).is_empty(), "asking now would leave the match");
    assert_eq!(machine.status(), CallStatus::Connecting { name: name(), again: false });
}

#[test]
fn a_place_in_spite_of_the_refusal_is_shown() {
    let mut machine = machine();
    let request = asks(&mut machine, Input::Command(Command::Next));
    machine.handle(unavailable(&request));
    let joined_at = Timestamp::from_millis(0);
    machine.handle(server(Matched::MatchWaiting { position: 1, waiting: 1, joined_at }));
    assert!(!is_held_up(&machine));
}

#[test]
fn a_match_that_the_retry_has_left_again_is_left_here_too() {
    let mut machine = machine();
    let request = asks(&mut machine, Input::Command(Command::Next));
    let actions = machine.handle(unavailable(&request));
    machine.handle(retry(&actions));
    machine.handle(matched(ROOM));
    // The answer comes before all that the request causes: the match is older than the request.
    assert!(machine.handle(accepted(&request)).contains(&Action::ClosePeer));
    assert!(matches!(machine.status(), CallStatus::Waiting { .. }));
    machine.handle(matched("other"));
    assert_eq!(machine.status(), CallStatus::Connecting { name: name(), again: false });
}

#[test]
fn stop_cancels_the_retry_and_is_itself_tried_until_done() {
    let mut machine = machine();
    let request = asks(&mut machine, Input::Command(Command::Next));
    let actions = machine.handle(unavailable(&request));
    let cancel = asks(&mut machine, Input::Command(Command::Stop));
    assert_eq!(cancel, matchmaking::Request::CancelRequest {}.into(), "it may be in the queue all the same");
    assert!(machine.handle(retry(&actions)).is_empty());
    for _ in 0..3 {
        let actions = machine.handle(unavailable(&cancel));
        assert_eq!(machine.status(), CallStatus::Ended);
        assert_eq!(machine.handle(retry(&actions)), [Action::Send(cancel.clone())]);
    }
}

#[test]
fn the_end_of_a_call_stands_at_once_and_is_told_until_it_is_heard() {
    let mut machine = connected();
    let stop = asks(&mut machine, Input::Command(Command::Stop));
    let actions = machine.handle(unavailable(&stop));
    assert_eq!(machine.status(), CallStatus::Ended);
    assert_eq!(machine.handle(retry(&actions)), [Action::Send(stop.clone())]);

    let actions = machine.handle(unavailable(&stop));
    machine.handle(Input::Command(Command::Next));
    assert!(machine.handle(retry(&actions)).is_empty(), "the new request leaves the room as well");
}

/// The text and the key of a message.
fn said(request: &Request) -> (&str, &str) {
    match request {
        Request::Chat(chat::Request::NewMessage { message, key: Some(key), .. }) => (message, key),
        other => panic!("{other:?}"),
    }
}

fn say(machine: &mut Machine, words: &str) -> Vec<Action> {
    machine.handle(Input::Command(Command::Say(words.into())))
}

fn deliveries(machine: &Machine) -> Vec<Delivery> {
    machine.conversation().lines().iter().map(|line| line.delivery).collect()
}

#[test]
fn words_go_one_after_the_other() {
    let mut machine = connected();
    let first = asks(&mut machine, Input::Command(Command::Say("one".into())));
    assert!(sent(&say(&mut machine, "two")).is_empty() && sent(&say(&mut machine, "three")).is_empty());
    assert_eq!(deliveries(&machine), [Delivery::Sending; 3]);
    let second = asks(&mut machine, accepted(&first));
    assert_eq!(said(&second).0, "two");
    assert_eq!(deliveries(&machine), [Delivery::Done, Delivery::Sending, Delivery::Sending]);
    let third = asks(&mut machine, accepted(&second));
    assert_eq!(said(&third).0, "three");
    assert!(machine.handle(accepted(&third)).is_empty());
    assert_eq!(deliveries(&machine), [Delivery::Done; 3]);
}

#[test]
fn a_message_that_cannot_be_taken_yet_is_sent_again_under_its_key_before_the_next() {
    let mut machine = connected();
    let first = asks(&mut machine, Input::Command(Command::Say("one".into())));
    let actions = machine.handle(unavailable(&first));
    assert!(sent(&say(&mut machine, "two")).is_empty(), "not before the first one");
    assert_eq!(asks(&mut machine, retry(&actions)), first);
    let actions = machine.handle(unavailable(&first));
    assert_eq!(asks(&mut machine, retry(&actions)), first);
    let second = asks(&mut machine, accepted(&first));
    assert_eq!(said(&second).0, "two");
    assert_ne!(said(&second).1, said(&first).1);
}

#[test]
fn a_message_that_is_refused_for_good_makes_way_for_the_next() {
    let mut machine = connected();
    let request = asks(&mut machine, Input::Command(Command::Say("one".into())));
    say(&mut machine, "two");
    let refused = Input::Refused { request, error: error(ErrorCode::Validation, 0) };
    assert_eq!(said(&asks(&mut machine, refused)).0, "two");
}

#[test]
fn what_was_not_taken_by_the_end_of_the_call_is_given_up() {
    let mut machine = connected();
    let first = asks(&mut machine, Input::Command(Command::Say("one".into())));
    say(&mut machine, "two");
    let actions = machine.handle(unavailable(&first));
    machine.handle(left(LeaveReason::Next));
    assert_eq!(deliveries(&machine), [Delivery::GivenUp; 2]);
    assert!(machine.handle(retry(&actions)).is_empty());
    assert!(!machine.wants(&first));
}

#[test]
fn a_late_receipt_of_the_last_call_sends_nothing_in_this_one() {
    let mut machine = connected();
    let old = asks(&mut machine, Input::Command(Command::Say("one".into())));
    machine.handle(Input::Command(Command::Next));
    machine.handle(matched("other"));
    say(&mut machine, "two");
    assert!(machine.handle(accepted(&old)).is_empty());
}

fn media_state() -> signaling::Request {
    let room_id = ROOM.into();
    signaling::Request::MediaState(MediaState { room_id, audio: false, video: false, screen: false })
}

/// Resumes; with the actions at the end of the replay.
fn resume(machine: &mut Machine, gap: bool) -> Vec<Action> {
    assert!(machine.handle(Input::LinkLost).is_empty());
    assert!(machine.handle(Input::Linked(Arrival::Resumed { gap }, vec![])).is_empty());
    machine.handle(Input::Replayed)
}

#[test]
fn a_gap_tells_everything_anew_and_ends_nothing() {
    for mut machine in [connecting(), connected()] {
        let before = machine.status();
        let actions = resume(&mut machine, true);
        assert!(asks_for_servers(&actions) && !actions.contains(&Action::ClosePeer));
        assert!(restarts(&machine.handle(fresh_servers())));
        assert!(!restarts(&machine.handle(fresh_servers())), "once is enough");
        assert_eq!(machine.status(), before);
    }
}

#[test]
fn the_media_state_goes_with_each_description_for_it_may_have_been_lost() {
    let mut machine = connected();
    for event in [PeerEvent::Offer("v=0".into()), PeerEvent::Answer("v=0".into())] {
        assert!(has(&machine.handle(Input::Peer(event)), media_state()));
    }
}

#[test]
fn a_gap_matters_to_a_call_only() {
    for mut machine in [machine(), waiting(), alone()] {
        assert!(resume(&mut machine, true).is_empty());
    }
    let mut machine = connected();
    machine.handle(Input::Linked(Arrival::Reset, vec![]));
    assert!(resume(&mut machine, true).is_empty(), "the server does not know this call");
}

#[test]
fn a_gap_counts_for_a_call_that_is_heard_of_in_the_replay() {
    let mut machine = waiting();
    machine.handle(Input::Linked(Arrival::Resumed { gap: true }, vec![]));
    machine.handle(Input::LinkLost);
    machine.handle(Input::Linked(Arrival::Resumed { gap: false }, vec![]));
    assert!(!asks_for_servers(&machine.handle(matched(ROOM))));
    assert!(asks_for_servers(&machine.handle(Input::Replayed)), "its first offer may be lost");
    assert!(
        machine.handle(Input::Replayed).iter().all(|action| !matches!(action, Action::RestartIce { .. }))
    );
}

#[test]
fn credentials_that_were_lost_with_the_link_are_asked_for_again() {
    let mut machine = connected();
    assert!(asks_for_servers(&machine.handle(Input::Peer(PeerEvent::Failed))));
    assert!(asks_for_servers(&resume(&mut machine, false)));
    assert!(restarts(&machine.handle(fresh_servers())));
    assert!(resume(&mut machine, false).is_empty(), "nothing is missing any more");
}

#[test]
fn signals_that_cannot_be_passed_on_yet_are_made_up_for_by_one_new_negotiation() {
    let mut machine = connecting();
    let actions = machine.handle(Input::Peer(PeerEvent::Offer("v=0".into())));
    let offer = sent(&actions)[0].clone();
    let candidates = asks(&mut machine, Input::Peer(PeerEvent::Candidates(vec![])));
    let actions = machine.handle(unavailable(&offer));
    assert!(machine.handle(unavailable(&candidates)).is_empty(), "one for both");
    assert!(asks_for_servers(&machine.handle(retry(&actions))));
    assert!(restarts(&machine.handle(fresh_servers())));
    let actions = machine.handle(unavailable(&offer));
    assert!(asks_for_servers(&machine.handle(retry(&actions))), "and again");
}

#[test]
fn a_media_state_that_cannot_be_passed_on_yet_is_told_as_it_then_is() {
    let mut machine = connected();
    let old = asks(&mut machine, Input::Media { audio: true, video: false });
    let actions = machine.handle(unavailable(&old));
    machine.handle(Input::Media { audio: false, video: false });
    assert_eq!(machine.handle(retry(&actions)), [Action::Send(media_state().into())]);
}
