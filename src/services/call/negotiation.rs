//! Perfect negotiation (W3C WebRTC section 10.7), the decisions only: both sides may offer at any
//! time, and when two offers cross, the impolite side's stands and the polite side takes its own back.

/// Which description is under way in this browser, and whether the partner's last offer was ignored: its
/// candidates then are, too.
#[derive(Debug)]
pub struct Negotiation {
    polite: bool,
    making_offer: bool,
    ignored_offer: bool,
    setting_answer: bool,
}

impl Negotiation {
    pub fn new(polite: bool) -> Self {
        Self { polite, making_offer: false, ignored_offer: false, setting_answer: false }
    }

    /// The local description is being made, until [`Self::offer_made`].
    pub fn making_offer(&mut self) {
        self.making_offer = true;
    }

    pub fn offer_made(&mut self) {
        self.making_offer = false;
    }

    /// The remote answer is being applied, until [`Self::answer_set`].
    pub fn setting_answer(&mut self) {
        self.setting_answer = true;
    }

    pub fn answer_set(&mut self) {
        self.setting_answer = false;
    }

    /// Whether to take an offer from the other side; `stable` is the connection's signaling state.
    pub fn takes_offer(&mut self, stable: bool) -> bool {
        let ready = !self.making_offer && (stable || self.setting_answer);
        self.ignored_offer = !ready && !self.polite;
        !self.ignored_offer
    }

    /// Candidates of an ignored offer mean nothing here.
    pub fn takes_candidates(&self) -> bool {
        !self.ignored_offer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_out_of_the_blue_is_taken_by_both() {
        assert!(Negotiation::new(true).takes_offer(true));
        assert!(Negotiation::new(false).takes_offer(true));
    }

    #[test]
    fn of_two_crossing_offers_the_impolite_sides_stands() {
        for (polite, takes) in [(true, true), (false, false)] {
            let mut making = Negotiation::new(polite);
            making.making_offer();
            assert_eq!(making.takes_offer(true), takes, "while ours is being made");
            making.offer_made();
            assert_eq!(making.takes_offer(false), takes, "while ours waits for its answer");
            assert_eq!(making.takes_candidates(), takes);
        }
    }

    #[test]
    fn an_offer_right_behind_the_answer_is_no_collision() {
        let mut negotiation = Negotiation::new(false);
        negotiation.setting_answer();
        assert!(negotiation.takes_offer(false));
        negotiation.answer_set();
        assert!(!negotiation.takes_offer(false));
    }

    #[test]
    fn candidates_count_again_after_the_next_good_offer() {
        let mut negotiation = Negotiation::new(false);
        assert!(!negotiation.takes_offer(false));
        assert!(!negotiation.takes_candidates());
        assert!(negotiation.takes_offer(true));
        assert!(negotiation.takes_candidates());
    }
}
