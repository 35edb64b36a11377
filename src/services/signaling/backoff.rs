//! When to try the socket again: exponential with full jitter, so that the people of a lost
//! instance come back spread over time, and with a quick first try, for most losses are short.

use std::time::Duration;

const FIRST: Duration = Duration::from_millis(250);
const CAP: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub struct Backoff {
    attempt: u32,
}

impl Backoff {
    /// How long to wait before the next try. `random` is uniform in 0..1.
    pub fn next_delay(&mut self, random: f64) -> Duration {
        let ceiling = FIRST.saturating_mul(2_u32.saturating_pow(self.attempt)).min(CAP);
        self.attempt = self.attempt.saturating_add(1);
        ceiling.mul_f64(random.clamp(0.0, 1.0))
    }

    /// After a success, or a sign that the network is back: the next try is quick again.
    pub fn reset(&mut self) {
        self.attempt = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_try_is_quick_and_later_ones_double_up_to_the_cap() {
        let mut backoff = Backoff::default();
        let ceilings: Vec<u128> = (0..7).map(|_| backoff.next_delay(1.0).as_millis()).collect();
        assert_eq!(ceilings, [250, 500, 1000, 2000, 4000, 5000, 5000]);
    }

    #[test]
    fn jitter_takes_any_part_of_the_ceiling() {
        let mut backoff = Backoff::default();
        assert_eq!(backoff.next_delay(0.0), Duration::ZERO);
        assert_eq!(backoff.next_delay(0.5), Duration::from_millis(250));
    }

    #[test]
    fn a_success_makes_the_next_try_quick_again() {
        let mut backoff = Backoff::default();
        (0..100).for_each(|_| {
            backoff.next_delay(1.0);
        });
        backoff.reset();
        assert_eq!(backoff.next_delay(1.0), FIRST);
    }
}
