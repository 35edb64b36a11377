//! The limit on one socket's frames, and how long refusals are put up with.

use std::num::NonZeroU32;
use std::sync::Arc;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use super::{Deed, Exceeded, Limits, told};
use crate::server::security::client::ClientKey;

/// This many refused frames in a row, and one more a second, are put up with.
const PATIENCE: NonZeroU32 = NonZeroU32::new(100).unwrap();

pub struct FrameLimit {
    limits: Arc<Limits>,
    client: ClientKey,
    frames: Option<DefaultDirectRateLimiter>,
    patience: DefaultDirectRateLimiter,
}

impl FrameLimit {
    pub(super) fn new(limits: Arc<Limits>, client: ClientKey, quota: Option<Quota>) -> Self {
        let patience = Quota::per_second(NonZeroU32::MIN).allow_burst(PATIENCE);
        Self {
            limits,
            client,
            frames: quota.map(RateLimiter::direct),
            patience: RateLimiter::direct(patience),
        }
    }

    /// Counts a frame.
    pub fn check(&self) -> Result<(), Exceeded> {
        told(Deed::Frame, self.count())
    }

    fn count(&self) -> Result<(), Exceeded> {
        if let Some(frames) = &self.frames {
            frames.check()?;
        }
        self.limits.addresses.spend(Deed::Frame, &self.client)
    }

    /// Whether one more refusal, of a frame or of what it asks for, is put up with; else it is time to close.
    pub fn bears_it(&self) -> bool {
        self.patience.check().is_ok()
    }
}
