use super::*;
use crate::protocol::session::{Ack, ErrorCode};
use crate::protocol::{RoomId, chat, matchmaking};

fn welcome(token: &str, resumed: bool) -> Welcome {
    Welcome {
        socket_id: "me".into(),
        resume_token: token.into(),
        resumed,
        gap: false,
        resume_window_seconds: 30,
        heartbeat_seconds: 20,
        ice_servers: vec![],
    }
}

fn arrival(message: Message) -> Arrival {
    match message {
        Message::Welcome(arrival, _) => arrival,
        other => panic!("{other:?}"),
    }
}

fn chat(key: &str) -> Request {
    let room_id = RoomId::from("room");
    chat::Request::NewMessage { room_id, message: "hi".into(), key: Some(key.into()) }.into()
}

fn ack(id: u32) -> ServerFrame {
    ServerFrame { seq: None, event: SessionEvent::Ack(Ack { id, receipt: None }).into() }
}

fn peer_away(seq: u64) -> ServerFrame {
    ServerFrame { seq: Some(seq), event: matchmaking::Event::PeerAway { room_id: "room".into() }.into() }
}

fn resume_of(session: &mut Session) -> Option<Resume> {
    match session.hello().request {
        Request::Session(SessionRequest::Hello(hello)) => hello.resume,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_asked_before_the_first_link_goes_out_with_it() {
    let mut session = Session::default();
    assert_eq!(resume_of(&mut session), None);
    assert_eq!(session.send(chat("a")), None);
    let (message, frames) = session.welcomed(welcome("t1", false));
    assert_eq!(arrival(message), Arrival::New);
    assert_eq!(frames.len(), 1);
    assert_eq!(frames[0].request, chat("a"));
    assert!(session.send(chat("b")).is_some());
}

#[test]
fn a_resume_sends_unanswered_requests_again_but_only_after_the_replay() {
    let mut session = Session::default();
    session.welcomed(welcome("t1", false));
    let answered = session.send(chat("a")).unwrap();
    let unanswered = session.send(chat("b")).unwrap();
    assert!(session.received(ack(answered.id.unwrap())).is_some());
    session.received(peer_away(1));
    session.lost();
    assert_eq!(session.send(chat("c")), None);

    assert_eq!(resume_of(&mut session), Some(Resume { token: "t1".into(), seq: 1 }));
    let (message, frames) = session.welcomed(welcome("t2", true));
    assert_eq!(arrival(message), Arrival::Resumed { gap: false });
    assert_eq!(session.send(chat("d")), None, "held back behind the older ones");
    assert!(session.received(peer_away(1)).is_none(), "replayed although it was seen");
    assert!(session.received(peer_away(2)).is_some());

    let [barrier] = frames.as_slice() else { panic!("only the barrier") };
    assert_eq!(session.received(ack(barrier.id.unwrap())), Some(Message::Replayed));
    let again = session.resend(|request| *request != chat("c"));
    assert_eq!(again[0], unanswered);
    assert_eq!(again[1].request, chat("d"));
    assert_eq!(again.len(), 2);
    assert!(session.send(chat("e")).is_some());
}

#[test]
fn a_reset_forgets_what_belonged_to_the_old_session() {
    let mut session = Session::default();
    session.welcomed(welcome("t1", false));
    session.send(chat("a"));
    session.received(peer_away(1));
    session.lost();
    let (message, frames) = session.welcomed(welcome("t2", false));
    assert_eq!(arrival(message), Arrival::Reset);
    assert!(frames.is_empty());
    assert_eq!(resume_of(&mut session), Some(Resume { token: "t2".into(), seq: 0 }));
    assert!(session.received(peer_away(1)).is_some(), "the new stream starts at 1");
}

#[test]
fn an_error_comes_back_with_its_request() {
    let mut session = Session::default();
    session.welcomed(welcome("t1", false));
    let id = session.send(chat("a")).unwrap().id;
    let error = Error {
        code: ErrorCode::Unavailable,
        message: "later".into(),
        id,
        retry_after_ms: Some(500),
        banned: false,
    };
    let frame = ServerFrame { seq: None, event: SessionEvent::Error(error.clone()).into() };
    assert_eq!(session.received(frame.clone()), Some(Message::Refused { request: chat("a"), error }));
    assert_eq!(session.received(frame), None);
}

#[test]
fn seen_is_told_after_sixteen_frames_or_at_the_tick() {
    let mut session = Session::default();
    session.welcomed(welcome("t1", false));
    for seq in 1..=15 {
        session.received(peer_away(seq));
        assert_eq!(session.seen_if_due(), None);
    }
    session.received(peer_away(16));
    let seen = session.seen_if_due().unwrap();
    assert_eq!(seen.request, SessionRequest::Seen { seq: 16 }.into());
    assert_eq!(session.tick(false), Ok(None));
    session.received(peer_away(17));
    let seen = session.tick(false).unwrap().unwrap();
    assert_eq!(seen.request, SessionRequest::Seen { seq: 17 }.into());
}

#[test]
fn nothing_newer_is_told_as_seen_while_the_next_link_is_being_made() {
    let mut session = Session::default();
    session.welcomed(welcome("t1", false));
    session.received(peer_away(1));
    assert_eq!(resume_of(&mut session), Some(Resume { token: "t1".into(), seq: 1 }));
    (2..=20).for_each(|seq| assert!(session.received(peer_away(seq)).is_some(), "the old link serves on"));
    assert!(session.send(chat("a")).is_some());
    assert_eq!(session.seen_if_due(), None, "the server would forget what is to be replayed after 1");
    assert_eq!(session.tick(true), Ok(None));
    session.stay();
    assert!(session.seen_if_due().is_some());

    session.hello();
    session.welcomed(welcome("t2", true));
    assert!(session.received(peer_away(20)).is_none(), "it came by the old link");
    (21..=36).for_each(|seq| assert!(session.received(peer_away(seq)).is_some()));
    assert!(session.seen_if_due().is_some());
}

#[test]
fn a_link_that_leaves_the_probe_unanswered_is_dead() {
    let mut session = Session::default();
    session.welcomed(welcome("t1", false));
    let probe = session.tick(true).unwrap().unwrap();
    assert_eq!(session.received(ack(probe.id.unwrap())), None);
    assert!(session.tick(true).unwrap().is_some());
    assert_eq!(session.tick(false), Err(Dead));
    session.lost();
    assert_eq!(session.tick(false), Ok(None), "the next link starts afresh");
}
