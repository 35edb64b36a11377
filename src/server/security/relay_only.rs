//! In a relay-only room nobody learns where the other is: of the candidates only a relay's may pass
//! (RFC 8839 section 5.1), in batches and inside of descriptions alike.

use crate::protocol::Event;
use crate::protocol::signaling::Event as Signal;

/// What of `event` may reach the other side of a relay-only room, if anything.
pub fn without_addresses(event: Event) -> Option<Event> {
    let Event::Signaling(mut signal) = event else { return Some(event) };
    match &mut signal {
        Signal::NegotiationCallOffer(relayed) | Signal::NegotiationCallAnswer(relayed) => {
            let sdp = &mut relayed.signal.sdp;
            *sdp = sdp.split_inclusive('\n').filter(|line| may_pass(line)).map(mask).collect();
        }
        Signal::SendNewIceCandidates(relayed) => {
            let candidates = &mut relayed.signal.candidates;
            candidates.retain(|candidate| may_pass(&candidate.candidate));
            for candidate in candidates.iter_mut() {
                candidate.candidate = mask(&candidate.candidate);
            }
            if candidates.is_empty() {
                return None;
            }
        }
        Signal::MediaState(_) => {}
    }
    Some(Event::Signaling(signal))
}

/// A candidate of a relay, the end of candidates, or a line of a description that is no candidate.
fn may_pass(line: &str) -> bool {
    let line = line.trim().to_ascii_lowercase();
    let is_candidate = line.contains("candidate:");
    let mut words = line.split_ascii_whitespace();
    !is_candidate || (words.by_ref().any(|word| word == "typ") && words.next() == Some("relay"))
}

/// The same without the addresses that stand beside a candidate: what a relay's candidate is related
/// to (`raddr`, `rport`), and the default destinations of a description (`c=`, `a=rtcp:`).
fn mask(line: &str) -> String {
    if line.starts_with("c=") {
        return format!("c=IN IP4 {NOWHERE}{}", line_end(line));
    }
    if line.starts_with("a=rtcp:") {
        return format!("a=rtcp:9 IN IP4 {NOWHERE}{}", line_end(line));
    }
    let mut before = "";
    let words = line.split_inclusive(' ').map(|word| {
        let known = match before.trim_end() {
            "raddr" => Some(NOWHERE),
            "rport" => Some("0"),
            _ => None,
        };
        before = word;
        known.map_or_else(|| word.to_owned(), |known| format!("{known}{}", line_end(word)))
    });
    words.collect()
}

const NOWHERE: &str = "0.0.0.0";

/// The white space that `text` ends with.
fn line_end(text: &str) -> &str {
    &text[text.trim_end().len()..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::signaling::{Candidate, Candidates, Description, Relayed};

    const HOST: &str = "candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0";
    const REFLEXIVE: &str =
        "candidate:2 1 udp 1686052607 198.51.100.7 50000 typ srflx raddr 192.0.2.1 rport 50000";
    const RELAY: &str = "candidate:3 1 udp 41885439 203.0.113.9 49160 typ relay raddr 0.0.0.0 rport 0";

    fn batch(candidates: &[&str]) -> Event {
        let candidates = candidates.iter().map(|candidate| Candidate {
            candidate: candidate.to_string(),
            sdp_mid: None,
            sdp_m_line_index: None,
            username_fragment: None,
        });
        let signal = Candidates { room_id: "r".into(), candidates: candidates.collect() };
        Signal::SendNewIceCandidates(Relayed { from: "a".into(), signal }).into()
    }

    fn offer(sdp: &str) -> Event {
        let signal = Description { room_id: "r".into(), sdp: sdp.into() };
        Signal::NegotiationCallOffer(Relayed { from: "a".into(), signal }).into()
    }

    #[test]
    fn of_a_batch_only_relays_and_the_end_pass() {
        assert_eq!(without_addresses(batch(&[HOST, RELAY, REFLEXIVE, ""])), Some(batch(&[RELAY, ""])));
        assert_eq!(without_addresses(batch(&[HOST, REFLEXIVE])), None);
    }

    #[test]
    fn nothing_slips_through_by_its_spelling() {
        for spelt in
            ["CANDIDATE:1 1 UDP 1 192.0.2.1 9 TYP HOST", "a=candidate:1 1 udp 1 192.0.2.1 9 typ relayed"]
        {
            assert_eq!(without_addresses(batch(&[spelt])), None, "{spelt}");
        }
    }

    #[test]
    fn a_description_keeps_all_but_the_candidates_that_tell() {
        let full = format!("v=0\r\na=ice-ufrag:x\r\na={HOST}\r\na={RELAY}\r\na=end-of-candidates\r\n");
        let clean = format!("v=0\r\na=ice-ufrag:x\r\na={RELAY}\r\na=end-of-candidates\r\n");
        assert_eq!(without_addresses(offer(&full)), Some(offer(&clean)));
    }

    #[test]
    fn what_a_relay_is_related_to_is_masked() {
        let telling =
            "candidate:3 1 udp 1 203.0.113.9 49160 typ relay raddr 192.0.2.1 rport 50000 generation 0";
        let masked = "candidate:3 1 udp 1 203.0.113.9 49160 typ relay raddr 0.0.0.0 rport 0 generation 0";
        assert_eq!(without_addresses(batch(&[telling])), Some(batch(&[masked])));
        let full = format!("c=IN IP4 192.0.2.1\r\na=rtcp:50001 IN IP4 192.0.2.1\r\na={telling}\r\n");
        let clean = format!("c=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na={masked}\r\n");
        assert_eq!(without_addresses(offer(&full)), Some(offer(&clean)));
    }
}
