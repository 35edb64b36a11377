//! What this instance has counted itself.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::time::Instant;

use super::{Deed, Exceeded};
use crate::server::security::client::ClientKey;

/// Counts of each deed, by address or by session.
pub struct Own<K: Clone + Hash + Eq>(Vec<(Deed, DefaultKeyedRateLimiter<K>)>);

impl<K: Clone + Hash + Eq> Own<K> {
    pub fn new(quota: impl Fn(Deed) -> Option<Quota>) -> Self {
        let limiters =
            Deed::ALL.into_iter().filter_map(|deed| Some((deed, RateLimiter::keyed(quota(deed)?))));
        Self(limiters.collect())
    }

    pub fn spend(&self, deed: Deed, key: &K) -> Result<(), Exceeded> {
        let Some((_, limiter)) = self.0.iter().find(|(counted, _)| *counted == deed) else { return Ok(()) };
        Ok(limiter.check_key(key)?)
    }

    pub fn forget_the_quiet(&self) {
        for (_, limiter) in &self.0 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// Addresses that have to wait, and until when.
#[derive(Default)]
pub struct CoolDowns(Mutex<HashMap<ClientKey, Instant>>);

impl CoolDowns {
    pub fn begin(&self, client: ClientKey, pause: Duration) {
        self.lock().insert(client, Instant::now() + pause);
    }

    pub fn check(&self, client: ClientKey) -> Result<(), Exceeded> {
        let left = self.lock().get(&client).map(|until| until.saturating_duration_since(Instant::now()));
        match left {
            Some(retry_after) if !retry_after.is_zero() => Err(Exceeded { retry_after }),
            _ => Ok(()),
        }
    }

    pub fn forget_the_past(&self) {
        let now = Instant::now();
        self.lock().retain(|_, until| *until > now);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ClientKey, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
