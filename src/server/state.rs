//! What every request can reach.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::clock::Clock;
use super::config::Settings;
use super::random;
use super::security::limits::{Limits, SharedCounts};
use super::security::visitor::VisitorCookie;
use super::session::{Registry, Session};
use super::shutdown::Shutdown;
use super::store::{Conduct, Delivery, Lobby, MemoryStore, Oversight, Presence, RedisStore, Refusal};
use super::telemetry::metrics::events;
use super::upkeep;
use crate::protocol::Timestamp;

/// Cheap to clone: everything inside is shared.
#[derive(Clone)]
pub struct AppState {
    pub leptos_options: LeptosOptions,
    pub settings: Arc<Settings>,
    /// This process among the others of its cluster.
    pub instance: Arc<str>,
    pub clock: Clock,
    pub started: Timestamp,
    pub sessions: Arc<Registry>,
    pub lobby: Arc<dyn Lobby>,
    pub delivery: Arc<dyn Delivery>,
    pub conduct: Arc<dyn Conduct>,
    pub oversight: Arc<dyn Oversight>,
    pub limits: Arc<Limits>,
    /// How many pictures may be decoded at once.
    pub decoders: Arc<Semaphore>,
    pub shutdown: Shutdown,
}

/// Where leptos_axum finds its options.
impl FromRef<AppState> for LeptosOptions {
    fn from_ref(app: &AppState) -> Self {
        app.leptos_options.clone()
    }
}

impl AppState {
    /// Opens the store and starts its upkeep, which goes on until `stop`.
    pub fn start(leptos_options: LeptosOptions, settings: Settings, stop: CancellationToken) -> Self {
        let clock = Clock::start();
        let (overflowed, ended) = tokio::sync::mpsc::unbounded_channel();
        let sessions = Arc::new(Registry::new(overflowed));
        let instance: Arc<str> = random::token::<6>().into();
        let store = match &settings.redis {
            None => {
                Store::of(Arc::new(MemoryStore::new(clock, settings.resume_window, sessions.clone())), None)
            }
            Some(redis) => {
                let store =
                    RedisStore::new(redis, &instance, clock, settings.resume_window, sessions.clone());
                store.attend();
                Store::of(store.clone(), Some(store))
            }
        };
        let app = Self {
            leptos_options,
            instance,
            clock,
            started: clock.now(),
            sessions,
            lobby: store.lobby,
            delivery: store.delivery,
            conduct: store.conduct,
            oversight: store.oversight,
            limits: Arc::new(Limits::new(settings.limits, store.counts)),
            decoders: Arc::new(Semaphore::new(available_parallelism().map_or(1, NonZero::get))),
            shutdown: Shutdown::new(stop),
            settings: Arc::new(settings),
        };
        upkeep::spawn(app.clone(), ended);
        app
    }

    /// Tells the store whose session it is. While it is out of reach, a visitor counts as unknown: nobody is
    /// matched then, anyway.
    pub async fn introduce(&self, session: &Session, visitor: &VisitorCookie) {
        let key = match &self.settings.pseudonym_key {
            Some(key) => Ok(key.clone()),
            None => self.conduct.pseudonym_key().await,
        };
        if let Ok(key) = key {
            let visitor = visitor.pseudonyms(&key, self.clock.now());
            let _ = self.conduct.introduce(&session.id, &visitor).await;
        }
    }

    /// Tells the lobby what the session may be resumed with.
    pub async fn tell_tokens(&self, session: &Session) {
        if session.has_moved() {
            return;
        }
        // A store that is out of reach asks again by itself.
        let _ = self.lobby.keep_tokens(&session.id, &session.tokens()).await;
    }

    /// Tells the lobby whether the session has a link, until what it was told is so: a link may come
    /// or go meanwhile.
    ///
    /// # Errors
    /// [`Refusal::Gone`] when the session is over.
    pub async fn tell_presence(&self, session: &Session) -> Result<(), Refusal> {
        loop {
            if session.has_moved() {
                return Err(Refusal::Gone);
            }
            let linked = session.is_linked();
            let presence = if linked { Presence::Present } else { Presence::Away };
            self.lobby.set_presence(&session.id, presence).await?;
            if session.is_linked() == linked {
                return Ok(());
            }
        }
    }

    /// Counts a socket that was refused or ended badly, or a call that never connected.
    pub async fn count_connection_failure(&self, reason: &'static str) {
        events::connection_failed(reason);
        // The lobby's count is for the day's figures: one more or less, while it is away, is no matter.
        let _ = self.lobby.count_connection_failure().await;
    }
}

/// One store in all its roles.
struct Store {
    lobby: Arc<dyn Lobby>,
    delivery: Arc<dyn Delivery>,
    conduct: Arc<dyn Conduct>,
    oversight: Arc<dyn Oversight>,
    /// Only where instances share it.
    counts: Option<Arc<dyn SharedCounts>>,
}

impl Store {
    fn of<T: Lobby + Delivery + Conduct + Oversight>(
        store: Arc<T>,
        counts: Option<Arc<dyn SharedCounts>>,
    ) -> Self {
        Self {
            lobby: store.clone(),
            delivery: store.clone(),
            conduct: store.clone(),
            oversight: store,
            counts,
        }
    }
}
