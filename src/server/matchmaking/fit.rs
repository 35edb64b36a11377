//! The rules of the queue: do these two fit, now?

use std::time::Duration;

use super::Profile;
use crate::protocol::limits::{WIDEN_INTERESTS_AFTER, WIDEN_LANGUAGES_AFTER};

/// One of two people in the queue.
#[derive(Clone, Copy, Debug)]
pub struct Waiter<'a> {
    pub profile: &'a Profile,
    /// How long they have waited.
    pub waited: Duration,
    /// Whether the other was their last partner in the queue's rooms.
    pub just_met: bool,
    /// Whether they have blocked the other.
    pub blocks: bool,
}

/// How well two people fit; the better, the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    Fits,
    SharesInterest,
}

/// `None`: not now. What does not fit yet may fit once one of them has waited longer.
pub fn fit(a: Waiter<'_>, b: Waiter<'_>) -> Option<Fit> {
    if a.blocks || b.blocks {
        return None;
    }
    let waited = a.waited.max(b.waited);
    let shares_interest = a.profile.shares_interest(b.profile);
    if waited < WIDEN_INTERESTS_AFTER {
        let neither_names_one = a.profile.interests.is_empty() && b.profile.interests.is_empty();
        if !(shares_interest || neither_names_one) || a.just_met || b.just_met {
            return None;
        }
    }
    if waited < WIDEN_LANGUAGES_AFTER && !a.profile.may_speak_with(b.profile) {
        return None;
    }
    Some(if shares_interest { Fit::SharesInterest } else { Fit::Fits })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(interests: &[&str], languages: &[&str]) -> Profile {
        Profile::named("Ada").with_interests(interests).with_languages(languages)
    }

    fn waiter(profile: &Profile, seconds: u64) -> Waiter<'_> {
        Waiter { profile, waited: Duration::from_secs(seconds), just_met: false, blocks: false }
    }

    #[test]
    fn a_shared_interest_or_none_at_all() {
        let (none, chess, music) = (profile(&[], &[]), profile(&["Chess"], &[]), profile(&["music"], &[]));
        let both = profile(&["Music", "CHESS"], &[]);
        assert_eq!(fit(waiter(&none, 0), waiter(&none, 0)), Some(Fit::Fits));
        assert_eq!(fit(waiter(&chess, 0), waiter(&both, 0)), Some(Fit::SharesInterest));
        assert_eq!(fit(waiter(&chess, 0), waiter(&music, 9)), None);
        assert_eq!(fit(waiter(&chess, 0), waiter(&none, 9)), None);
        assert_eq!(fit(waiter(&chess, 0), waiter(&music, 10)), Some(Fit::Fits));
        assert_eq!(fit(waiter(&chess, 10), waiter(&both, 0)), Some(Fit::SharesInterest));
    }

    #[test]
    fn a_shared_language_by_its_primary_subtag_or_one_who_names_none() {
        let (none, british, american) =
            (profile(&[], &[]), profile(&[], &["en-GB"]), profile(&[], &["EN-us"]));
        let german = profile(&[], &["de"]);
        assert!(fit(waiter(&british, 0), waiter(&american, 0)).is_some());
        assert!(fit(waiter(&british, 0), waiter(&none, 0)).is_some());
        assert_eq!(fit(waiter(&british, 29), waiter(&german, 0)), None);
        assert!(fit(waiter(&british, 0), waiter(&german, 30)).is_some());
    }

    #[test]
    fn the_last_partner_only_after_ten_seconds() {
        let ada = profile(&[], &[]);
        let met = |seconds| Waiter { just_met: true, ..waiter(&ada, seconds) };
        assert_eq!(fit(met(0), waiter(&ada, 0)), None);
        assert_eq!(fit(waiter(&ada, 9), met(9)), None);
        assert!(fit(met(0), waiter(&ada, 10)).is_some());
    }

    #[test]
    fn a_block_never_ends() {
        let ada = profile(&[], &[]);
        let blocks = Waiter { blocks: true, ..waiter(&ada, 3600) };
        assert_eq!(fit(blocks, waiter(&ada, 3600)), None);
        assert_eq!(fit(waiter(&ada, 3600), blocks), None);
    }
}
