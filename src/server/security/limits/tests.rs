//! The limits as one instance alone keeps them.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;

use super::*;

fn client(last: u8) -> ClientKey {
    ClientKey::from(IpAddr::from(Ipv4Addr::new(192, 0, 2, last)))
}

fn limits(change: impl FnOnce(&mut LimitSettings)) -> Arc<Limits> {
    let mut settings = LimitSettings::default();
    change(&mut settings);
    Arc::new(Limits::new(settings, None))
}

const fn at_most(most: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(most)
}

#[tokio::test]
async fn sockets_at_once_are_counted_per_client_until_they_close() {
    let limits = limits(|settings| settings.connections_per_ip = at_most(1));
    let first = limits.connect(client(1)).await.ok().unwrap();
    assert!(limits.connect(client(1)).await.is_err());
    assert!(limits.connect(client(2)).await.is_ok());
    drop(first);
    assert!(limits.connect(client(1)).await.is_ok());
}

#[tokio::test]
async fn sockets_a_minute_are_counted_per_client() {
    let limits = limits(|settings| settings.connects_per_minute = at_most(2));
    assert!(limits.connect(client(1)).await.is_ok());
    assert!(limits.connect(client(1)).await.is_ok());
    let exceeded = limits.connect(client(1)).await.err().unwrap();
    assert!(exceeded.retry_after > Duration::ZERO && exceeded.retry_after <= Duration::from_secs(30));
    assert!(limits.connect(client(2)).await.is_ok());
}

#[test]
fn frames_are_refused_and_then_patience_ends() {
    let limit = limits(|settings| settings.messages_per_second = at_most(1)).frames(client(1));
    let refused = (0..200).filter(|_| limit.check().is_err()).count();
    assert!((190..200).contains(&refused), "3 at once");
    let borne = (0..200).take_while(|_| limit.bears_it()).count();
    assert!((100..110).contains(&borne));
}

#[test]
fn an_address_may_send_as_much_as_a_few_sockets() {
    let limits = limits(|settings| {
        settings.connections_per_ip = at_most(1000);
        settings.messages_per_second = at_most(1);
    });
    let refused = |address: u8| (0..100).filter(|_| limits.frames(client(address)).check().is_err()).count();
    assert!((40..=60).contains(&refused(1)), "48 at once, and 16 a second");
    assert!((40..=60).contains(&refused(2)));
}

#[tokio::test]
async fn a_session_is_counted_over_its_links_and_its_address_with_it() {
    let limits = limits(|settings| {
        settings.connections_per_ip = at_most(1000);
        settings.messages_per_second = at_most(1000);
        settings.requests_per_minute = at_most(2);
    });
    let (ada, bob) = (SocketId::from("ada"), SocketId::from("bob"));
    for _ in 0..2 {
        assert!(limits.spend_in_session(Deed::Request, &ada, client(1)).await.is_ok());
    }
    let exceeded = limits.spend_in_session(Deed::Request, &ada, client(2)).await.unwrap_err();
    assert!(exceeded.retry_after <= Duration::from_secs(30));
    assert!(limits.spend_in_session(Deed::Request, &bob, client(1)).await.is_ok());
    assert!(limits.spend_in_session(Deed::Chat, &ada, client(1)).await.is_ok(), "has no limit here");
    let mut sessions = (0..100).map(|number| SocketId::from(format!("eve-{number}")));
    let allowed = async |who: SocketId| limits.spend_in_session(Deed::Request, &who, client(9)).await.is_ok();
    let mut taken = 0;
    while allowed(sessions.next().unwrap()).await {
        taken += 1;
    }
    assert!((32..=40).contains(&taken), "{taken} by one address");
}

#[tokio::test(start_paused = true)]
async fn who_is_cut_off_again_and_again_has_to_wait() {
    let limits = limits(|settings| {
        settings.connects_per_minute = at_most(1000);
        settings.cool_down_seconds = at_most(60);
    });
    for _ in 0..2 {
        limits.note_flood(client(1)).await;
        assert!(limits.connect(client(1)).await.is_ok());
    }
    limits.note_flood(client(1)).await;
    let exceeded = limits.connect(client(1)).await.err().unwrap();
    assert_eq!(exceeded.retry_after, Duration::from_secs(60));
    assert!(limits.connect(client(2)).await.is_ok());
    tokio::time::advance(Duration::from_secs(60)).await;
    limits.forget_the_quiet();
    assert!(limits.connect(client(1)).await.is_ok());
}

#[tokio::test]
async fn zero_lifts_the_limits_and_what_follows_from_them() {
    let limits = limits(|settings| {
        settings.requests_per_minute = at_most(1);
        settings.rooms_per_minute = at_most(1);
        settings.cool_down_seconds = at_most(60);
    });
    let mut permits = Vec::new();
    for _ in 0..1000 {
        limits.note_flood(client(1)).await;
        permits.push(limits.connect(client(1)).await.ok().unwrap());
        assert!(limits.spend(Deed::Room, client(1)).await.is_ok());
        assert!(limits.spend_in_session(Deed::Request, &"ada".into(), client(1)).await.is_ok());
    }
    let frames = limits.frames(client(1));
    assert!((0..10_000).all(|_| frames.check().is_ok()));
}
