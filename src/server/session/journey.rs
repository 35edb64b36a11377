//! A user's way through the funnel: the wait, the match, and how far the call has come, as their browser
//! tells. Each step counts once, whatever is told.

use std::time::Duration;

use tokio::time::Instant;

use crate::protocol::progress::{Phase, Progress, Route};

#[derive(Default)]
pub struct Journey {
    waits_since: Option<Instant>,
    matched_at: Option<Instant>,
    /// There is a call whose end was not told. Unknown of a session that came from another instance.
    in_call: bool,
    /// What was told of it.
    reached: Vec<Phase>,
    route: Option<Route>,
}

/// Nothing can be told of a call, for there is none.
#[derive(Debug, PartialEq, Eq)]
pub struct NoCall;

/// A step that counts.
#[derive(Debug, PartialEq)]
pub struct Step {
    pub progress: Progress,
    pub route: Option<Route>,
    /// The last phase before it.
    pub before: Option<Phase>,
    pub since_match: Option<Duration>,
}

impl Journey {
    /// Of a session that may be in a call that began elsewhere.
    pub fn adopted() -> Self {
        Self { in_call: true, ..Self::default() }
    }

    /// The user asks for a place in the queue. True if they did not wait before.
    pub fn wait(&mut self) -> bool {
        let new = self.waits_since.is_none();
        self.waits_since.get_or_insert_with(Instant::now);
        new
    }

    pub fn stop_waiting(&mut self) {
        self.waits_since = None;
    }

    /// Returns how long the wait was, if there was one.
    pub fn matched(&mut self) -> Option<Duration> {
        let waited = self.waits_since.map(|since| since.elapsed());
        *self = Self { matched_at: Some(Instant::now()), in_call: true, ..Self::default() };
        waited
    }

    /// `None`: it was told before.
    ///
    /// # Errors
    /// [`NoCall`] when there is none.
    pub fn tell(&mut self, progress: Progress) -> Result<Option<Step>, NoCall> {
        if !self.in_call {
            return Err(NoCall);
        }
        let phase = progress.phase();
        if self.reached.contains(&phase) {
            return Ok(None);
        }
        let before = self.reached.last().copied();
        self.reached.push(phase);
        match progress {
            Progress::Connected(route) => self.route = Some(route),
            Progress::Ended(_) => self.in_call = false,
            Progress::Offer | Progress::FirstFrame | Progress::Alive => {}
        }
        let since_match = self.matched_at.map(|at| at.elapsed());
        Ok(Some(Step { progress, route: self.route, before, since_match }))
    }

    /// The session is over. Returns where its call stood, if one had not ended; of a client that never
    /// tells anything that is not known.
    pub fn end(&mut self) -> Option<(Phase, Option<Route>)> {
        let reached = self.reached.last().copied().filter(|_| self.in_call)?;
        self.in_call = false;
        Some((reached, self.route))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::progress::EndReason;

    const SECOND: Duration = Duration::from_secs(1);

    fn matched() -> Journey {
        let mut journey = Journey::default();
        journey.matched();
        journey
    }

    #[tokio::test(start_paused = true)]
    async fn the_wait_lasts_from_the_first_wish_to_the_match() {
        let mut journey = Journey::default();
        assert!(journey.wait());
        tokio::time::advance(SECOND).await;
        assert!(!journey.wait(), "an update of the details");
        tokio::time::advance(SECOND).await;
        assert_eq!(journey.matched(), Some(2 * SECOND));
        assert_eq!(journey.matched(), None, "with a friend one does not wait");
        journey.wait();
        journey.stop_waiting();
        assert_eq!(journey.matched(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn each_phase_counts_once_a_call() {
        let mut journey = matched();
        tokio::time::advance(SECOND).await;
        let step = journey.tell(Progress::Connected(Route::Relay)).unwrap().unwrap();
        assert_eq!((step.route, step.before, step.since_match), (Some(Route::Relay), None, Some(SECOND)));
        assert_eq!(journey.tell(Progress::Connected(Route::Direct)), Ok(None));
        let end = journey.tell(Progress::Ended(EndReason::Next)).unwrap().unwrap();
        assert_eq!((end.route, end.before), (Some(Route::Relay), Some(Phase::Connected)));
        journey.matched();
        let step = journey.tell(Progress::Offer).unwrap().unwrap();
        assert_eq!((step.route, step.before), (None, None), "another call");
    }

    #[test]
    fn outside_of_a_call_there_is_nothing_to_tell() {
        assert_eq!(Journey::default().tell(Progress::Alive), Err(NoCall));
        let mut journey = matched();
        journey.tell(Progress::Ended(EndReason::Stopped)).unwrap();
        assert_eq!(journey.tell(Progress::Offer), Err(NoCall));
        assert!(Journey::adopted().tell(Progress::Alive).unwrap().is_some());
    }

    #[test]
    fn who_is_gone_in_the_middle_of_a_call_has_ended_it() {
        let mut journey = matched();
        assert_eq!(journey.end(), None, "a client that tells nothing");
        journey.tell(Progress::Offer).unwrap();
        assert_eq!(journey.end(), Some((Phase::Offer, None)));
        assert_eq!(journey.end(), None, "once");
        let mut journey = matched();
        journey.tell(Progress::Ended(EndReason::Stopped)).unwrap();
        assert_eq!(journey.end(), None);
    }
}
