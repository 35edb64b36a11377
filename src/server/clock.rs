//! The time, as a wall clock that never jumps: it starts from the system's clock and goes on with
//! tokio's, so that tests can pause and advance it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

use crate::protocol::Timestamp;

#[derive(Clone, Copy, Debug)]
pub struct Clock {
    started: Instant,
    epoch_at_start: Duration,
}

impl Clock {
    /// Starts at the system's time; a clock before 1970 counts as 1970.
    pub fn start() -> Self {
        let epoch_at_start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { started: Instant::now(), epoch_at_start }
    }

    pub fn now(&self) -> Timestamp {
        let since_epoch = self.epoch_at_start + self.started.elapsed();
        Timestamp::from_millis(since_epoch.as_millis() as u64)
    }
}
