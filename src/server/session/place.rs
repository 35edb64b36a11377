//! When to tell a user their place in the queue: on entering, after an update and when it changes,
//! at most once a second.

use tokio::time::Instant;

use crate::protocol::limits::PLACE_EVERY;

#[derive(Default)]
pub struct PlaceNotice {
    expected: bool,
    /// The position that was last told.
    told: Option<u64>,
    told_at: Option<Instant>,
}

impl PlaceNotice {
    pub fn expect(&mut self) {
        self.expected = true;
        self.told = None;
    }

    pub fn forgo(&mut self) {
        self.expected = false;
    }

    /// Whatever was told may not have arrived.
    pub fn forget(&mut self) {
        self.told = None;
    }

    pub fn is_expected(&self) -> bool {
        self.expected
    }

    /// Whether `position` is to be told now. If so, it counts as told.
    pub fn is_due(&mut self, position: u64) -> bool {
        let rested = self.told_at.is_none_or(|at| at.elapsed() >= PLACE_EVERY);
        let due = self.expected && self.told != Some(position) && rested;
        if due {
            self.told = Some(position);
            self.told_at = Some(Instant::now());
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn tells_news_at_most_once_a_second() {
        let mut notice = PlaceNotice::default();
        assert!(!notice.is_due(1), "not in the queue");
        notice.expect();
        assert!(notice.is_due(1));
        assert!(!notice.is_due(2), "too soon");
        tokio::time::advance(PLACE_EVERY).await;
        assert!(!notice.is_due(1), "no news");
        assert!(notice.is_due(2));
        notice.expect();
        assert!(!notice.is_due(2), "an update, but too soon");
        tokio::time::advance(PLACE_EVERY).await;
        assert!(notice.is_due(2), "after an update the place is told again");
        notice.forget();
        tokio::time::advance(PLACE_EVERY).await;
        assert!(notice.is_due(2), "what was told may not have arrived");
        notice.forgo();
        tokio::time::advance(PLACE_EVERY).await;
        assert!(!notice.is_due(1));
    }
}
