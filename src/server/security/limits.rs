//! How much one client may ask for: sockets at once, sockets a minute, frames a second, rooms and
//! letters. Counted with governor's GCRA, in this instance's memory.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client::ClientKey;

/// Private rooms that one client may make a minute.
const ROOMS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).unwrap();
/// Letters that one client may send in a row; then one every ten minutes.
const LETTERS: NonZeroU32 = NonZeroU32::new(5).unwrap();
const LETTER_EVERY: Duration = Duration::from_secs(600);
/// A socket may send this many seconds' worth of frames at once.
const FRAMES_BURST_SECONDS: u32 = 3;
/// This many refused frames in a row, and one more a second, are put up with.
const PATIENCE: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// What the operator may set. `None` lifts a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LimitSettings {
    pub connections_per_ip: Option<NonZeroU32>,
    pub connects_per_minute: Option<NonZeroU32>,
    pub messages_per_second: Option<NonZeroU32>,
}

/// Over a limit; try again after this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded {
    pub retry_after: Duration,
}

pub struct Limits {
    connections_per_ip: Option<NonZeroU32>,
    open: Arc<Mutex<HashMap<ClientKey, u32>>>,
    connects: Option<DefaultKeyedRateLimiter<ClientKey>>,
    rooms: DefaultKeyedRateLimiter<ClientKey>,
    letters: DefaultKeyedRateLimiter<ClientKey>,
    messages_per_second: Option<NonZeroU32>,
}

impl Limits {
    pub fn new(settings: LimitSettings) -> Self {
        let letters = Quota::with_period(LETTER_EVERY).map(|quota| quota.allow_burst(LETTERS));
        Self {
            connections_per_ip: settings.connections_per_ip,
            open: Arc::default(),
            connects: settings.connects_per_minute.map(|n| RateLimiter::keyed(Quota::per_minute(n))),
            rooms: RateLimiter::keyed(Quota::per_minute(ROOMS_PER_MINUTE)),
            letters: RateLimiter::keyed(letters.unwrap_or(Quota::per_hour(LETTERS))),
            messages_per_second: settings.messages_per_second,
        }
    }

    /// Lets a socket in, and counts it until the permit is dropped.
    pub fn connect(&self, client: ClientKey) -> Result<ConnectionPermit, Exceeded> {
        if let Some(connects) = &self.connects {
            check_keyed(connects, client)?;
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(client).or_default();
        if self.connections_per_ip.is_some_and(|most| *count >= most.get()) {
            // When one of them closes is not known: a moment is a fair guess.
            return Err(Exceeded { retry_after: Duration::from_secs(5) });
        }
        *count += 1;
        Ok(ConnectionPermit { client, open: self.open.clone() })
    }

    pub fn make_room(&self, client: ClientKey) -> Result<(), Exceeded> {
        check_keyed(&self.rooms, client)
    }

    pub fn send_letter(&self, client: ClientKey) -> Result<(), Exceeded> {
        check_keyed(&self.letters, client)
    }

    /// The limit on one socket's frames.
    pub fn frames(&self) -> FrameLimit {
        let quota = |n: NonZeroU32| Quota::per_second(n).allow_burst(n.saturating_mul(BURST));
        FrameLimit {
            frames: self.messages_per_second.map(|n| RateLimiter::direct(quota(n))),
            patience: RateLimiter::direct(Quota::per_second(NonZeroU32::MIN).allow_burst(PATIENCE)),
        }
    }

    /// Forgets clients that have been quiet for long enough to have their full allowance again.
    pub fn forget_quiet_clients(&self) {
        for limiter in self.connects.iter().chain([&self.rooms, &self.letters]) {
            limiter.retain_recent();
        }
    }
}

const BURST: NonZeroU32 = NonZeroU32::new(FRAMES_BURST_SECONDS).unwrap();

/// One open socket of a client.
pub struct ConnectionPermit {
    client: ClientKey,
    open: Arc<Mutex<HashMap<ClientKey, u32>>>,
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.client);
            }
        }
    }
}

/// The limit on one socket's frames.
pub struct FrameLimit {
    frames: Option<DefaultDirectRateLimiter>,
    patience: DefaultDirectRateLimiter,
}

/// Why a frame is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    RateLimited(Exceeded),
    /// It went on for too long: close.
    OutOfPatience,
}

impl FrameLimit {
    pub fn check(&self) -> Result<(), Refused> {
        let Some(frames) = &self.frames else { return Ok(()) };
        frames.check().map_err(|not_until| {
            let exceeded = Exceeded { retry_after: not_until.wait_time_from(DefaultClock::default().now()) };
            match self.patience.check() {
                Ok(()) => Refused::RateLimited(exceeded),
                Err(_) => Refused::OutOfPatience,
            }
        })
    }
}

fn check_keyed(limiter: &DefaultKeyedRateLimiter<ClientKey>, client: ClientKey) -> Result<(), Exceeded> {
    limiter.check_key(&client).map_err(|not_until| Exceeded {
        retry_after: not_until.wait_time_from(DefaultClock::default().now()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{IpAddr, Ipv4Addr};

    fn client(last: u8) -> ClientKey {
        ClientKey::from(IpAddr::from(Ipv4Addr::new(192, 0, 2, last)))
    }

    fn limits(connections: u32, connects: u32, messages: u32) -> Limits {
        Limits::new(LimitSettings {
            connections_per_ip: NonZeroU32::new(connections),
            connects_per_minute: NonZeroU32::new(connects),
            messages_per_second: NonZeroU32::new(messages),
        })
    }

    #[test]
    fn sockets_at_once_are_counted_per_client_until_they_close() {
        let limits = limits(1, 0, 0);
        let first = limits.connect(client(1)).ok().unwrap();
        assert!(limits.connect(client(1)).is_err());
        assert!(limits.connect(client(2)).is_ok());
        drop(first);
        assert!(limits.connect(client(1)).is_ok());
    }

    #[test]
    fn sockets_a_minute_are_counted_per_client() {
        let limits = limits(0, 2, 0);
        assert!(limits.connect(client(1)).is_ok());
        assert!(limits.connect(client(1)).is_ok());
        let exceeded = limits.connect(client(1)).err().unwrap();
        assert!(exceeded.retry_after > Duration::ZERO && exceeded.retry_after <= Duration::from_secs(30));
        assert!(limits.connect(client(2)).is_ok());
    }

    #[test]
    fn frames_are_refused_and_then_patience_ends() {
        let limit = limits(0, 0, 1).frames();
        let answers: Vec<_> = (0..200).map(|_| limit.check()).collect();
        assert!(answers[0].is_ok());
        assert!(answers.iter().any(|answer| matches!(answer, Err(Refused::RateLimited(_)))));
        assert_eq!(answers[199], Err(Refused::OutOfPatience));
    }

    #[test]
    fn zero_lifts_the_limits() {
        let limits = limits(0, 0, 0);
        let permits: Vec<_> = (0..1000).map(|_| limits.connect(client(1))).collect();
        assert!(permits.iter().all(Result::is_ok));
        let frames = limits.frames();
        assert!((0..10_000).all(|_| frames.check().is_ok()));
    }
}
