//! Why there is no link, and what to do about it: nothing, or to try again, and when. Whether the
//! session is still there is the server's to say, however long it took: the token is kept.

use std::time::Duration;

use super::backoff::Backoff;
use super::session::Closing;
use crate::protocol::session::CloseCode;

/// After 4429 the server wants to be left alone for a while.
const AFTER_TOO_MANY_REQUESTS: Duration = Duration::from_secs(30);

#[derive(Debug, PartialEq, Eq)]
pub enum Loss {
    /// It ended, or could not be opened; with the close code, if the server had the time for one.
    Closed(Option<u16>),
    /// In place of a welcome: the session cannot be looked up just now.
    Unavailable { retry_after: Option<Duration> },
}

#[derive(Debug, PartialEq, Eq)]
pub enum Comeback {
    After(Duration),
    Never(Closing),
}

impl Loss {
    /// `random` is uniform in 0..1.
    pub fn comeback(&self, backoff: &mut Backoff, random: f64) -> Comeback {
        let is = |code: CloseCode| *self == Loss::Closed(Some(code.as_u16()));
        if is(CloseCode::TakenOver) {
            return Comeback::Never(Closing::TakenOver);
        }
        if is(CloseCode::NoHello) {
            return Comeback::Never(Closing::Outdated);
        }
        let asked_for = match self {
            Loss::Unavailable { retry_after } => retry_after.unwrap_or_default(),
            Loss::Closed(_) if is(CloseCode::TooManyRequests) => AFTER_TOO_MANY_REQUESTS,
            Loss::Closed(_) => Duration::ZERO,
        };
        Comeback::After(asked_for + backoff.next_delay(random))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comeback(loss: Loss) -> Comeback {
        loss.comeback(&mut Backoff::default(), 1.0)
    }

    fn closed(code: CloseCode) -> Loss {
        Loss::Closed(Some(code.as_u16()))
    }

    fn after(millis: u64) -> Comeback {
        Comeback::After(Duration::from_millis(millis))
    }

    #[test]
    fn a_lost_a_draining_and_a_refusing_server_are_tried_again_at_once() {
        const ABNORMAL: u16 = 1006;
        for loss in [Loss::Closed(None), Loss::Closed(Some(ABNORMAL)), closed(CloseCode::GoingAway)] {
            assert_eq!(comeback(loss), after(250));
        }
    }

    #[test]
    fn the_tries_spread_out() {
        let mut backoff = Backoff::default();
        for ceiling in [250, 500, 1000, 2000, 4000, 5000, 5000] {
            assert_eq!(Loss::Closed(None).comeback(&mut backoff, 1.0), after(ceiling));
        }
    }

    #[test]
    fn a_server_that_cannot_look_the_session_up_says_when_to_ask_again() {
        let mut backoff = Backoff::default();
        let loss = || Loss::Unavailable { retry_after: Some(Duration::from_millis(700)) };
        assert_eq!(loss().comeback(&mut backoff, 1.0), after(950));
        assert_eq!(loss().comeback(&mut backoff, 1.0), after(1200));
        assert_eq!(comeback(Loss::Unavailable { retry_after: None }), after(250));
    }

    #[test]
    fn a_page_that_was_replaced_or_is_outdated_does_not_come_back() {
        assert_eq!(comeback(closed(CloseCode::TakenOver)), Comeback::Never(Closing::TakenOver));
        assert_eq!(comeback(closed(CloseCode::NoHello)), Comeback::Never(Closing::Outdated));
    }

    #[test]
    fn a_flood_is_paused_for_longer() {
        assert_eq!(comeback(closed(CloseCode::TooManyRequests)), after(30_250));
    }
}
