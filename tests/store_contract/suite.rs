//! The contract, as tests over a factory.

use std::time::Duration;

use live_loop::protocol::chat::Event as Chat;
use live_loop::protocol::matchmaking::{Event as Told, LeaveReason};
use live_loop::protocol::{Event, RoomId, SocketId};
use live_loop::server::store::{PRIVATE_ROOM_LIFE, Presence, Refusal};

use super::{Bench, RESUME_WINDOW, profile};

/// Runs the suite on a store: `store_contract!(name: factory);`
macro_rules! store_contract {
    ($name:ident: $make:path) => {
        mod $name {
            use super::{Bench, conduct, oversight, suite};

            store_contract!(@tests suite $make:
                whoever_fits_is_matched_at_once,
                who_shares_an_interest_comes_first_then_who_waits_longest,
                interests_and_languages_keep_apart_until_the_wait_is_long,
                the_last_partner_is_met_again_after_ten_seconds,
                one_of_the_queue_is_matched_once,
                who_is_away_keeps_the_place_and_is_not_matched,
                blocked_people_never_meet_again,
                an_absent_session_ends_with_its_resume_window,
                what_is_over_stays_over,
                leaving_tells_the_other_side_why,
                talking_again_takes_both_within_ten_seconds,
                talking_again_with_someone_away_tells_so,
                private_rooms_take_two,
                private_rooms_expire,
                messages_are_told_once_and_in_order,
                nothing_reaches_anyone_outside_the_room,
                places_are_counted_from_one,
            );
            store_contract!(@tests conduct $make:
                a_block_outlasts_both_sessions,
                who_is_banned_is_told_for_how_long,
                a_report_is_kept_until_it_is_dismissed,
                the_partner_of_a_call_that_ended_can_be_reported_for_a_minute,
                who_skips_at_once_time_and_again_waits_longer,
                who_is_reported_by_many_waits_longer,
                all_instances_have_one_key,
            );
            store_contract!(@tests oversight $make:
                the_last_day_is_told_in_intervals,
                an_instance_is_known_by_what_it_said_last,
                an_instance_is_told_once_to_leave,
                letters_are_kept_until_they_are_dismissed,
            );
        }
    };
    (@tests $module:ident $make:path: $($test:ident),* $(,)?) => {$(
        #[tokio::test(start_paused = true)]
        async fn $test() {
            $module::$test(Bench::new($make().await)).await;
        }
    )*};
}

const SECOND: Duration = Duration::from_secs(1);

pub async fn whoever_fits_is_matched_at_once(bench: Bench) {
    let [ada, bob] = bench.enter(["ada", "bob"]).await;
    bench.ask(&ada, &[], &[]).await;
    assert_eq!(bench.partner(&ada).await, None, "nobody is matched with themselves");
    bench.ask(&ada, &[], &[]).await;
    assert_eq!(bench.partner(&ada).await, None);
    bench.ask(&bob, &[], &["de"]).await;
    bench.met(&ada, &bob).await;
    assert_eq!(bench.store.figures().await.unwrap().active_rooms, 1);
}

pub async fn who_shares_an_interest_comes_first_then_who_waits_longest(bench: Bench) {
    let [first, second, third, fourth] = bench.enter(["first", "second", "third", "fourth"]).await;
    // They do not fit each other, and all fit who comes.
    bench.ask(&first, &["a"], &["aa"]).await;
    bench.pass(SECOND).await;
    bench.ask(&second, &["b"], &["bb"]).await;
    bench.ask(&third, &["b"], &["cc"]).await;
    bench.ask(&fourth, &["a"], &["dd"]).await;
    bench.pass(10 * SECOND).await;
    for (name, interest, expected) in
        [("x", "b", &second), ("y", "c", &first), ("z", "a", &fourth), ("w", "a", &third)]
    {
        let [newcomer] = bench.enter([name]).await;
        bench.ask(&newcomer, &[interest], &[]).await;
        bench.met(&newcomer, expected).await;
    }
}

pub async fn interests_and_languages_keep_apart_until_the_wait_is_long(bench: Bench) {
    let [ada, bob, eve, dan] = bench.enter(["ada", "bob", "eve", "dan"]).await;
    let everyone = [&ada, &bob, &eve, &dan];
    bench.ask(&ada, &["chess"], &["en"]).await;
    bench.pass(3 * SECOND).await;
    bench.ask(&bob, &["go"], &["en-GB"]).await;
    bench.ask(&eve, &["chess"], &["de"]).await;
    bench.pass(6 * SECOND).await;
    assert_eq!(bench.partners(&everyone).await, [None, None, None, None]);
    bench.pass(SECOND).await;
    bench.met(&ada, &bob).await;
    bench.ask(&dan, &["chess"], &["fr"]).await;
    bench.pass(22 * SECOND).await;
    assert_eq!((bench.partner(&eve).await, bench.partner(&dan).await), (None, None));
    bench.pass(SECOND).await;
    bench.met(&eve, &dan).await;
}

pub async fn the_last_partner_is_met_again_after_ten_seconds(bench: Bench) {
    let [ada, bob] = bench.enter(["ada", "bob"]).await;
    bench.ask(&ada, &[], &[]).await;
    bench.ask(&bob, &[], &[]).await;
    let room = bench.met(&ada, &bob).await;
    bench.ask(&ada, &[], &[]).await;
    assert_eq!(bench.told(&bob).await, [Told::PeerLeft { room_id: room, reason: LeaveReason::Next }]);
    bench.ask(&bob, &[], &[]).await;
    bench.pass(9 * SECOND).await;
    assert_eq!((bench.partner(&ada).await, bench.partner(&bob).await), (None, None));
    bench.pass(SECOND).await;
    bench.met(&ada, &bob).await;
}

pub async fn one_of_the_queue_is_matched_once(bench: Bench) {
    let [ada, bob, eve] = bench.enter(["ada", "bob", "eve"]).await;
    for who in [&ada, &bob, &eve] {
        bench.ask(who, &[], &[]).await;
    }
    bench.met(&ada, &bob).await;
    assert_eq!(bench.partner(&eve).await, None);
    bench.pass(20 * SECOND).await;
    assert_eq!(bench.partners(&[&ada, &bob, &eve]).await, [None, None, None]);
}

pub async fn who_is_away_keeps_the_place_and_is_not_matched(bench: Bench) {
    let [ada, bob, eve] = bench.enter(["ada", "bob", "eve"]).await;
    bench.ask(&ada, &["a"], &[]).await;
    bench.store.set_presence(&ada, Presence::Away).await.unwrap();
    bench.store.set_presence(&ada, Presence::Away).await.unwrap();
    bench.ask(&bob, &["a"], &[]).await;
    bench.ask(&eve, &["e"], &["no"]).await;
    assert_eq!((bench.partner(&ada).await, bench.partner(&bob).await), (None, None));
    bench.pass(5 * SECOND).await;
    let places = bench.store.places(&[bob.clone(), ada.clone()]).await.unwrap();
    let position = |who: &SocketId| places.iter().find(|(id, _)| id == who).map(|(_, place)| place.position);
    assert_eq!((position(&ada), position(&bob)), (Some(1), Some(2)));
    bench.store.set_presence(&ada, Presence::Present).await.unwrap();
    bench.met(&ada, &bob).await;
}

async fn call(bench: &Bench, ada: &SocketId, bob: &SocketId) -> RoomId {
    bench.ask(ada, &[], &[]).await;
    bench.ask(bob, &[], &[]).await;
    bench.met(ada, bob).await
}

pub async fn blocked_people_never_meet_again(bench: Bench) {
    let [ada, bob] = bench.enter(["ada", "bob"]).await;
    let first = call(&bench, &ada, &bob).await;
    bench.store.stop_call(&ada, &first).await.unwrap();
    bench.told(&bob).await;
    // They meet again by link, and there one of them has had enough.
    let room = bench.store.create_room().await.unwrap().room_id;
    for who in [&ada, &bob] {
        bench.store.join_room(who, &room, profile(who, &[], &[])).await.unwrap();
    }
    bench.store.block_peer(&ada, &room).await.unwrap();
    let told = bench.told(&bob).await;
    assert!(
        told.contains(&Told::PeerLeft { room_id: room.clone(), reason: LeaveReason::Blocked }),
        "{told:?}"
    );
    bench.told(&ada).await;
    for (one, other) in [(&ada, &bob), (&bob, &ada)] {
        let asked = bench.store.talk_again(one, &first).await;
        assert_eq!(asked, Err(Refusal::NotInRoom), "the call before is no way around it");
        assert_eq!(bench.told(other).await, []);
    }
    assert_eq!(bench.store.join_room(&ada, &room, profile(&ada, &[], &[])).await, Err(Refusal::RoomNotFound));
    bench.ask(&ada, &["a"], &[]).await;
    bench.ask(&bob, &["a"], &[]).await;
    bench.pass(100 * SECOND).await;
    assert_eq!((bench.partner(&ada).await, bench.partner(&bob).await), (None, None));
}

pub async fn an_absent_session_ends_with_its_resume_window(bench: Bench) {
    let [ada, bob, eve] = bench.enter(["ada", "bob", "eve"]).await;
    let room = call(&bench, &ada, &bob).await;
    bench.ask(&eve, &[], &[]).await;
    bench.store.set_presence(&ada, Presence::Away).await.unwrap();
    bench.store.set_presence(&eve, Presence::Away).await.unwrap();
    bench.pass(RESUME_WINDOW - SECOND).await;
    assert_eq!(bench.told(&bob).await, [Told::PeerAway { room_id: room.clone() }]);
    assert_eq!(bench.store.figures().await.unwrap().waiting_users, 1);
    bench.pass(SECOND).await;
    assert_eq!(
        bench.told(&bob).await,
        [Told::PeerLeft { room_id: room.clone(), reason: LeaveReason::Disconnected }]
    );
    let mut ended = bench.ended().await;
    ended.sort();
    assert_eq!(ended, [ada, eve]);
    assert_eq!(bench.store.figures().await.unwrap().waiting_users, 0);
    assert_eq!(bench.store.talk_again(&bob, &room).await, Err(Refusal::NotInRoom));
    assert_eq!(bench.store.stop_call(&bob, &room).await, Err(Refusal::NotInRoom));
}

pub async fn what_is_over_stays_over(bench: Bench) {
    let [ada, bob] = bench.enter(["ada", "bob"]).await;
    bench.ask(&ada, &[], &[]).await;
    bench.store.leave(&ada, LeaveReason::Stopped).await.unwrap();
    bench.store.leave(&ada, LeaveReason::Stopped).await.unwrap();
    assert_eq!(bench.ended().await, std::slice::from_ref(&ada));
    bench.store.renew().await.unwrap();
    assert_eq!(bench.store.set_presence(&ada, Presence::Present).await, Err(Refusal::Gone));
    assert_eq!(bench.store.request_room(&ada, profile(&ada, &[], &[])).await, Err(Refusal::Gone));
    let room = bench.store.create_room().await.unwrap().room_id;
    assert_eq!(bench.store.join_room(&ada, &room, profile(&ada, &[], &[])).await, Err(Refusal::Gone));
    bench.ask(&bob, &[], &[]).await;
    assert_eq!((bench.partner(&ada).await, bench.partner(&bob).await), (None, None));
}

pub async fn leaving_tells_the_other_side_why(bench: Bench) {
    let [ada, bob] = bench.enter(["ada", "bob"]).await;
    let room = call(&bench, &ada, &bob).await;
    bench.store.leave(&ada, LeaveReason::Stopped).await.unwrap();
    assert_eq!(
        bench.told(&bob).await,
        [Told::PeerLeft { room_id: room.clone(), reason: LeaveReason::Stopped }]
    );
    assert_eq!(bench.store.talk_again(&bob, &room).await, Err(Refusal::NotInRoom), "nobody is there to ask");
}

pub async fn talking_again_takes_both_within_ten_seconds(bench: Bench) {
    let [ada, bob, eve] = bench.enter(["ada", "bob", "eve"]).await;
    let room = call(&bench, &ada, &bob).await;
    assert_eq!(bench.store.talk_again(&ada, &room).await, Err(Refusal::NotInRoom), "it goes on");
    bench.store.stop_call(&ada, &room).await.unwrap();
    bench.told(&bob).await;
    assert_eq!(bench.store.talk_again(&eve, &room).await, Err(Refusal::NotInRoom));
    bench.pass(9 * SECOND).await;
    bench.store.talk_again(&ada, &room).await.unwrap();
    bench.store.talk_again(&ada, &room).await.unwrap();
    assert_eq!(bench.told(&bob).await, [Told::TalkAgain { room_id: room.clone() }]);
    bench.store.talk_again(&bob, &room).await.unwrap();
    let again = bench.met(&ada, &bob).await;
    assert_ne!(again, room);
    bench.store.stop_call(&bob, &again).await.unwrap();
    bench.told(&ada).await;
    bench.pass(11 * SECOND).await;
    assert_eq!(bench.store.talk_again(&ada, &again).await, Err(Refusal::NotInRoom));
}

pub async fn talking_again_with_someone_away_tells_so(bench: Bench) {
    let [ada, bob] = bench.enter(["ada", "bob"]).await;
    let room = call(&bench, &ada, &bob).await;
    bench.store.stop_call(&ada, &room).await.unwrap();
    bench.told(&bob).await;
    bench.store.talk_again(&ada, &room).await.unwrap();
    bench.store.set_presence(&ada, Presence::Away).await.unwrap();
    bench.told(&bob).await;
    bench.store.talk_again(&bob, &room).await.unwrap();
    let told = bench.told(&bob).await;
    assert!(matches!(told.as_slice(), [Told::MatchDone(_), Told::PeerAway { .. }]), "{told:?}");
}

pub async fn private_rooms_take_two(bench: Bench) {
    let [ada, bob, eve] = bench.enter(["ada", "bob", "eve"]).await;
    let made = bench.store.create_room().await.unwrap();
    let room = made.room_id.clone();
    let join = |who: &SocketId| {
        let (store, profile, who, room) =
            (bench.store.clone(), profile(who, &[], &[]), who.clone(), room.clone());
        async move { store.join_room(&who, &room, profile).await }
    };
    join(&ada).await.unwrap();
    let waiting = Told::RoomWaiting { room_id: room.clone(), expires_at: made.expires_at };
    assert_eq!(bench.told(&ada).await, std::slice::from_ref(&waiting));
    bench.ask(&eve, &[], &[]).await;
    join(&bob).await.unwrap();
    assert_eq!(bench.met(&ada, &bob).await, room);
    assert_eq!(join(&eve).await, Err(Refusal::RoomFull));
    assert_eq!(bench.store.figures().await.unwrap().waiting_users, 1);
    bench.store.stop_call(&bob, &room).await.unwrap();
    let left = Told::PeerLeft { room_id: room.clone(), reason: LeaveReason::Stopped };
    assert_eq!(bench.told(&ada).await, [left, waiting]);
    join(&eve).await.unwrap();
    bench.met(&ada, &eve).await;
    assert_eq!(bench.store.figures().await.unwrap().waiting_users, 0);
}

pub async fn private_rooms_expire(bench: Bench) {
    let [ada, bob, eve] = bench.enter(["ada", "bob", "eve"]).await;
    let empty = bench.store.create_room().await.unwrap().room_id;
    let busy = bench.store.create_room().await.unwrap().room_id;
    for who in [&ada, &bob] {
        bench.store.join_room(who, &busy, profile(who, &[], &[])).await.unwrap();
    }
    tokio::time::advance(PRIVATE_ROOM_LIFE - SECOND).await;
    bench.pass(SECOND * 2).await;
    let join = bench.store.join_room(&eve, &empty, profile(&eve, &[], &[])).await;
    assert_eq!(join, Err(Refusal::RoomNotFound));
    bench.store.send_message(&ada, &busy, "still here".into(), None).await.unwrap();
    bench.store.stop_call(&ada, &busy).await.unwrap();
    let join = bench.store.join_room(&ada, &busy, profile(&ada, &[], &[])).await;
    assert_eq!(join, Err(Refusal::RoomNotFound));
    bench.heard(&bob).await;
    bench.ask(&bob, &[], &[]).await;
    bench.ask(&eve, &[], &[]).await;
    bench.met(&bob, &eve).await;
}

pub async fn messages_are_told_once_and_in_order(bench: Bench) {
    let [ada, bob] = bench.enter(["ada", "bob"]).await;
    let room = call(&bench, &ada, &bob).await;
    let mut sent = Vec::new();
    for n in 0..300 {
        let key = (n % 2 == 0).then(|| n.to_string());
        let receipt = bench.store.send_message(&ada, &room, n.to_string(), key.clone()).await.unwrap();
        if key.is_some() {
            let again = bench.store.send_message(&ada, &room, "again".into(), key).await.unwrap();
            assert_eq!(again, receipt);
        }
        sent.push((receipt.message_id, n.to_string()));
        if n == 100 {
            bench.store.set_presence(&bob, Presence::Away).await.unwrap();
        }
    }
    let told = bench.heard(&bob).await.into_iter().map(|event| match event {
        Event::Chat(Chat::NewMessage(message)) => (message.message_id, message.message),
        other => panic!("{other:?}"),
    });
    assert_eq!(told.collect::<Vec<_>>(), sent);
    assert_eq!(bench.store.figures().await.unwrap().messages_exchanged, 300);
}

pub async fn nothing_reaches_anyone_outside_the_room(bench: Bench) {
    let [ada, bob, eve, dan] = bench.enter(["ada", "bob", "eve", "dan"]).await;
    let theirs = call(&bench, &ada, &bob).await;
    let ours = call(&bench, &eve, &dan).await;
    let typing =
        |room: &RoomId| Event::from(Chat::Typing { room_id: room.clone(), typing: true, from: eve.clone() });
    for room in [&theirs, &RoomId::from("no room")] {
        assert_eq!(bench.store.relay(&eve, room, typing(room)).await, Err(Refusal::NotInRoom));
        let sent = bench.store.send_message(&eve, room, "psst".into(), None).await;
        assert_eq!(sent.unwrap_err(), Refusal::NotInRoom);
        assert_eq!(bench.store.stop_call(&eve, room).await, Err(Refusal::NotInRoom));
        assert_eq!(bench.store.block_peer(&eve, room).await, Err(Refusal::NotInRoom));
    }
    bench.store.relay(&eve, &ours, typing(&ours)).await.unwrap();
    assert_eq!(bench.heard(&dan).await.len(), 1);
    for who in [&ada, &bob, &eve] {
        assert_eq!(bench.heard(who).await, []);
    }
}

pub async fn places_are_counted_from_one(bench: Bench) {
    let ids = bench.enter(["a", "b", "c", "d"]).await;
    for id in &ids[..3] {
        bench.ask(id, &[id.as_str()], &[]).await;
    }
    let places = bench.store.places(&ids).await.unwrap();
    let mut told: Vec<(&str, u64, u64)> =
        places.iter().map(|(who, place)| (who.as_str(), place.position, place.waiting)).collect();
    told.sort_unstable();
    assert_eq!(told, [("a", 1, 3), ("b", 2, 3), ("c", 3, 3)]);
    bench.store.cancel_request(&ids[0]).await.unwrap();
    let places = bench.store.places(&ids[1..2]).await.unwrap();
    assert_eq!((places[0].1.position, places[0].1.waiting), (1, 2));
}
