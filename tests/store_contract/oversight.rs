//! The contract of what operators see.

use live_loop::protocol::Timestamp;
use live_loop::protocol::operators::{DAY, Funnel, INTERVAL, Instance, Interval, Letter};
use live_loop::server::store::LETTERS;

use super::Bench;

/// The one that the stores of this suite are called.
fn about(sockets: u64) -> Instance {
    let then = Timestamp::from_millis(1_000);
    Instance { id: "here".into(), version: "1".into(), started: then, draining: false, sockets, sessions: 0 }
}

async fn note(bench: &Bench, funnel: Funnel) {
    assert_eq!(bench.store.note(&about(0), &funnel).await, Ok(false));
}

pub async fn the_last_day_is_told_in_intervals(bench: Bench) {
    let [ada, bob, eve] = bench.enter(["ada", "bob", "eve"]).await;
    bench.ask(&ada, &["chess"], &[]).await;
    note(&bench, Funnel { queued: 1, ..Funnel::NOBODY }).await;
    bench.ask(&bob, &["chess"], &[]).await;
    let room = bench.met(&ada, &bob).await;
    bench.store.send_message(&ada, &room, "hello".into(), None).await.unwrap();
    bench.store.count_connection_failure().await.unwrap();
    note(&bench, Funnel { queued: 1, matched: 2, connected: 2, relayed: 1, ..Funnel::NOBODY }).await;
    bench.store.leave(&eve, live_loop::protocol::matchmaking::LeaveReason::Stopped).await.unwrap();
    note(&bench, Funnel::NOBODY).await;
    let day = bench.store.last_day().await.unwrap();
    let first = Interval {
        start: day[0].start,
        active_connections: 3,
        waiting_users: 1,
        active_rooms: 1,
        rooms_created: 1,
        messages_exchanged: 1,
        connection_failures: 1,
        funnel: Funnel { queued: 2, matched: 2, connected: 2, relayed: 1, ..Funnel::NOBODY },
    };
    assert_eq!(day, [first]);
    assert_eq!(first.start % INTERVAL.as_millis() as u64, 0);

    tokio::time::advance(INTERVAL).await;
    note(&bench, Funnel { alive: 2, ..Funnel::NOBODY }).await;
    let day = bench.store.last_day().await.unwrap();
    assert_eq!((day.len(), day[0], day[1].funnel.alive), (2, first, 2));
    assert_eq!((day[1].start - first.start, day[1].messages_exchanged), (INTERVAL.as_millis() as u64, 0));

    tokio::time::advance(DAY).await;
    note(&bench, Funnel::NOBODY).await;
    let day = bench.store.last_day().await.unwrap();
    assert!(day.iter().all(|it| it.start > first.start), "{day:?}");
}

pub async fn an_instance_is_known_by_what_it_said_last(bench: Bench) {
    bench.store.renew().await.unwrap();
    bench.store.note(&about(1), &Funnel::NOBODY).await.unwrap();
    bench.store.note(&about(2), &Funnel::NOBODY).await.unwrap();
    assert_eq!(bench.store.instances().await.unwrap(), [about(2)]);
}

pub async fn an_instance_is_told_once_to_leave(bench: Bench) {
    bench.store.renew().await.unwrap();
    note(&bench, Funnel::NOBODY).await;
    assert_eq!(bench.store.ask_to_leave("elsewhere").await, Ok(false));
    note(&bench, Funnel::NOBODY).await;
    assert_eq!(bench.store.ask_to_leave("here").await, Ok(true));
    assert_eq!(bench.store.note(&about(0), &Funnel::NOBODY).await, Ok(true));
    note(&bench, Funnel::NOBODY).await;
}

pub async fn letters_are_kept_until_they_are_dismissed(bench: Bench) {
    let letter = |n: usize| Letter {
        id: n.to_string(),
        email: "ada@example.org".into(),
        message: format!("Hello,\nthis is {n}"),
        received: Timestamp::from_millis(4_000_000_000_000 + n as u64),
    };
    for n in 0..3 {
        bench.store.keep_letter(&letter(n)).await.unwrap();
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
    }
    assert_eq!(bench.store.letters().await.unwrap(), [letter(2), letter(1), letter(0)]);
    assert!(bench.store.dismiss_letter("1").await.unwrap());
    assert!(!bench.store.dismiss_letter("1").await.unwrap());
    assert_eq!(bench.store.letters().await.unwrap(), [letter(2), letter(0)]);
    for n in 3..LETTERS + 2 {
        bench.store.keep_letter(&letter(n)).await.unwrap();
    }
    let kept = bench.store.letters().await.unwrap();
    assert_eq!(kept.len(), LETTERS);
    assert!(!kept.contains(&letter(0)), "the oldest makes room");
}
