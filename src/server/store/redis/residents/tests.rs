use super::*;
use crate::protocol::signaling::{Candidate, Candidates, Event as Signal, MediaState, Relayed as From};
use crate::server::store::{Adopted, Holding};

const EPOCH: &str = "now";

/// Remembers what it was handed, and numbers it.
#[derive(Default)]
struct Post(Mutex<Vec<(SocketId, Event)>>);

impl Post {
    fn handed(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

impl Mailboxes for Post {
    fn post(&self, to: &SocketId, event: Event) {
        self.0.lock().unwrap().push((to.clone(), event));
    }

    fn post_held(&self, to: &SocketId, event: Event) -> Option<u64> {
        self.post(to, event);
        Some(self.handed() as u64)
    }

    fn release(&self, _: &SocketId, _: u64) {}

    fn end(&self, _: &SocketId) {}

    fn holdings(&self) -> Vec<Holding> {
        Vec::new()
    }

    fn holding(&self, _: &SocketId) -> Option<Holding> {
        None
    }

    fn can_replay_after(&self, _: &SocketId, _: u64) -> Option<bool> {
        None
    }

    fn adopt(&self, _: Adopted) {}

    fn give_up(&self, _: &SocketId) -> Option<GivenUp> {
        Some(GivenUp { forgotten: 0, sent: 0, frames: Vec::new(), gap: false })
    }
}

fn room(user1: &str, user2: &str, relay_only: bool) -> RoomView {
    let (user1, user2) = (user1.into(), user2.into());
    RoomView { id: "r".into(), kind: "queue".into(), user1, user2, created: 0, expires: None, relay_only }
}

fn standing(v: u64, room: Option<RoomView>) -> Standing {
    Standing { v, room, ..Standing::default() }
}

fn here(everyone: &[(&str, Option<RoomView>)]) -> Residents {
    let residents = Residents::default();
    for (who, room) in everyone {
        let epoch = Some(EPOCH.to_owned());
        let resident = Resident { epoch, standing: standing(1, room.clone()), ..Resident::default() };
        residents.insert((*who).into(), resident);
    }
    residents
}

fn mail(d: u64, how: How) -> Mail {
    let word = Word::Away { room: "r".into() };
    Mail { to: "ada".into(), epoch: EPOCH.into(), d, how, word, standing: standing(d + 1, None) }
}

fn chat(key: &str) -> Word {
    let (room, from, text) = ("r".into(), "bob".into(), "hello".into());
    Word::Chat { room, id: key.into(), from, text, at: 0, key: Some(key.into()) }
}

fn signal() -> Event {
    let signal = MediaState { room_id: "r".into(), audio: true, video: true, screen: false };
    Signal::MediaState(From { from: "ada".into(), signal }).into()
}

#[test]
fn each_kept_piece_is_handed_on_once_and_in_order() {
    let (residents, post) = (here(&[("ada", None)]), Post::default());
    let held = |d, seq| Delivered::Held(Numbered { who: "ada".into(), d, seq });
    assert_eq!(residents.deliver(mail(1, How::Kept), &post), held(1, 1));
    assert_eq!(residents.deliver(mail(1, How::Kept), &post), Delivered::Done);
    assert_eq!(residents.deliver(mail(3, How::Kept), &post), Delivered::Missed);
    assert_eq!(
        residents.deliver(mail(2, How::Signal), &post),
        Delivered::Missed,
        "it comes after the second"
    );
    assert_eq!(residents.deliver(mail(1, How::Signal), &post), Delivered::Done);
    let entry = |d, n| Entry { d, n, word: Word::Back { room: "r".into() } };
    let ada = SocketId::from("ada");
    assert_eq!(residents.catch_up(&ada, entry(1, 0), &post), Delivered::Done, "that was there");
    assert_eq!(residents.catch_up(&ada, entry(2, 0), &post), held(2, 3));
    assert_eq!(residents.catch_up(&ada, entry(2, 1), &post), Delivered::Done, "a signal that rested");
    assert_eq!(residents.catch_up(&ada, entry(2, 1), &post), Delivered::Done);
    assert_eq!(residents.deliver(mail(3, How::Kept), &post), held(3, 5));
    assert_eq!(post.handed(), 5);
}

#[test]
fn what_a_redis_of_before_counted_is_looked_up_in_its_successor() {
    let (residents, post) = (here(&[("ada", None)]), Post::default());
    let of_before = |how| Mail { epoch: "before".into(), ..mail(1, how) };
    assert_eq!(residents.deliver(of_before(How::Kept), &post), Delivered::Missed);
    assert_eq!(post.handed(), 0);
    residents.deliver(Mail { d: 0, ..of_before(How::Signal) }, &post);
    assert_eq!(post.handed(), 1, "a signal has no number of its own");
    assert!(matches!(residents.deliver(mail(1, How::Kept), &post), Delivered::Held(_)));
}

#[test]
fn what_comes_before_its_session_waits_for_it() {
    let (residents, post) = (here(&[]), Post::default());
    assert_eq!(residents.deliver(mail(1, How::Kept), &post), Delivered::Done);
    assert_eq!(residents.take_early(&"bob".into()).len(), 0);
    assert_eq!(residents.take_early(&"ada".into()).len(), 1);
    assert_eq!(residents.take_early(&"ada".into()).len(), 0);
}

#[test]
fn only_what_is_newer_is_taken_over() {
    let residents = here(&[("ada", None)]);
    let ada = SocketId::from("ada");
    residents.note(&ada, standing(5, Some(room("ada", "bob", false))));
    residents.note(&ada, standing(4, None));
    assert!(residents.with(&ada, |resident| resident.room(&"r".into()).is_some()).unwrap());
}

#[test]
fn signals_stay_here_where_both_are_in_the_room() {
    let both = Some(room("ada", "bob", false));
    let post = Post::default();
    let relay = |residents: &Residents, to: &str| residents.relay(&"ada".into(), &to.into(), signal(), &post);
    let residents = here(&[("ada", both.clone()), ("bob", both.clone())]);
    assert_eq!(relay(&residents, "r"), Relayed::Done);
    assert_eq!(post.0.lock().unwrap()[0].0.as_str(), "bob");
    assert_eq!(relay(&residents, "another"), Relayed::NotInRoom);
    assert_eq!(relay(&here(&[("ada", both.clone())]), "r"), Relayed::Elsewhere(signal()));
    assert_eq!(relay(&here(&[("ada", both), ("bob", None)]), "r"), Relayed::NotInRoom, "Bob has left");
    assert_eq!(relay(&here(&[("ada", Some(room("ada", "", false)))]), "r"), Relayed::NotInRoom, "alone");
    assert_eq!(relay(&here(&[]), "r"), Relayed::NotInRoom);
}

#[test]
fn in_a_relay_only_room_no_address_leaves_this_instance() {
    let candidate = Candidate {
        candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host".into(),
        sdp_mid: None,
        sdp_m_line_index: None,
        username_fragment: None,
    };
    let signal = Candidates { room_id: "r".into(), candidates: vec![candidate] };
    let telling: Event = Signal::SendNewIceCandidates(From { from: "ada".into(), signal }).into();
    let both = Some(room("ada", "bob", true));
    let post = Post::default();
    for residents in [here(&[("ada", both.clone())]), here(&[("ada", both.clone()), ("bob", both)])] {
        assert_eq!(residents.relay(&"ada".into(), &"r".into(), telling.clone(), &post), Relayed::Done);
    }
    assert_eq!(post.handed(), 0);
}

#[test]
fn what_was_heard_is_remembered_as_long_as_the_room() {
    let mut resident =
        Resident { standing: standing(1, Some(room("ada", "bob", false))), ..Resident::default() };
    for n in 0..=REMEMBERED_KEYS as u64 {
        resident.remember(n + 1, Some(n + 1), chat(&n.to_string()));
    }
    let keys: Vec<&str> = resident.heard().map(|heard| heard.key.as_str()).collect();
    assert_eq!((keys.len(), keys[0]), (REMEMBERED_KEYS, "1"));
    assert!(resident.seen(10) && !resident.seen(10));
    assert_eq!(resident.unseen.front().map(|entry| entry.seq), Some(Some(11)));
    resident.standing.room = None;
    assert_eq!(resident.heard().count(), 0);
}

#[test]
fn a_session_is_given_up_whole() {
    let (residents, post) = (here(&[("ada", None)]), Post::default());
    assert!(residents.give_up(&"ada".into(), &post).is_some());
    assert!(residents.with(&"ada".into(), |_| ()).is_none());
    assert!(residents.give_up(&"ada".into(), &post).is_none());
}
