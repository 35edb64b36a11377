//! After a call, and instead of a long wait.

use super::*;
use crate::services::call::{Again, Asked};

fn prospect(asked: Asked) -> Option<Again> {
    Some(Again { name: "Bo".into(), asked })
}

fn talk_again() -> matchmaking::Request {
    matchmaking::Request::TalkAgain { room_id: ROOM.into() }
}

fn press(machine: &mut Machine, command: Command) -> Vec<Action> {
    machine.handle(Input::Command(command))
}

fn wanted() -> Input {
    server(Matched::TalkAgain { room_id: ROOM.into() })
}

/// The timers that were set, and for what.
fn timers(actions: &[Action]) -> Vec<Timer> {
    let timer = |action: &Action| match action {
        Action::After(_, timer) | Action::AfterAbout(_, timer) | Action::At(_, timer) => Some(timer.clone()),
        _ => None,
    };
    actions.iter().filter_map(timer).collect()
}

fn ring(machine: &mut Machine, actions: &[Action], wanted: fn(&Purpose) -> bool) -> Vec<Action> {
    let timer =
        timers(actions).into_iter().find(|timer| wanted(&timer.purpose)).expect("such a timer was set");
    machine.handle(Input::Timer(timer))
}

fn is_over(purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::AgainOver { .. })
}

fn is_second(purpose: &Purpose) -> bool {
    *purpose == Purpose::CountDown
}

#[test]
fn however_a_call_ended_its_partner_may_be_asked_for() {
    for end in [
        Input::Command(Command::Next),
        Input::Command(Command::Stop),
        left(LeaveReason::Next),
        left(LeaveReason::Stopped),
    ] {
        let mut machine = connected();
        assert_eq!(machine.prospects().again, None);
        machine.handle(end.clone());
        assert_eq!(machine.prospects().again, prospect(Asked::Nobody), "{end:?}");
        assert!(has(&press(&mut machine, Command::TalkAgain), talk_again()));
        assert_eq!(machine.prospects().again, prospect(Asked::Me));
        assert!(press(&mut machine, Command::TalkAgain).is_empty(), "once is enough");
        machine.handle(matched("anew"));
        assert_eq!(machine.status(), connecting().status(), "{end:?}");
        assert_eq!(machine.prospects().again, None);
    }
}

#[test]
fn whoever_is_asked_is_told_and_may_answer() {
    let mut machine = connected();
    press(&mut machine, Command::Stop);
    machine.handle(wanted());
    assert_eq!(machine.prospects().again, prospect(Asked::Partner));
    assert!(has(&press(&mut machine, Command::TalkAgain), talk_again()));
}

#[test]
fn a_match_after_stop_is_refused_by_whoever_asked_for_nobody() {
    let mut machine = connected();
    press(&mut machine, Command::Stop);
    let actions = machine.handle(matched("other"));
    assert!(has(&actions, matchmaking::Request::StopCall { room_id: "other".into() }));
}

#[test]
fn after_ten_seconds_it_is_too_late() {
    let mut machine = connected();
    let ended = press(&mut machine, Command::Stop);
    ring(&mut machine, &ended, is_over);
    assert_eq!(machine.prospects().again, None);
    assert!(press(&mut machine, Command::TalkAgain).is_empty());
    machine.handle(wanted());
    assert_eq!(machine.prospects().again, None);
}

#[test]
fn whoever_asked_hears_that_nobody_came() {
    let mut machine = connected();
    let ended = press(&mut machine, Command::Stop);
    let asked = press(&mut machine, Command::TalkAgain);
    assert_eq!(notice(&ring(&mut machine, &ended, is_over)), None, "the partner still has a moment");
    assert_eq!(machine.prospects().again, prospect(Asked::Me));
    let over = ring(&mut machine, &asked, is_over);
    assert_eq!(notice(&over), Some(&Notice::NotAgain { name: "Bo".into() }));
    assert_eq!(machine.prospects().again, None);
}

#[test]
fn a_refusal_of_the_server_ends_the_wish() {
    let mut machine = connected();
    press(&mut machine, Command::Stop);
    press(&mut machine, Command::TalkAgain);
    let error = Error {
        code: ErrorCode::NotInRoom,
        message: String::new(),
        id: Some(1),
        retry_after_ms: None,
        banned: false,
    };
    let request = talk_again().into();
    let actions = machine.handle(Input::Refused { request, error });
    assert_eq!(notice(&actions), Some(&Notice::NotAgain { name: "Bo".into() }));
}

#[test]
fn who_blocked_or_lost_the_other_is_not_asked_for() {
    for reason in [LeaveReason::Blocked, LeaveReason::Disconnected] {
        let mut machine = connecting();
        machine.handle(left(reason));
        assert_eq!(machine.prospects().again, None, "{reason:?}");
    }
}

#[test]
fn in_a_private_room_the_link_is_the_way_back() {
    let mut machine = machine();
    press(&mut machine, Command::Join(ROOM.into()));
    machine.handle(matched(ROOM));
    press(&mut machine, Command::Next);
    assert_eq!(machine.prospects().again, None);
}

#[test]
fn the_next_one_comes_by_itself_after_a_countdown() {
    let mut machine = connected();
    press(&mut machine, Command::AutoNext(true));
    let mut actions = machine.handle(left(LeaveReason::Next));
    let mut shown = Vec::new();
    while let Some(seconds) = machine.prospects().next_in {
        assert_eq!(machine.status(), CallStatus::PeerLeft { name: "Bo".into() });
        shown.push(seconds);
        actions = ring(&mut machine, &actions, is_second);
    }
    assert_eq!(shown, [5, 4, 3, 2, 1]);
    assert!(
        sent(&actions)
            .iter()
            .any(|request| matches!(request, Request::Matchmaking(matchmaking::Request::RequestRoom(_))))
    );
    assert!(matches!(machine.status(), CallStatus::Waiting { .. }));
}

#[test]
fn by_default_nobody_comes_by_themselves() {
    let mut machine = connected();
    machine.handle(left(LeaveReason::Next));
    assert_eq!(machine.prospects().next_in, None);
}

#[test]
fn the_countdown_ends_with_a_word_or_a_wish() {
    for end in [
        Input::Command(Command::Stay),
        Input::Command(Command::AutoNext(false)),
        Input::Command(Command::TalkAgain),
        wanted(),
    ] {
        let mut machine = connected();
        press(&mut machine, Command::AutoNext(true));
        let actions = machine.handle(left(LeaveReason::Next));
        machine.handle(end.clone());
        assert_eq!(machine.prospects().next_in, None, "{end:?}");
        assert!(ring(&mut machine, &actions, is_second).is_empty(), "{end:?}");
        assert_eq!(machine.status(), CallStatus::PeerLeft { name: "Bo".into() });
    }
}

#[test]
fn whoever_leaves_does_not_go_on_by_themselves() {
    let mut machine = connected();
    press(&mut machine, Command::AutoNext(true));
    press(&mut machine, Command::Stop);
    assert_eq!(machine.prospects().next_in, None);
    assert_eq!(machine.status(), CallStatus::Ended);
}

#[test]
fn in_a_private_room_one_waits_for_the_friend() {
    let mut machine = machine();
    press(&mut machine, Command::AutoNext(true));
    press(&mut machine, Command::Join(ROOM.into()));
    machine.handle(matched(ROOM));
    machine.handle(left(LeaveReason::Stopped));
    assert_eq!(machine.prospects().next_in, None);
}

#[test]
fn interests_may_be_dropped_once_a_wait() {
    let profile = Profile { user_name: "Ada".into(), interests: vec!["chess".into()], ..Profile::default() };
    let mut machine = Machine::new(profile.clone(), "me".into());
    machine.handle(Input::Linked(Arrival::New, vec![]));
    assert!(!machine.prospects().may_drop_interests, "not in the queue");
    press(&mut machine, Command::Next);
    assert!(machine.prospects().may_drop_interests);
    let without = Profile { interests: vec![], ..profile.clone() };
    assert!(has(&press(&mut machine, Command::DropInterests), matchmaking::Request::RequestRoom(without)));
    assert!(!machine.prospects().may_drop_interests);
    assert!(press(&mut machine, Command::DropInterests).is_empty());
    press(&mut machine, Command::Stop);
    let actions = press(&mut machine, Command::Next);
    assert!(has(&actions, matchmaking::Request::RequestRoom(profile)), "the next wait begins as ever");
    assert!(machine.prospects().may_drop_interests);
}

#[test]
fn whoever_has_no_interests_has_none_to_drop() {
    assert!(!waiting().prospects().may_drop_interests);
}

#[test]
fn a_room_that_expires_while_one_waits_is_told() {
    let mut machine = machine();
    press(&mut machine, Command::Join(ROOM.into()));
    let room_id: RoomId = ROOM.into();
    let expires_at = Timestamp::from_millis(5000);
    let actions = machine.handle(server(Matched::RoomWaiting { room_id: room_id.clone(), expires_at }));
    assert!(actions.iter().any(|action| matches!(action, Action::At(moment, _) if *moment > expires_at)));
    let asked = ring(&mut machine, &actions, |purpose| *purpose == Purpose::RoomExpired);
    let request = sent(&asked)[0].clone();
    machine.handle(Input::Accepted { request: request.clone(), receipt: None });
    assert!(matches!(machine.status(), CallStatus::RoomWaiting { .. }), "the server's clock counts");
    let error = Error {
        code: ErrorCode::RoomNotFound,
        message: String::new(),
        id: Some(1),
        retry_after_ms: None,
        banned: false,
    };
    let told = machine.handle(Input::Refused { request, error });
    assert_eq!(notice(&told), Some(&Notice::NoPlace(NoPlace::Expired)));
    assert_eq!(machine.status(), CallStatus::ShutOut { room_id, why: NoPlace::Expired });
    press(&mut machine, Command::Next);
    assert!(matches!(machine.status(), CallStatus::Waiting { .. }));
}
