//! What addresses have done, counted in Redis for all instances together, by the GCRA in `lua/limits.lua`.
//!
//! No address lies there: a count is called by an HMAC of the address, whose key is made anew every hour and
//! then gone. Whoever reads Redis can't tell who was here before that; within the hour they could find the key
//! as well, and try all addresses.

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use governor::Quota;
use serde::Deserialize;

use super::RedisStore;
use crate::server::random;
use crate::server::security::client::ClientKey;
use crate::server::security::keyed_digest::keyed_digest;
use crate::server::security::limits::{Deed, Exceeded, SharedCounts};
use crate::server::store::Refusal;

/// How long one key of the digests is used.
pub const SECRET_LIFE: Duration = Duration::from_hours(1);
/// It is asked for again after this, in case Redis has lost it and another instance has made a new one.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(60);

/// The key in force, as far as this instance knows.
#[derive(Default)]
pub struct Secret(Mutex<Option<(String, Instant)>>);

#[derive(Deserialize)]
struct InForce {
    secret: String,
    left: u64,
}

#[derive(Deserialize)]
struct Spent {
    /// In ms; 0 when it was counted.
    wait: u64,
}

#[async_trait]
impl SharedCounts for RedisStore {
    async fn spend(
        &self,
        deed: Deed,
        client: ClientKey,
        quota: Quota,
    ) -> Result<Result<(), Exceeded>, Refusal> {
        let name = self.name_of(deed, client).await?;
        let Spent { wait } = self.ask("spend", &[&name, &each(quota), &burst(quota)]).await?;
        let retry_after = Duration::from_millis(wait);
        Ok(if wait == 0 { Ok(()) } else { Err(Exceeded { retry_after }) })
    }

    async fn exhaust(
        &self,
        deed: Deed,
        client: ClientKey,
        quota: Quota,
        pause: Duration,
    ) -> Result<(), Refusal> {
        let name = self.name_of(deed, client).await?;
        let pause = pause.as_millis().to_string();
        self.ask::<serde_json::Value>("exhaust", &[&name, &each(quota), &burst(quota), &pause]).await?;
        Ok(())
    }
}

impl RedisStore {
    async fn name_of(&self, deed: Deed, client: ClientKey) -> Result<String, Refusal> {
        let mut name = format!("{}:", deed.name());
        for byte in keyed_digest(&self.limit_secret().await?, &client.octets()) {
            // Writing to a string does not fail.
            let _ = write!(name, "{byte:02x}");
        }
        Ok(name)
    }

    async fn limit_secret(&self) -> Result<String, Refusal> {
        let known = self.secret.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((secret, until)) = known
            && Instant::now() < until
        {
            return Ok(secret);
        }
        let asked = Instant::now();
        let InForce { secret, left } = self.ask("limit_secret", &[&random::token::<32>()]).await?;
        let until = asked + Duration::from_millis(left).min(ASK_AGAIN_AFTER);
        *self.secret.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((secret.clone(), until));
        Ok(secret)
    }
}

/// In ms: the script counts by its clock.
fn each(quota: Quota) -> String {
    format!("{:.3}", quota.replenish_interval().as_secs_f64() * 1000.0)
}

fn burst(quota: Quota) -> String {
    quota.burst_size().to_string()
}
