//! In a relay-only room nobody learns where the other is: of the candidates only a relay's may pass
//! (RFC 8839 section 5.1), in batches and inside of descriptions alike.

use super::signals::Candidate;
use crate::protocol::Event;
use crate::protocol::signaling::Event as Signal;

/// What of `event` may reach the other side of a relay-only room, if anything.
pub fn without_addresses(event: Event) -> Option<Event> {
    let Event::Signaling(mut signal) = event else { return Some(event) };
    match &mut signal {
        Signal::NegotiationCallOffer(relayed) | Signal::NegotiationCallAnswer(relayed) => {
            let sdp = &mut relayed.signal.sdp;
            *sdp = sdp.split_inclusive('\n').filter_map(line_without_addresses).collect();
        }
        Signal::SendNewIceCandidates(relayed) => {
            let candidates = &mut relayed.signal.candidates;
            candidates.retain_mut(|candidate| {
                let masked = of_a_relay(&candidate.candidate);
                let stays = masked.is_some() || candidate.candidate.is_empty();
                candidate.candidate = masked.unwrap_or_default();
                stays
            });
            if candidates.is_empty() {
                return None;
            }
        }
        Signal::MediaState(_) => {}
    }
    Some(Event::Signaling(signal))
}

const NOWHERE: &str = "IN IP4 0.0.0.0";

/// A candidate of a relay, without what it is related to (`raddr`, `rport`). What cannot be read is none.
fn of_a_relay(text: &str) -> Option<String> {
    Candidate::parse(text).filter(Candidate::is_relay).map(|candidate| candidate.masked().to_string())
}

/// A line of a description, without the addresses that stand beside the candidates: whose session it is (`o=`),
/// and where media go by default (`c=`, `a=rtcp:`).
fn line_without_addresses(line: &str) -> Option<String> {
    let (text, end) = (line.trim_end(), line_end(line));
    let masked = if text.starts_with("c=") {
        format!("c={NOWHERE}")
    } else if text.starts_with("a=rtcp:") {
        format!("a=rtcp:9 {NOWHERE}")
    } else if text.starts_with("o=") {
        // User, session and version (RFC 8866 section 5.2): only the numbers are of use to the other side.
        let mut numbers = text.split(' ').skip(1).map(|word| word.parse::<u64>().unwrap_or_default());
        let mut number = || numbers.next().unwrap_or_default();
        format!("o=- {} {} {NOWHERE}", number(), number())
    } else if text.to_ascii_lowercase().contains("candidate") && text != "a=end-of-candidates" {
        format!("a={}", text.strip_prefix("a=").and_then(of_a_relay)?)
    } else {
        return Some(line.to_owned());
    };
    Some(masked + end)
}

/// What ends `line`, and no more of what it may end with.
fn line_end(line: &str) -> &str {
    ["\r\n", "\n"].into_iter().find(|end| line.ends_with(end)).unwrap_or_default()
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
        for spelt in [
            "CANDIDATE:1 1 UDP 1 192.0.2.1 9 TYP HOST",
            "a=candidate:1 1 udp 1 192.0.2.1 9 typ relayed",
            "candidate:1 1 udp 1 192.0.2.1 9 typ host typ relay",
            "candidate:192.0.2.1 relay",
            "c=IN IP4 192.0.2.1",
        ] {
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
    fn white_space_after_a_line_goes_with_what_is_masked() {
        let full = format!("a={RELAY} network-ip 192.0.2.1\r \r\nc=IN IP4 192.0.2.1 \n");
        let clean = format!("a={RELAY}\r\nc=IN IP4 0.0.0.0\n");
        assert_eq!(without_addresses(offer(&full)), Some(offer(&clean)));
    }

    #[test]
    fn an_origin_keeps_its_numbers_and_nothing_else() {
        for (line, masked) in [
            ("o=mozilla 7 2 IN IP4 192.0.2.1", "o=- 7 2 IN IP4 0.0.0.0"),
            ("o=192.0.2.1 192.0.2.1 9", "o=- 0 9 IN IP4 0.0.0.0"),
            ("o=", "o=- 0 0 IN IP4 0.0.0.0"),
        ] {
            assert_eq!(without_addresses(offer(line)), Some(offer(masked)));
            assert_eq!(without_addresses(offer(masked)), Some(offer(masked)));
        }
    }

    #[test]
    fn what_a_relay_is_related_to_is_masked() {
        let telling =
            "candidate:3 1 udp 1 203.0.113.9 49160 typ relay raddr 192.0.2.1 rport 50000 generation 0";
        let masked = "candidate:3 1 udp 1 203.0.113.9 49160 typ relay raddr 0.0.0.0 rport 0 generation 0";
        assert_eq!(without_addresses(batch(&[telling])), Some(batch(&[masked])));
        let full = format!(
            "o=- 7 2 IN IP4 192.0.2.1\r\nc=IN IP4 192.0.2.1\r\na=rtcp:50001 IN IP4 192.0.2.1\r\na={telling}\r\n\
             a=remote-candidates:1 192.0.2.1 50000\r\n"
        );
        let clean = format!(
            "o=- 7 2 IN IP4 0.0.0.0\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na={masked}\r\n"
        );
        assert_eq!(without_addresses(offer(&full)), Some(offer(&clean)));
    }
}
