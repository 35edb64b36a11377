//! The contract of blocks, bans, reports and the slower lane.

use std::time::Duration;

use live_loop::protocol::matchmaking::Event as Told;
use live_loop::protocol::operators::Pseudonym;
use live_loop::protocol::reports::{Reason, Sealed};
use live_loop::protocol::{RoomId, SocketId};
use live_loop::server::clock::Clock;
use live_loop::server::security::visitor::Visitor;
use live_loop::server::store::{Refusal, Report};

use super::{Bench, profile};

const SECOND: Duration = Duration::from_secs(1);

/// In their first period, or a later one.
fn visitor(name: &str, period: u32) -> Visitor {
    let of = |period: u32| Pseudonym::from(format!("{name}-{period}"));
    Visitor { current: of(period + 1), previous: of(period) }
}

/// A new session of a visitor.
async fn come(bench: &Bench, session: &str, name: &str, period: u32) -> SocketId {
    let [who] = bench.enter([session]).await;
    bench.store.introduce(&who, &visitor(name, period)).await.unwrap();
    who
}

async fn call(bench: &Bench, ada: &SocketId, bob: &SocketId) -> RoomId {
    bench.ask(ada, &[], &[]).await;
    bench.ask(bob, &[], &[]).await;
    bench.met(ada, bob).await
}

fn spam() -> Report {
    Report { reason: Reason::Spam, sealed: None }
}

pub async fn a_block_outlasts_both_sessions(bench: Bench) {
    let (ada, bob) = (come(&bench, "a1", "ada", 0).await, come(&bench, "b1", "bob", 0).await);
    let room = call(&bench, &ada, &bob).await;
    bench.store.block_peer(&bob, &room).await.unwrap();
    for (session, name, period) in [("a2", "ada", 0), ("a3", "ada", 1)] {
        let bob = come(&bench, &format!("bob of {session}"), "bob", period).await;
        let ada = come(&bench, session, name, period).await;
        bench.ask(&ada, &[], &[]).await;
        bench.ask(&bob, &[], &[]).await;
        bench.pass(31 * SECOND).await;
        assert_eq!(bench.partners(&[&ada, &bob]).await, [None, None]);
        let link = bench.store.create_room().await.unwrap().room_id;
        bench.store.join_room(&bob, &link, profile(&bob, &[], &[])).await.unwrap();
        let joined = bench.store.join_room(&ada, &link, profile(&ada, &[], &[])).await;
        assert_eq!(joined, Err(Refusal::RoomNotFound));
        bench.store.cancel_request(&ada).await.unwrap();
    }
    // Beyond what pseudonyms can be told for, and for everybody else.
    let (ada, bob) = (come(&bench, "a4", "ada", 2).await, come(&bench, "b4", "bob", 2).await);
    let room = call(&bench, &ada, &bob).await;
    bench.store.stop_call(&ada, &room).await.unwrap();
    let eve = come(&bench, "e", "eve", 0).await;
    let other = come(&bench, "a5", "ada", 0).await;
    call(&bench, &other, &eve).await;
}

pub async fn who_is_banned_is_told_for_how_long(bench: Bench) {
    let (ada, bob) = (come(&bench, "a", "ada", 0).await, come(&bench, "b", "bob", 0).await);
    let person = visitor("ada", 0).current;
    let until = Clock::start().now() + 3600 * SECOND;
    let room = call(&bench, &ada, &bob).await;
    bench.store.stop_call(&bob, &room).await.unwrap();
    bench.store.talk_again(&bob, &room).await.unwrap();
    bench.store.ban(&person, until).await.unwrap();
    let bans = bench.store.bans().await.unwrap();
    assert_eq!(bans.iter().map(|ban| (&ban.id, ban.until)).collect::<Vec<_>>(), [(&person, until)]);
    let is_told = |refused: Result<(), Refusal>| {
        let Err(Refusal::Banned(left)) = refused else { panic!("{refused:?}") };
        assert!(left > 3500 * SECOND && left < 3700 * SECOND, "{left:?}");
    };
    is_told(bench.store.talk_again(&ada, &room).await);
    is_told(bench.store.request_room(&ada, profile(&ada, &[], &[])).await.map(|_| ()));
    let link = bench.store.create_room().await.unwrap().room_id;
    is_told(bench.store.join_room(&ada, &link, profile(&ada, &[], &[])).await);
    // Neither a new session nor the next period helps.
    let later = come(&bench, "a2", "ada", 1).await;
    is_told(bench.store.request_room(&later, profile(&later, &[], &[])).await.map(|_| ()));
    assert!(bench.store.lift_ban(&person).await.unwrap());
    assert!(!bench.store.lift_ban(&person).await.unwrap());
    assert_eq!(bench.store.bans().await.unwrap(), []);
    bench.store.request_room(&later, profile(&later, &[], &[])).await.unwrap();
}

pub async fn a_report_is_kept_until_it_is_dismissed(bench: Bench) {
    let [ada, eve] = bench.enter(["a", "e"]).await;
    let bob = come(&bench, "b", "bob", 0).await;
    let room = call(&bench, &ada, &bob).await;
    let part = |text: &str| text.to_owned();
    let sealed = Sealed { key: part("a2V5"), iv: part("aXY="), data: part("ZGF0YQ==") };
    let report = Report { reason: Reason::Nudity, sealed: Some(sealed.clone()) };
    assert_eq!(bench.store.report(&eve, &room, report.clone()).await, Err(Refusal::NotInRoom));
    assert_eq!(bench.store.report(&ada, &"nowhere".into(), spam()).await, Err(Refusal::NotInRoom));
    bench.store.report(&ada, &room, report).await.unwrap();
    bench.store.report(&ada, &room, spam()).await.unwrap();
    bench.pass(SECOND).await;
    bench.store.report(&bob, &room, spam()).await.unwrap();
    let reports = bench.store.reports().await.unwrap();
    let [of_ada, of_bob] = reports.as_slice() else { panic!("{reports:?}") };
    assert_eq!((of_ada.reason, &of_ada.person, of_ada.has_evidence), (Reason::Spam, &None, false));
    assert_eq!((of_bob.reason, &of_bob.person), (Reason::Nudity, &Some(visitor("bob", 0).current)));
    let opened = bench.store.open_report(&of_bob.id).await.unwrap().unwrap();
    assert_eq!((&opened.filed, &opened.sealed), (of_bob, &Some(sealed)));
    assert_eq!(bench.store.open_report("nothing").await.unwrap(), None);
    assert!(bench.store.dismiss_report(&of_bob.id).await.unwrap());
    assert!(!bench.store.dismiss_report(&of_bob.id).await.unwrap());
    assert_eq!(bench.store.reports().await.unwrap().len(), 1);
    assert_eq!(bench.told(&bob).await, [], "who is reported hears nothing of it");
}

pub async fn the_partner_of_a_call_that_ended_can_be_reported_for_a_minute(bench: Bench) {
    let [ada, eve] = bench.enter(["a", "e"]).await;
    let bob = come(&bench, "b", "bob", 0).await;
    let room = call(&bench, &ada, &bob).await;
    bench.store.leave(&bob, live_loop::protocol::matchmaking::LeaveReason::Stopped).await.unwrap();
    bench.pass(50 * SECOND).await;
    bench.store.report(&ada, &room, spam()).await.unwrap();
    let reports = bench.store.reports().await.unwrap();
    assert_eq!(reports[0].person, Some(visitor("bob", 0).current), "also of who has gone");
    // In a room by link only who is there.
    let link = bench.store.create_room().await.unwrap().room_id;
    for who in [&ada, &eve] {
        bench.store.join_room(who, &link, profile(who, &[], &[])).await.unwrap();
    }
    bench.store.report(&ada, &link, spam()).await.unwrap();
    bench.store.stop_call(&eve, &link).await.unwrap();
    assert_eq!(bench.store.report(&ada, &link, spam()).await, Err(Refusal::NotInRoom));
}

/// How long `who`, for whom `other` waits, is not matched, and the room they get into at last.
async fn held_back(bench: &Bench, who: &SocketId, other: &SocketId) -> (Duration, RoomId) {
    bench.ask(other, &[], &[]).await;
    bench.ask(who, &[], &[]).await;
    let mut held = Duration::ZERO;
    loop {
        let told = bench.told(who).await;
        if let Some(Told::MatchDone(done)) = told.last() {
            return (held, done.room_id.clone());
        }
        assert!(held < 60 * SECOND, "{told:?}");
        bench.pass(SECOND).await;
        held += SECOND;
    }
}

pub async fn who_skips_at_once_time_and_again_waits_longer(bench: Bench) {
    let ada = come(&bench, "a", "ada", 0).await;
    let [dan, of_ada, of_dan] = bench.enter(["d", "of ada", "of dan"]).await;
    for (who, skips) in [(&ada, 36), (&dan, 36)] {
        for n in 0..skips {
            let [partner] = bench.enter([format!("{who} {n}").as_str()]).await;
            held_back(&bench, who, &partner).await;
        }
    }
    assert_eq!(
        held_back(&bench, &dan, &of_dan).await.0,
        Duration::ZERO,
        "nothing is kept without a pseudonym"
    );
    assert_eq!(held_back(&bench, &ada, &of_ada).await.0, 3 * SECOND);
}

pub async fn who_is_reported_by_many_waits_longer(bench: Bench) {
    let ada = come(&bench, "a", "ada", 0).await;
    let mut waits = Vec::new();
    for name in ["1", "2", "3", "4", "5"] {
        let [partner] = bench.enter([name]).await;
        let (held, room) = held_back(&bench, &ada, &partner).await;
        bench.store.report(&partner, &room, spam()).await.unwrap();
        bench.pass(4 * SECOND).await;
        waits.push(held.as_secs());
    }
    assert_eq!(waits, [0, 0, 0, 0, 5]);
}

pub async fn all_instances_have_one_key(bench: Bench) {
    let key = bench.store.pseudonym_key().await.unwrap();
    assert!(key.len() >= 43, "256 random bits");
    assert_eq!(bench.store.pseudonym_key().await.unwrap(), key);
}
