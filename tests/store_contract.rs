//! What every store must do. The suite knows the store only as [`Store`]; a factory makes one for
//! each test, and each implementation names itself once, at the end. Time is paused.

#[macro_use]
mod suite;
mod queue_model;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use live_loop::protocol::matchmaking as wire;
use live_loop::protocol::{Event, RoomId, SocketId};
use live_loop::server::clock::Clock;
use live_loop::server::matchmaking::Profile;
use live_loop::server::store::{Delivery, Lobby, Mailboxes, MemoryStore};

pub const RESUME_WINDOW: Duration = Duration::from_secs(30);

pub trait Store: Lobby + Delivery {}
impl<T: Lobby + Delivery> Store for T {}

/// What the store has told the sessions.
#[derive(Default)]
pub struct Told(Mutex<HashMap<SocketId, Vec<Event>>>, Mutex<Vec<SocketId>>);

impl Mailboxes for Told {
    fn post(&self, to: &SocketId, event: Event) {
        self.0.lock().unwrap().entry(to.clone()).or_default().push(event);
    }

    fn end(&self, who: &SocketId) {
        self.1.lock().unwrap().push(who.clone());
    }
}

/// A store and what it tells.
pub struct Bench {
    pub store: Arc<dyn Store>,
    told: Arc<Told>,
}

impl Bench {
    pub fn new(make: impl FnOnce(Clock, Arc<Told>) -> Arc<dyn Store>) -> Self {
        let told = Arc::<Told>::default();
        Self { store: make(Clock::start(), told.clone()), told }
    }

    pub async fn enter<const N: usize>(&self, names: [&str; N]) -> [SocketId; N] {
        let ids = names.map(SocketId::from);
        for id in &ids {
            self.store.enter(id).await.unwrap();
        }
        ids
    }

    /// Asks for a partner, with what matters for the match.
    pub async fn ask(&self, who: &SocketId, interests: &[&str], languages: &[&str]) {
        self.store.request_room(who, profile(who, interests, languages)).await.unwrap();
    }

    /// What `who` was told since the last look.
    pub fn told(&self, who: &SocketId) -> Vec<wire::Event> {
        let events = self.told.0.lock().unwrap().remove(who).unwrap_or_default();
        let told = events.into_iter().map(|event| match event {
            Event::Matchmaking(event) => event,
            other => panic!("{other:?}"),
        });
        told.collect()
    }

    pub fn heard(&self, who: &SocketId) -> Vec<Event> {
        self.told.0.lock().unwrap().remove(who).unwrap_or_default()
    }

    pub fn ended(&self) -> Vec<SocketId> {
        std::mem::take(&mut self.told.1.lock().unwrap())
    }

    /// The partner and the room that `who` was told of, if nothing else was told.
    pub fn partner(&self, who: &SocketId) -> Option<(SocketId, RoomId)> {
        match self.told(who).as_slice() {
            [] => None,
            [wire::Event::MatchDone(done)] => Some((done.remote_user.socket.clone(), done.room_id.clone())),
            other => panic!("{other:?}"),
        }
    }

    /// Both were just told that they are matched. Returns the room.
    pub fn met(&self, a: &SocketId, b: &SocketId) -> RoomId {
        let (of_a, of_b) = (self.partner(a).unwrap(), self.partner(b).unwrap());
        assert_eq!((&of_a.0, &of_b.0), (b, a));
        assert_eq!(of_a.1, of_b.1);
        of_a.1
    }

    /// Lets time pass as a server does: leases are renewed, the store is swept.
    pub async fn pass(&self, time: Duration, present: &[&SocketId]) {
        let present: Vec<SocketId> = present.iter().copied().cloned().collect();
        let mut left = time;
        while !left.is_zero() {
            let step = left.min(Duration::from_secs(1));
            tokio::time::advance(step).await;
            left -= step;
            self.store.renew(&present).await.unwrap();
            self.store.sweep().await.unwrap();
        }
    }
}

pub fn profile(who: &SocketId, interests: &[&str], languages: &[&str]) -> Profile {
    let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
    let details = wire::Profile {
        user_name: who.to_string(),
        interests: texts(interests),
        languages: texts(languages),
        ..wire::Profile::default()
    };
    Profile::check(details).unwrap()
}

pub fn memory(clock: Clock, told: Arc<Told>) -> Arc<dyn Store> {
    Arc::new(MemoryStore::new(clock, RESUME_WINDOW, told))
}

store_contract!(memory: super::memory);
