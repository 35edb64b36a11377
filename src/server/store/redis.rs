//! The store that several instances share: Redis, alone or as a Cluster.
//!
//! Redis holds the lobby, and every step of it is one run of one script ([`script`], `lua/`). What a step
//! brings about lies in the mail of those whom it concerns before anyone hears of it, and is published to
//! their homes, one channel an instance ([`courier`]). The home numbers it, records the number in Redis, and
//! only then lets it go to the client: so another instance can take the session up where its client left off,
//! whatever died ([`sessions`]). What an instance knows of its sessions ([`residents`]) serves to relay
//! between two of its own without asking Redis, and to put them back where Redis lost them ([`recovery`]).

mod conduct;
mod connection;
mod courier;
mod limits;
mod lobby;
mod oversight;
mod reach;
mod recovery;
mod residents;
mod script;
mod sessions;
mod words;

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use redis::{Cmd, ErrorKind, RedisError, RedisResult, ServerErrorKind, Value};
use serde::de::DeserializeOwned;
use tokio::sync::{Notify, OnceCell, broadcast, watch};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use self::connection::Connection;
use self::reach::Reach;
use self::recovery::Handoff;
use self::residents::{Numbered, Residents};
use self::sessions::Handed;
use super::{Mailboxes, Refusal};
use crate::protocol::matchmaking::LeaveReason;
use crate::protocol::{SocketId, Timestamp};
use crate::server::clock::Clock;
use crate::server::random;
use crate::server::telemetry::metrics::events;

pub use connection::RedisSettings;

/// How often the clock is set by Redis', and the expiry of sessions' keys is put off.
const ATTEND_EVERY: Duration = Duration::from_mins(5);
/// An answer that took longer says too little of the time.
const PRECISE_WITHIN: Duration = Duration::from_millis(100);

pub struct RedisStore {
    connection: Connection,
    library: script::Library,
    /// `lobby` under the prefix; routes every command to the one slot that the lobby lies in.
    lobby_key: String,
    /// In the same slot, and nothing is ever there. A Cluster that moves the slot refuses a command of several keys
    /// unless it has them all: so none is carried out where only a part of the lobby is.
    void_key: String,
    instance: Arc<str>,
    clock: Clock,
    /// What to add to the own clock for Redis', in ms: all instances go by that.
    offset: AtomicI64,
    offset_known: OnceCell<()>,
    mailboxes: Arc<dyn Mailboxes>,
    residents: Residents,
    resume_window: Duration,
    handoffs: Mutex<Vec<Handoff>>,
    /// The lobby's epoch, as last seen; another one says that Redis may have lost something.
    epoch: Mutex<Option<String>>,
    reach: Reach,
    /// What addresses are called by in the counts of the limits.
    secret: limits::Secret,
    subscribed: AtomicBool,
    sync_wanted: Notify,
    /// Entries that clients must not see yet, because Redis does not know their numbers.
    unrecorded: tokio::sync::Mutex<Vec<Numbered>>,
    /// Sessions that ended while Redis was away.
    farewells: Mutex<Vec<(SocketId, LeaveReason)>>,
    /// What became of the sessions that this instance has asked others for.
    handed: broadcast::Sender<(SocketId, Handed)>,
    /// Beats that came back on the own channel.
    beats: watch::Sender<u64>,
    /// The last word that came back so.
    echoed: watch::Sender<String>,
    /// Nothing more comes for this leaving instance's sessions.
    rested: Notify,
    /// The instance has put everything down.
    retired: CancellationToken,
}

impl RedisStore {
    /// Opens no connection yet: that is tried when something is asked.
    pub fn new(
        settings: &RedisSettings,
        instance: &str,
        clock: Clock,
        resume_window: Duration,
        mailboxes: Arc<dyn Mailboxes>,
    ) -> Arc<Self> {
        let slot = if settings.is_cluster() { "{lobby}:" } else { "" };
        Arc::new(Self {
            connection: Connection::new(settings.clone()),
            library: script::library(resume_window),
            lobby_key: format!("{}{slot}lobby", settings.prefix),
            void_key: format!("{}{slot}void", settings.prefix),
            instance: instance.into(),
            clock,
            offset: AtomicI64::new(0),
            offset_known: OnceCell::new(),
            mailboxes,
            residents: Residents::default(),
            resume_window,
            handoffs: Mutex::default(),
            epoch: Mutex::default(),
            reach: Reach::new(),
            secret: limits::Secret::default(),
            subscribed: AtomicBool::new(false),
            sync_wanted: Notify::new(),
            unrecorded: tokio::sync::Mutex::default(),
            farewells: Mutex::default(),
            handed: broadcast::channel(64).0,
            beats: watch::channel(0).0,
            echoed: watch::channel(String::new()).0,
            rested: Notify::new(),
            retired: CancellationToken::new(),
        })
    }

    /// Starts what goes on in the background, until the instance has retired.
    pub fn attend(self: &Arc<Self>) {
        self.listen();
        let store = self.clone();
        let attending = async move {
            let mut ticks = interval(ATTEND_EVERY);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                // Without an answer, the clock goes on as it is.
                let _ = store.set_clock().await;
                store.sync_wanted.notify_one();
            }
        };
        let retired = self.retired.clone();
        tokio::spawn(async move { retired.run_until_cancelled(attending).await });
    }

    /// Runs a command for someone who waits for the answer: fails at once while Redis is known to be away.
    async fn ask<T: DeserializeOwned>(&self, command: &str, arguments: &[&str]) -> Result<T, Refusal> {
        Ok(self.try_ask(command, arguments).await?)
    }

    async fn try_ask<T: DeserializeOwned>(&self, command: &str, arguments: &[&str]) -> Result<T, Failed> {
        if !self.reach.is_there() {
            return Err(Refusal::Unavailable.into());
        }
        self.try_run(command, arguments).await
    }

    /// Runs a command of the script.
    async fn run<T: DeserializeOwned>(&self, command: &str, arguments: &[&str]) -> Result<T, Refusal> {
        Ok(self.try_run(command, arguments).await?)
    }

    async fn try_run<T: DeserializeOwned>(&self, command: &str, arguments: &[&str]) -> Result<T, Failed> {
        self.offset_known.get_or_try_init(|| self.set_clock()).await?;
        let sent = Instant::now();
        let answer = self.call(command, arguments).await;
        self.note_health(sent, &answer);
        let answer = answer.map_err(|_| Refusal::Unavailable)?;
        let Value::BulkString(json) = &answer else { return Err(self.unreadable(command).into()) };
        if let Ok(refused) = serde_json::from_slice::<Refused>(json) {
            return Err(refused.into());
        }
        serde_json::from_slice(json).map_err(|_| self.unreadable(command).into())
    }

    async fn call(&self, command: &str, arguments: &[&str]) -> RedisResult<Value> {
        let wanted = self.command(command, arguments);
        let answer = self.connection.send(&wanted).await;
        let Err(error) = &answer else { return answer };
        let unknown = is_unknown_function(error);
        if !unknown && error.code() != Some(EMPTY_LOBBY) {
            return answer;
        }
        if unknown {
            self.connection.load(&self.library.text, &self.lobby_key).await?;
        }
        self.connection.send(&self.command("open", &[&random::token::<9>()])).await?;
        self.connection.send(&wanted).await
    }

    fn command(&self, command: &str, arguments: &[&str]) -> Cmd {
        let now = self.now();
        let date = now.to_string().chars().take("YYYY-MM-DD".len()).collect::<String>();
        let mut cmd = redis::cmd("FCALL");
        cmd.arg(&self.library.function).arg(2).arg(&self.lobby_key).arg(&self.void_key);
        cmd.arg(command).arg(&*self.instance).arg(now.as_millis()).arg(date).arg(arguments);
        cmd
    }

    /// Redis' time.
    fn now(&self) -> Timestamp {
        let own = self.clock.now().as_millis();
        Timestamp::from_millis(own.saturating_add_signed(self.offset.load(Ordering::Relaxed)))
    }

    async fn set_clock(&self) -> Result<(), Refusal> {
        let (sent, before) = (Instant::now(), self.clock.now());
        let mut cmd = redis::cmd("EVAL");
        cmd.arg("return redis.call('TIME')").arg(1).arg(&self.lobby_key);
        let answer = self.connection.send(&cmd).await;
        self.note_health(sent, &answer);
        let (seconds, micros): (u64, u64) =
            answer.and_then(|value| Ok(redis::from_redis_value(value)?)).map_err(|_| Refusal::Unavailable)?;
        let taken = self.clock.now().since(before);
        if taken < PRECISE_WITHIN || !self.offset_known.initialized() {
            let theirs = seconds * 1000 + micros / 1000;
            let own = (before + taken / 2).as_millis();
            self.offset.store(theirs as i64 - own as i64, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Finds out whether Redis answers, and would carry out a command.
    async fn probe(&self) {
        let sent = Instant::now();
        let answer =
            self.connection.send(redis::cmd("EXISTS").arg(&self.lobby_key).arg(&self.void_key)).await;
        self.note_health(sent, &answer);
    }

    /// Says once that Redis is away, or back; then sessions are to be compared with what it knows.
    fn note_health(&self, sent: Instant, answer: &RedisResult<Value>) {
        match answer {
            Ok(_) => {
                events::redis_answered(sent.elapsed());
                if self.reach.found(sent) {
                    tracing::info!("Redis answers again");
                    self.sync_wanted.notify_one();
                }
            }
            Err(error) if says_that_the_script_is_wrong(error) => {
                tracing::error!(%error, "the script failed");
            }
            Err(error) => {
                events::redis_failed();
                if self.reach.missed(sent) {
                    tracing::warn!(%error, "Redis is out of reach: calls go on, nobody new is matched");
                }
            }
        }
    }

    fn unreadable(&self, command: &str) -> Refusal {
        tracing::error!(command, "the script's answer cannot be read");
        Refusal::Unavailable
    }

    fn epoch(&self) -> MutexGuard<'_, Option<String>> {
        self.epoch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn handoffs(&self) -> MutexGuard<'_, Vec<Handoff>> {
        self.handoffs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn farewells(&self) -> MutexGuard<'_, Vec<(SocketId, LeaveReason)>> {
        self.farewells.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What main.lua says when there is no lobby.
const EMPTY_LOBBY: &str = "EMPTYLOBBY";

/// What the script says instead of an answer.
#[derive(serde::Deserialize)]
struct Refused {
    refused: String,
    /// With `moved`: as of which change.
    v: Option<u64>,
    /// With `banned`: for how long, in ms.
    left: Option<u64>,
}

/// Why a command was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failed {
    Refused(Refusal),
    /// Another instance has the session, as of that change.
    Moved(u64),
    /// Redis may have lost something of the session, and has not been told what yet.
    Unsure,
}

impl From<Refused> for Failed {
    fn from(Refused { refused, v, left }: Refused) -> Self {
        Failed::Refused(match refused.as_str() {
            "moved" => return Failed::Moved(v.unwrap_or_default()),
            "unsure" => return Failed::Unsure,
            "not-in-room" => Refusal::NotInRoom,
            "room-full" => Refusal::RoomFull,
            "room-not-found" => Refusal::RoomNotFound,
            "banned" => Refusal::Banned(Duration::from_millis(left.unwrap_or_default())),
            "recovering" => Refusal::Unavailable,
            _ => Refusal::Gone,
        })
    }
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Failed::Refused(refusal)
    }
}

impl From<Failed> for Refusal {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Refused(refusal) => refusal,
            Failed::Moved(_) => Refusal::Gone,
            Failed::Unsure => Refusal::Unavailable,
        }
    }
}

/// It has no code of its own.
fn is_unknown_function(error: &RedisError) -> bool {
    says_that_the_script_is_wrong(error) && error.to_string().contains("Function not found")
}

/// An error of ours, not of the way to Redis.
fn says_that_the_script_is_wrong(error: &RedisError) -> bool {
    error.kind() == ErrorKind::Server(ServerErrorKind::ResponseError)
}
