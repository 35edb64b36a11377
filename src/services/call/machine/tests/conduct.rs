//! Reporting and blocking a partner, and being shut out.

use super::*;
use crate::protocol::reports::Reason;
use crate::services::call::Met;

fn met() -> Option<Met> {
    Some(Met { room: ROOM.into(), name: "Bo".into() })
}

fn report(machine: &mut Machine) -> Request {
    let command = Command::Report { room_id: ROOM.into(), reason: Reason::Spam, sealed: None };
    sent(&machine.handle(Input::Command(command)))[0].clone()
}

fn refused(request: &Request, code: ErrorCode, banned: bool) -> Input {
    let retry_after_ms = Some(90 * 60 * 1000);
    let error = Error { code, message: String::new(), id: Some(1), retry_after_ms, banned };
    Input::Refused { request: request.clone(), error }
}

#[test]
fn the_last_partner_can_be_reported_for_a_minute_after_the_call() {
    let mut machine = connected();
    assert_eq!(machine.prospects().met, met());
    let actions = machine.handle(Input::Command(Command::Next));
    assert_eq!(machine.prospects().met, met());
    machine.handle(timer(&actions, crate::protocol::limits::REPORT_WITHIN));
    assert_eq!(machine.prospects().met, None);
}

#[test]
fn the_time_of_the_last_partner_is_not_the_next_one_s() {
    let mut machine = connected();
    let actions = machine.handle(Input::Command(Command::Next));
    machine.handle(matched("other"));
    machine.handle(timer(&actions, crate::protocol::limits::REPORT_WITHIN));
    assert_eq!(machine.prospects().met.map(|met| met.room), Some("other".into()));
}

#[test]
fn friends_are_no_strangers_and_gone_when_they_have_left() {
    let mut machine = machine();
    machine.handle(Input::Command(Command::Join(ROOM.into())));
    machine.handle(matched(ROOM));
    assert!(machine.partner().is_friend);
    assert_eq!(machine.prospects().met, met());
    machine.handle(Input::Command(Command::Next));
    assert_eq!(machine.prospects().met, None);
    machine.handle(matched("other"));
    assert!(!machine.partner().is_friend);
}

#[test]
fn a_block_ends_the_call_for_good() {
    let mut machine = connected();
    let actions = machine.handle(Input::Command(Command::Block(ROOM.into())));
    assert!(has(&actions, matchmaking::Request::BlockPeer { room_id: ROOM.into() }));
    assert!(actions.contains(&Action::ClosePeer));
    assert_eq!((machine.status(), machine.prospects().again), (CallStatus::Ended, None));
    let later = machine.handle(Input::Command(Command::Block(ROOM.into())));
    assert!(later.is_empty(), "there is nobody left to block");
}

#[test]
fn a_report_is_sent_until_it_is_answered_and_the_answer_is_told() {
    let mut machine = connected();
    let request = report(&mut machine);
    let actions = machine.handle(refused(&request, ErrorCode::Unavailable, false));
    machine.handle(Input::Command(Command::Next));
    let again = machine.handle(timer(&actions, Duration::from_mins(90)));
    assert_eq!(sent(&again), [&request]);
    let told = machine.handle(Input::Accepted { request: request.clone(), receipt: None });
    assert_eq!(notice(&told), Some(&Notice::Reported));
    let told = machine.handle(refused(&request, ErrorCode::NotInRoom, false));
    assert_eq!(notice(&told), Some(&Notice::NotReported));
}

#[test]
fn who_is_banned_is_told_for_how_long_and_does_not_ask_again() {
    let mut machine = machine();
    let actions = machine.handle(Input::Command(Command::Next));
    let request = sent(&actions)[0].clone();
    let actions = machine.handle(refused(&request, ErrorCode::RateLimited, true));
    assert_eq!(notice(&actions), Some(&Notice::Banned { hours: 2 }));
    assert_eq!((machine.status(), actions.len()), (CallStatus::Idle, 1));
}
