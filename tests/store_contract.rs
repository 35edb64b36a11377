//! What every store must do. The suite knows the store only as [`Store`]; a factory makes one for
//! each test, and each implementation names itself once, at the end. Time is paused: it passes only
//! when a test says so, also while Redis is asked.

#[macro_use]
mod suite;
mod conduct;
mod oversight;
mod queue_model;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use live_loop::protocol::matchmaking as wire;
use live_loop::protocol::{Event, RoomId, SocketId};
use live_loop::server::clock::Clock;
use live_loop::server::matchmaking::Profile;
use live_loop::server::session::TokenHash;
use live_loop::server::store::{
    Adopted, Conduct, Delivery, GivenUp, Holding, Lobby, Mailboxes, MemoryStore, Oversight, RedisSettings,
    RedisStore,
};
use tokio::sync::watch;

use crate::support::redis::{RedisCluster, RedisServer, fresh_prefix};

pub const RESUME_WINDOW: Duration = Duration::from_secs(30);

pub trait Store: Lobby + Delivery + Conduct + Oversight {}
impl<T: Lobby + Delivery + Conduct + Oversight> Store for T {}

/// What the store has told the sessions.
#[derive(Default)]
pub struct Told {
    events: Mutex<HashMap<SocketId, Vec<Event>>>,
    ended: Mutex<Vec<SocketId>>,
    held: Mutex<Vec<Holding>>,
}

impl Told {
    /// Whose client is connected here, for stores that ask.
    pub fn hold(&self, who: &SocketId) {
        let tokens = vec![TokenHash::of(who.as_str())];
        self.held.lock().unwrap().push(Holding { who: who.clone(), linked: true, tokens, seen: 0 });
    }
}

impl Mailboxes for Told {
    fn post(&self, to: &SocketId, event: Event) {
        self.events.lock().unwrap().entry(to.clone()).or_default().push(event);
    }

    fn post_held(&self, to: &SocketId, event: Event) -> Option<u64> {
        self.post(to, event);
        Some(1)
    }

    fn release(&self, _: &SocketId, _: u64) {}

    fn end(&self, who: &SocketId) {
        self.ended.lock().unwrap().push(who.clone());
    }

    fn holdings(&self) -> Vec<Holding> {
        self.held.lock().unwrap().clone()
    }

    fn holding(&self, who: &SocketId) -> Option<Holding> {
        self.holdings().into_iter().find(|it| it.who == *who)
    }

    fn can_replay_after(&self, _: &SocketId, _: u64) -> Option<bool> {
        None
    }

    fn adopt(&self, _: Adopted) {}

    fn give_up(&self, _: &SocketId) -> Option<GivenUp> {
        None
    }
}

/// A store as a factory makes it, and whom it tells.
pub struct Shared {
    store: Arc<dyn Store>,
    told: Arc<Told>,
    /// Of a store that tells by way of Redis: how often its channel has been heard to the end.
    heard: Option<watch::Receiver<u64>>,
}

/// A store to test.
pub struct Bench {
    pub store: Arc<dyn Store>,
    told: Arc<Told>,
    heard: Option<watch::Receiver<u64>>,
    /// While a blocking task runs, paused time does not advance by itself.
    _stop_the_clock: std::sync::mpsc::Sender<()>,
}

impl Bench {
    pub fn new(Shared { store, told, heard }: Shared) -> Self {
        Self { store, told, heard, _stop_the_clock: stop_the_clock() }
    }

    /// Waits until all that the store had to tell has been told.
    pub async fn settle(&self) {
        let Some(heard) = &self.heard else { return };
        let before = *heard.borrow();
        while *heard.borrow() == before {
            self.store.renew().await.unwrap();
            let asked = std::time::Instant::now();
            while *heard.borrow() == before && asked.elapsed() < Duration::from_millis(100) {
                tokio::task::yield_now().await;
            }
        }
    }

    pub async fn enter<const N: usize>(&self, names: [&str; N]) -> [SocketId; N] {
        let ids = names.map(SocketId::from);
        for id in &ids {
            self.store.enter(id, TokenHash::of(id.as_str())).await.unwrap();
        }
        ids
    }

    /// Asks for a partner, with what matters for the match.
    pub async fn ask(&self, who: &SocketId, interests: &[&str], languages: &[&str]) {
        self.store.request_room(who, profile(who, interests, languages)).await.unwrap();
    }

    /// What `who` was told since the last look.
    pub async fn told(&self, who: &SocketId) -> Vec<wire::Event> {
        self.settle().await;
        self.told_by_now(who)
    }

    pub fn told_by_now(&self, who: &SocketId) -> Vec<wire::Event> {
        let told = self.take(who).into_iter().map(|event| match event {
            Event::Matchmaking(event) => event,
            other => panic!("{other:?}"),
        });
        told.collect()
    }

    pub async fn heard(&self, who: &SocketId) -> Vec<Event> {
        self.settle().await;
        self.take(who)
    }

    fn take(&self, who: &SocketId) -> Vec<Event> {
        self.told.events.lock().unwrap().remove(who).unwrap_or_default()
    }

    pub async fn ended(&self) -> Vec<SocketId> {
        self.settle().await;
        std::mem::take(&mut self.told.ended.lock().unwrap())
    }

    /// The partner and the room that `who` was told of, if nothing else was told.
    pub async fn partner(&self, who: &SocketId) -> Option<(SocketId, RoomId)> {
        match self.told(who).await.as_slice() {
            [] => None,
            [wire::Event::MatchDone(done)] => Some((done.remote_user.socket.clone(), done.room_id.clone())),
            other => panic!("{other:?}"),
        }
    }

    pub async fn partners(&self, everyone: &[&SocketId]) -> Vec<Option<(SocketId, RoomId)>> {
        let mut partners = Vec::new();
        for who in everyone {
            partners.push(self.partner(who).await);
        }
        partners
    }

    /// Both were just told that they are matched. Returns the room.
    pub async fn met(&self, a: &SocketId, b: &SocketId) -> RoomId {
        let (of_a, of_b) = (self.partner(a).await.unwrap(), self.partner(b).await.unwrap());
        assert_eq!((&of_a.0, &of_b.0), (b, a));
        assert_eq!(of_a.1, of_b.1);
        of_a.1
    }

    /// Lets time pass as a server does: leases are renewed, the store is swept.
    pub async fn pass(&self, time: Duration) {
        let mut left = time;
        while !left.is_zero() {
            let step = left.min(Duration::from_secs(1));
            tokio::time::advance(step).await;
            left -= step;
            self.store.renew().await.unwrap();
            // Or the channel would take the time that passes for its own silence.
            self.settle().await;
            self.store.sweep().await.unwrap();
        }
    }
}

pub fn stop_the_clock() -> std::sync::mpsc::Sender<()> {
    let (run_on, stopped) = std::sync::mpsc::channel::<()>();
    // Ends when the sender is dropped.
    tokio::task::spawn_blocking(move || stopped.recv());
    run_on
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

pub async fn memory() -> Shared {
    memory_for(RESUME_WINDOW)
}

pub fn memory_for(window: Duration) -> Shared {
    let told = Arc::<Told>::default();
    let store = Arc::new(MemoryStore::new(Clock::start(), window, told.clone()));
    Shared { store, told, heard: None }
}

async fn redis() -> Shared {
    redis_for(RESUME_WINDOW).await
}

/// On the one Redis of this test run, under a prefix of its own.
pub async fn redis_for(window: Duration) -> Shared {
    let urls = vec![RedisServer::shared().await.url()];
    on_redis(urls, window).await
}

/// On a Redis Cluster of six nodes.
async fn cluster() -> Shared {
    let urls = RedisCluster::shared().await.urls();
    on_redis(urls.split(',').map(str::to_owned).collect(), RESUME_WINDOW).await
}

pub async fn on_redis(urls: Vec<String>, window: Duration) -> Shared {
    let _stopped = stop_the_clock();
    let settings = RedisSettings::new(urls, fresh_prefix()).unwrap();
    let told = Arc::<Told>::default();
    let store = RedisStore::new(&settings, "here", Clock::start(), window, told.clone());
    store.listen();
    let heard = Some(store.beats());
    // A lobby that has just been opened waits a moment for what instances know of it.
    store.renew().await.unwrap();
    tokio::time::advance(Duration::from_secs(1)).await;
    store.sweep().await.unwrap();
    Shared { store, told, heard }
}

store_contract!(memory: super::memory);
store_contract!(redis: super::redis);
store_contract!(cluster: super::cluster);
