//! The slower lane: what is held against a visitor, how it fades, and how long it makes them wait.
//!
//! Nobody is told of it, neither the visitor nor those they meet. The store keeps the score under the
//! visitor's pseudonym; Redis computes it by the same rules (`lua/conduct.lua`).

use std::time::Duration;

/// Who goes on to the next this soon after a match has not looked who it is.
pub const INSTANT: Duration = Duration::from_secs(3);
/// What one such skip counts, and what one report.
pub const SKIP_POINTS: f64 = 1.0;
pub const REPORT_POINTS: f64 = 10.0;
/// In this time a score halves.
pub const HALF_LIFE: Duration = Duration::from_hours(3);
/// Up to here nobody waits: some thirty instant skips, or three reports, in an hour.
pub const LANE_FROM: f64 = 30.0;
/// For each point beyond, and at the most.
pub const LANE_STEP: Duration = Duration::from_millis(500);
pub const LANE_LONGEST: Duration = Duration::from_secs(15);
/// A score is forgotten when nothing was added to it for this long: next to nothing is left of it.
pub const CONDUCT_LIFE: Duration = Duration::from_hours(24);

/// What is left of a score after some time.
pub fn faded(score: f64, after: Duration) -> f64 {
    score * 0.5_f64.powf(after.as_secs_f64() / HALF_LIFE.as_secs_f64())
}

/// How long somebody with this score waits before they can be matched.
pub fn delay(score: f64) -> Duration {
    LANE_STEP.mul_f64((score - LANE_FROM).max(0.0)).min(LANE_LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_a_few_skips_and_nobody_waits_for_long() {
        assert_eq!(delay(20.0 * SKIP_POINTS), Duration::ZERO);
        assert_eq!(delay(2.0 * REPORT_POINTS), Duration::ZERO);
        assert_eq!(delay(LANE_FROM + 4.0), Duration::from_secs(2));
        assert_eq!(delay(1000.0), LANE_LONGEST);
    }

    #[test]
    fn a_score_halves_in_three_hours() {
        assert_eq!(faded(40.0, Duration::from_hours(3)), 20.0);
        assert_eq!(faded(256.0, CONDUCT_LIFE), 1.0, "in a day");
    }
}
