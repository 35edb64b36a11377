//! Perfect negotiation (W3C WebRTC section 10.7), the decisions only: both sides may offer at any
//! time, and when two offers cross, the impolite side's stands and the polite side forgets its own.
//!
//! Signals may be lost with an instance of the server, and a session that goes on elsewhere says so
//! (`gap`). Then both sides must come to an agreement again, whatever was lost and whichever side is
//! told: hence what is said again here, and answers that name their offer.

/// The attribute of an answer that names the offer it is to, by that offer's ICE user name. Without it an
/// answer that was sent twice, as after a loss of signals, could be taken for one to a later offer.
/// Browsers pass over attributes that they do not know (RFC 8866 section 5.13).
const ANSWERS: &str = "a=x-answers:";
const USER_NAME: &str = "a=ice-ufrag:";

/// Which description is under way in this browser, and whether the partner's last offer was ignored: its
/// candidates then are, too.
#[derive(Debug)]
pub struct Negotiation {
    polite: bool,
    making_offer: bool,
    ignored_offer: bool,
}

/// The connection's signaling state, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Stable,
    /// The own offer waits for its answer.
    Offered,
    /// The partner's offer waits for ours.
    Asked,
}

/// What to do with an offer of the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Take,
    Ignore,
    /// Ignore it, and say the own offer again: theirs may have been made because ours was lost.
    Insist,
}

/// What a restart of ICE needs beside, after signals may have been lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    /// Say the own offer again: it, or its answer, may have been lost, and only an answer makes room for
    /// a new one.
    Repeat,
    /// Offer, though there is nothing yet to restart or to offer: the impolite side then insists on its
    /// own offer, which this side never got.
    Ask,
}

impl Negotiation {
    pub fn new(polite: bool) -> Self {
        Self { polite, making_offer: false, ignored_offer: false }
    }

    /// The local description is being made, until [`Self::offer_made`].
    pub fn making_offer(&mut self) {
        self.making_offer = true;
    }

    pub fn offer_made(&mut self) {
        self.making_offer = false;
    }

    pub fn offered(&mut self, state: State) -> Choice {
        let ready = !self.making_offer && state != State::Offered;
        self.ignored_offer = !ready && !self.polite;
        match (self.ignored_offer, state) {
            (false, _) => Choice::Take,
            (true, State::Offered) => Choice::Insist,
            // The own offer is being made, and will be said.
            (true, State::Stable | State::Asked) => Choice::Ignore,
        }
    }

    /// Whether to take an answer; `offer` is the own description that waits for one.
    pub fn answered(&mut self, state: State, offer: &str, answer: &str) -> bool {
        let named = value_of(answer, ANSWERS);
        let takes =
            state == State::Offered && named.is_none_or(|named| Some(named) == value_of(offer, USER_NAME));
        if takes {
            self.ignored_offer = false;
        }
        takes
    }

    /// Candidates of an ignored offer mean nothing here.
    pub fn takes_candidates(&self) -> bool {
        !self.ignored_offer
    }

    /// ICE is about to be restarted. `described`: there is, or was, a local description.
    pub fn restart(&self, state: State, described: bool) -> Beside {
        match state {
            State::Offered => Beside::Repeat,
            State::Stable if self.polite && !described && !self.making_offer => Beside::Ask,
            State::Stable | State::Asked => Beside::Nothing,
        }
    }
}

/// `answer`, and to which offer it is.
pub fn answer_to(offer: &str, answer: String) -> String {
    match value_of(offer, USER_NAME) {
        Some(name) => format!("{answer}{ANSWERS}{name}\r\n"),
        None => answer,
    }
}

/// Of the first line that begins so.
fn value_of<'a>(sdp: &'a str, name: &str) -> Option<&'a str> {
    sdp.lines().find_map(|line| line.strip_prefix(name)).map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sdp(user_name: &str) -> String {
        format!("v=0\r\nm=audio 9\r\na=ice-ufrag:{user_name}\r\nm=video 9\r\na=ice-ufrag:later\r\n")
    }

    #[test]
    fn an_offer_out_of_the_blue_is_taken_by_both() {
        assert_eq!(Negotiation::new(true).offered(State::Stable), Choice::Take);
        assert_eq!(Negotiation::new(false).offered(State::Stable), Choice::Take);
    }

    #[test]
    fn of_two_crossing_offers_the_impolite_sides_stands() {
        for (polite, while_made, while_waiting) in
            [(true, Choice::Take, Choice::Take), (false, Choice::Ignore, Choice::Insist)]
        {
            let mut making = Negotiation::new(polite);
            making.making_offer();
            assert_eq!(making.offered(State::Stable), while_made, "it is told when it is made");
            making.offer_made();
            assert_eq!(making.offered(State::Offered), while_waiting, "it may have been lost");
            assert_eq!(making.takes_candidates(), polite);
        }
    }

    #[test]
    fn candidates_count_again_after_the_next_good_description() {
        let mut negotiation = Negotiation::new(false);
        negotiation.offered(State::Offered);
        assert!(!negotiation.takes_candidates());
        negotiation.offered(State::Stable);
        assert!(negotiation.takes_candidates());
        negotiation.offered(State::Offered);
        negotiation.answered(State::Offered, &sdp("one"), &sdp("two"));
        assert!(negotiation.takes_candidates());
    }

    #[test]
    fn an_answer_is_taken_for_the_offer_that_it_names_only() {
        let mut negotiation = Negotiation::new(false);
        let answer = answer_to(&sdp("one"), sdp("two"));
        assert!(answer.starts_with(&sdp("two")));
        assert!(!negotiation.answered(State::Offered, &sdp("three"), &answer), "to an earlier offer");
        assert!(!negotiation.answered(State::Stable, &sdp("one"), &answer), "said twice");
        assert!(negotiation.answered(State::Offered, &sdp("one"), &answer));
    }

    #[test]
    fn an_answer_that_names_no_offer_is_taken() {
        let mut negotiation = Negotiation::new(false);
        assert!(negotiation.answered(State::Offered, &sdp("one"), &sdp("two")), "of another client");
        let empty = "v=0\r\n";
        assert_eq!(answer_to(empty, sdp("two")), sdp("two"));
    }

    #[test]
    fn a_restart_says_again_what_may_have_been_lost() {
        for polite in [true, false] {
            let negotiation = Negotiation::new(polite);
            assert_eq!(negotiation.restart(State::Offered, true), Beside::Repeat);
            assert_eq!(negotiation.restart(State::Stable, true), Beside::Nothing);
            assert_eq!(negotiation.restart(State::Asked, true), Beside::Nothing);
        }
        assert_eq!(
            Negotiation::new(false).restart(State::Stable, false),
            Beside::Nothing,
            "it comes by itself"
        );
        let mut polite = Negotiation::new(true);
        assert_eq!(polite.restart(State::Stable, false), Beside::Ask);
        polite.making_offer();
        assert_eq!(polite.restart(State::Stable, false), Beside::Nothing, "asked already");
    }
}
