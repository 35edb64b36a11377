use std::time::Duration;

use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::*;
use crate::protocol::limits::UNSEEN_FRAMES;
use crate::protocol::matchmaking::{LeaveReason, Match, RemoteUser};
use crate::protocol::progress::{EndReason, Progress};
use crate::protocol::{RoomId, Timestamp};
use crate::server::session::{Next, NoCall};
use crate::server::store::Place;
use crate::server::telemetry::browser::Browser;

fn registry() -> (Registry, UnboundedReceiver<SocketId>) {
    let (overflowed, reports) = unbounded_channel();
    (Registry::new(overflowed), reports)
}

fn left(reason: LeaveReason) -> Event {
    Matchmaking::PeerLeft { room_id: RoomId::from("r"), reason }.into()
}

fn met() -> Event {
    let remote_user = RemoteUser {
        socket: SocketId::from("bob"),
        user_name: "Bob".into(),
        user_image: None,
        joined_at: Timestamp::from_millis(0),
    };
    Matchmaking::MatchDone(Match {
        room_id: RoomId::from("r"),
        polite: true,
        remote_user,
        shared_interests: Vec::new(),
        relay_only: false,
    })
    .into()
}

fn place(position: u64) -> Place {
    Place { position, waiting: 9, joined_at: Timestamp::from_millis(0) }
}

fn written(opened: &Opened) -> Vec<String> {
    let frames = std::iter::from_fn(|| match opened.session.next(&opened.link) {
        Next::Write(frame) => Some(frame.to_string()),
        Next::Wait | Next::TakenOver | Next::Over => None,
    });
    frames.collect()
}

fn resume(token: &str, seq: u64) -> Resume {
    Resume { token: token.into(), seq }
}

#[test]
fn the_pressure_is_what_all_keep_and_what_the_fullest_keeps() {
    let (registry, _reports) = registry();
    let [ada, bob] = [registry.open(), registry.open()];
    assert_eq!(registry.pressure(), Pressure { sessions: 2, ..Pressure::default() });
    for _ in 0..3 {
        registry.post(&ada.session.id, left(LeaveReason::Next));
    }
    registry.post(&bob.session.id, left(LeaveReason::Next));
    let bytes = written(&ada).iter().chain(&written(&bob)).map(String::len).sum();
    let pressure = registry.pressure();
    assert_eq!(registry.count(), 2);
    assert_eq!((pressure.sessions, pressure.frames, pressure.bytes), (2, 4, bytes));
    assert_eq!(pressure.fullest, 3.0 / UNSEEN_FRAMES as f64);
}

#[test]
fn the_first_frame_voids_the_tokens_before_its_welcome() {
    let (registry, _reports) = registry();
    let first = registry.open();
    assert!(!registry.confirm(&first.session, &first.link), "there was none before");
    let old = first.token.clone();
    let second = registry.resume(&resume(&old, 0)).unwrap();
    assert!(!registry.confirm(&first.session, &first.link), "of a link that has been taken over");
    assert_eq!(second.session.tokens().len(), 2);
    assert!(registry.knows(TokenHash::of(&old)));
    assert!(registry.confirm(&second.session, &second.link));
    assert_eq!(second.session.tokens(), [TokenHash::of(&second.token)]);
    assert!(!registry.knows(TokenHash::of(&old)) && registry.knows(TokenHash::of(&second.token)));
    assert!(registry.resume(&resume(&old, 0)).is_none());
}

#[test]
fn what_cannot_be_replayed_is_not_resumed() {
    let (registry, _reports) = registry();
    let ada = registry.open();
    assert!(registry.resume(&resume(&ada.token, 1)).is_none(), "nothing was sent yet");
    assert!(ada.session.is_held_by(&ada.link), "and nothing has changed");
    assert!(registry.resume(&resume(&ada.token, 0)).is_some());
}

#[test]
fn a_link_that_was_taken_over_says_nothing_more_and_its_end_changes_nothing() {
    let (registry, _reports) = registry();
    let first = registry.open();
    let second = registry.resume(&resume(&first.token, 0)).unwrap();
    assert_eq!(first.session.next(&first.link), Next::TakenOver);
    assert!(second.session.is_held_by(&second.link) && !second.session.is_held_by(&first.link));
    let who = second.session.id.clone();
    drop(first);
    assert_eq!(registry.linked(), std::slice::from_ref(&who));
    drop(second);
    assert!(registry.linked().is_empty());
    assert!(registry.get(&who).is_some(), "it waits for its user");
}

#[test]
fn what_is_held_is_written_once_it_is_released() {
    let (registry, _reports) = registry();
    let ada = registry.open();
    let who = &ada.session.id;
    registry.post(who, left(LeaveReason::Next));
    let held = registry.post_held(who, left(LeaveReason::Stopped)).unwrap();
    assert_eq!((held, written(&ada).len()), (2, 1));
    registry.release(who, held);
    assert!(written(&ada)[0].contains("stopped"));
}

#[test]
fn who_keeps_too_much_unseen_is_over_and_reported() {
    let (registry, mut reports) = registry();
    let ada = registry.open();
    for _ in 0..UNSEEN_FRAMES {
        registry.post(&ada.session.id, left(LeaveReason::Next));
    }
    assert!(reports.try_recv().is_err(), "so much is kept");
    assert_eq!(registry.post_held(&ada.session.id, left(LeaveReason::Next)), None);
    assert_eq!(reports.try_recv(), Ok(ada.session.id.clone()));
    assert_eq!(ada.session.next(&ada.link), Next::Over);
    assert!(registry.resume(&resume(&ada.token, 0)).is_none());
}

#[test]
fn a_session_goes_on_elsewhere_where_it_stopped() {
    let (here, _reports) = registry();
    let ada = here.open();
    let who = ada.session.id.clone();
    for reason in [LeaveReason::Next, LeaveReason::Stopped, LeaveReason::Blocked] {
        here.post(&who, left(reason));
    }
    written(&ada);
    assert!(ada.session.seen(1) && !ada.session.has_moved());
    let holding = here.holding(&who).unwrap();
    assert_eq!(holding.tokens, [TokenHash::of(&ada.token)]);
    assert!(holding.linked && holding.seen == 1 && here.holdings() == [holding]);
    assert_eq!((here.can_replay_after(&who, 0), here.can_replay_after(&who, 3)), (Some(false), Some(true)));

    let given_up = here.give_up(&who).unwrap();
    assert_eq!((given_up.forgotten, given_up.sent, given_up.gap), (1, 3, false));
    let frames = [(2, left(LeaveReason::Stopped)), (3, left(LeaveReason::Blocked))];
    assert_eq!(given_up.frames, frames);
    assert!(ada.session.has_moved() && here.get(&who).is_none());
    assert!(!here.knows(TokenHash::of(&ada.token)));
    assert_eq!(ada.session.next(&ada.link), Next::TakenOver);

    let (there, _reports) = registry();
    let unseen = frames.map(|(_, event)| event).to_vec();
    let tokens = vec![TokenHash::of(&ada.token)];
    there.adopt(Adopted { who: who.clone(), tokens, seq: 1, unseen, waiting: true, gap: true });
    assert!(there.expecting_places().is_empty(), "not without a link");
    let taken_up = there.resume_brought(&resume(&ada.token, 1)).unwrap();
    assert!(taken_up.gap && taken_up.session.id == who);
    assert_eq!(written(&taken_up).len(), 2);
    assert_eq!(there.expecting_places(), [who]);
}

#[test]
fn an_adopted_session_replaces_what_was_here_of_it_and_needs_a_token() {
    let (registry, _reports) = registry();
    let ada = registry.open();
    let who = ada.session.id.clone();
    let adopted =
        |tokens| Adopted { who: who.clone(), tokens, seq: 0, unseen: Vec::new(), waiting: false, gap: false };
    registry.adopt(adopted(Vec::new()));
    assert!(!ada.session.has_moved(), "nobody could resume what was brought");
    registry.adopt(adopted(vec![TokenHash::of("new")]));
    assert!(ada.session.has_moved() && !registry.knows(TokenHash::of(&ada.token)));
    assert!(registry.resume(&resume("new", 0)).is_some_and(|opened| !opened.gap));
}

#[test]
fn a_place_is_told_to_who_waits_until_they_are_matched() {
    let (registry, _reports) = registry();
    let ada = registry.open();
    let who = &ada.session.id;
    ada.session.tell_place(place(1));
    assert!(written(&ada).is_empty() && registry.expecting_places().is_empty());
    ada.session.expect_place();
    assert_eq!(registry.expecting_places(), std::slice::from_ref(who));
    ada.session.tell_place(place(1));
    assert_eq!(written(&ada).len(), 1);
    let alone = Matchmaking::RoomWaiting { room_id: "r".into(), expires_at: Timestamp::from_millis(0) };
    registry.post(who, alone.into());
    assert!(registry.expecting_places().is_empty());
    ada.session.expect_place();
    ada.session.forgo_place();
    assert!(registry.expecting_places().is_empty());
}

#[test]
fn what_passes_by_is_for_a_link_alone() {
    let (registry, _reports) = registry();
    let ada = registry.open();
    let (who, token) = (ada.session.id.clone(), ada.token.clone());
    drop(ada);
    let waiting = Matchmaking::MatchWaiting { position: 1, waiting: 1, joined_at: Timestamp::from_millis(0) };
    registry.post(&who, waiting.into());
    registry.post(&who, left(LeaveReason::Next));
    let back = registry.resume(&resume(&token, 0)).unwrap();
    assert_eq!(written(&back).len(), 1);
}

async fn woken(opened: &Opened) {
    let woken = tokio::time::timeout(Duration::from_secs(1), opened.link.wake.notified()).await;
    woken.expect("the link is woken");
}

#[tokio::test(start_paused = true)]
async fn whoever_writes_is_woken_by_what_there_is_to_write() {
    let (registry, _reports) = registry();
    let ada = registry.open();
    let who = &ada.session.id;
    registry.post(who, left(LeaveReason::Next));
    woken(&ada).await;
    let held = registry.post_held(who, left(LeaveReason::Next)).unwrap();
    woken(&ada).await;
    registry.release(who, held);
    woken(&ada).await;
    let bob = registry.resume(&resume(&ada.token, 0)).unwrap();
    woken(&ada).await;
    registry.end(who);
    woken(&bob).await;
    assert_eq!(bob.session.next(&bob.link), Next::Over);
}

#[test]
fn the_funnel_counts_how_far_a_call_comes_by_browser() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let recorded = recorder.handle();
    metrics::with_local_recorder(&recorder, || {
        let (registry, _reports) = registry();
        let ada = registry.open();
        ada.session.comes_by(Browser::Firefox);
        ada.session.expect_place();
        assert_eq!(ada.session.progress(Progress::Offer), Err(NoCall));
        registry.post(&ada.session.id, met());
        assert_eq!(ada.session.progress(Progress::Offer), Ok(false));
        let never_connected = Progress::Ended(EndReason::NotConnected);
        assert_eq!(ada.session.progress(never_connected), Ok(true), "that is a connection failure");
    });
    let text = recorded.render();
    for line in [
        r#"live_loop_funnel_total{phase="queued",browser="firefox",route="none"} 1"#,
        r#"live_loop_funnel_total{phase="matched",browser="firefox",route="none"} 1"#,
        r#"live_loop_funnel_total{phase="offer",browser="firefox",route="none"} 1"#,
        "live_loop_waiting_seconds_count 1",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("live_loop_matches_total"), "the impolite side stands for both");
}
