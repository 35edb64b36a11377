//! Whether Redis is in reach, as its answers tell.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

pub struct Reach(Mutex<Inside>);

struct Inside {
    answers: bool,
    /// Of the commands that were answered, when the one was sent that was sent last.
    last: Option<Instant>,
    outages: u64,
}

impl Reach {
    /// Nothing speaks against it yet.
    pub fn new() -> Self {
        Self(Mutex::new(Inside { answers: true, last: None, outages: 0 }))
    }

    pub fn is_there(&self) -> bool {
        self.lock().answers
    }

    /// How often it was found to be away.
    pub fn outages(&self) -> u64 {
        self.lock().outages
    }

    /// The command that was sent then was answered. Returns whether Redis was away before.
    pub fn found(&self, sent: Instant) -> bool {
        let mut inside = self.lock();
        inside.last = inside.last.max(Some(sent));
        !std::mem::replace(&mut inside.answers, true)
    }

    /// The command that was sent then was not answered. Returns whether Redis was there before, and is not now:
    /// a command may also get lost with a connection that has been replaced since.
    pub fn missed(&self, sent: Instant) -> bool {
        let mut inside = self.lock();
        let is_new = inside.last < Some(sent) && std::mem::replace(&mut inside.answers, false);
        inside.outages += u64::from(is_new);
        is_new
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn it_is_said_once_that_redis_is_away_and_once_that_it_is_back() {
        let reach = Reach::new();
        let at = |seconds| Instant::now() + Duration::from_secs(seconds);
        assert!(!reach.found(at(1)));
        assert_eq!((reach.missed(at(20)), reach.missed(at(30)), reach.is_there()), (true, false, false));
        assert_eq!((reach.found(at(40)), reach.found(at(50)), reach.is_there()), (true, false, true));
        assert_eq!(reach.outages(), 1);
    }

    #[test]
    fn what_was_sent_before_something_that_was_answered_says_nothing() {
        let reach = Reach::new();
        let (old, new) = (Instant::now(), Instant::now() + Duration::from_secs(1));
        reach.found(new);
        assert_eq!((reach.missed(old), reach.missed(new), reach.is_there()), (false, false, true));
        reach.found(old);
        assert_eq!((reach.missed(new), reach.is_there()), (false, true));
    }
}
