//! ICE candidates by the grammar of RFC 8839, section 5.1 (and RFC 6544, section 4.5, for `tcptype`).

use std::fmt;
use std::net::IpAddr;

use super::Malformed;

/// `candidate:` is followed by this many words; then come pairs.
const FIXED_WORDS: usize = 8;
/// Of RFC 8839: a foundation and a component have at most this many characters.
const FOUNDATION_CHARS: usize = 32;
const COMPONENT_DIGITS: usize = 3;
/// What may follow in a relay-only room: of the pairs that browsers send, those that tell no address.
const HARMLESS: [&str; 5] = ["generation", "ufrag", "network-id", "network-cost", "tcptype"];

/// A candidate as it was written, in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    foundation: &'a str,
    component: &'a str,
    transport: &'a str,
    priority: &'a str,
    address: &'a str,
    port: &'a str,
    kind: &'a str,
    /// `raddr`, `rport` and extensions.
    pairs: Vec<(&'a str, &'a str)>,
}

/// Whether `text` may be relayed as a candidate. Empty is the end of candidates. What has fewer words than a
/// candidate is none: it may pass, for no browser takes it, but must be plain text.
///
/// # Errors
/// [`Malformed::Candidate`].
pub fn check(text: &str) -> Result<(), Malformed> {
    let words = text.split(' ').count();
    let plain = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    let fits = plain && (words < FIXED_WORDS || Candidate::parse(text).is_some());
    fits.then_some(()).ok_or(Malformed::Candidate)
}

impl<'a> Candidate<'a> {
    /// Reads `candidate:…`, with or without `a=` in front of it.
    pub fn parse(text: &'a str) -> Option<Self> {
        let text = text.strip_prefix("a=").unwrap_or(text).strip_prefix("candidate:")?;
        let words: Vec<&str> = text.split(' ').collect();
        let [foundation, component, transport, priority, address, port, typ, kind, rest @ ..] =
            words.as_slice()
        else {
            return None;
        };
        // Chrome ends some candidates with a space.
        let rest = rest.strip_suffix(&[""]).unwrap_or(rest);
        let well_formed = is_word(foundation, FOUNDATION_CHARS, is_ice_char)
            && is_word(component, COMPONENT_DIGITS, |byte| byte.is_ascii_digit())
            && is_word(transport, 16, is_token)
            && priority.parse::<u32>().is_ok()
            && is_address(address)
            && port.parse::<u16>().is_ok()
            && *typ == "typ"
            && is_word(kind, 16, is_token)
            && rest.len() % 2 == 0;
        let pairs: Vec<_> = rest.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        let pairs_are = pairs.iter().all(|(name, value)| match *name {
            "raddr" => is_address(value),
            "rport" => value.parse::<u16>().is_ok(),
            _ => {
                is_word(name, 64, |byte| byte.is_ascii_graphic())
                    && is_word(value, 256, |byte| byte.is_ascii_graphic())
            }
        });
        (well_formed && pairs_are).then_some(Self {
            foundation,
            component,
            transport,
            priority,
            address,
            port,
            kind,
            pairs,
        })
    }

    pub fn is_relay(&self) -> bool {
        self.kind == "relay"
    }

    /// The same without what would tell where it comes from.
    pub fn masked(mut self) -> Self {
        self.pairs.retain(|(name, _)| matches!(*name, "raddr" | "rport") || HARMLESS.contains(name));
        for (name, value) in &mut self.pairs {
            match *name {
                "raddr" => *value = "0.0.0.0",
                "rport" => *value = "0",
                _ => {}
            }
        }
        self
    }
}

impl fmt::Display for Candidate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { foundation, component, transport, priority, address, port, kind, pairs } = self;
        write!(f, "candidate:{foundation} {component} {transport} {priority} {address} {port} typ {kind}")?;
        pairs.iter().try_for_each(|(name, value)| write!(f, " {name} {value}"))
    }
}

fn is_word(word: &str, most: usize, is_part: impl Fn(u8) -> bool) -> bool {
    (1..=most).contains(&word.len()) && word.bytes().all(is_part)
}

fn is_ice_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

/// An address, or a name: browsers hide the local one behind a name of mDNS (RFC 8839, section 5.1).
fn is_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok() || is_word(text, 253, is_token)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Of Chromium 156 and Firefox 153, and of RFC 8839.
    const REAL: [&str; 8] = [
        "candidate:842163049 1 udp 1677729535 192.0.2.7 46154 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag eGbV network-cost 999",
        "candidate:1 1 UDP 2122252543 0b7a8c3e-55cf-4b1e-a1d5-96bd7e2ac0c7.local 53132 typ host",
        "candidate:3 1 TCP 2105524479 192.0.2.1 9 typ host tcptype active",
        "candidate:1467250027 1 udp 2122260223 2001:db8::1 46243 typ host generation 0 ufrag a/+b network-id 1",
        "candidate:3 1 udp 41885439 203.0.113.9 49160 typ relay raddr 192.0.2.1 rport 50000",
        "candidate:3 1 udp 41885439 203.0.113.9 49160 typ relay raddr :: rport 0 generation 0 ",
        "a=candidate:1 2 udp 2130706431 fe80::6676:baff:fe9c:ee4a 8998 typ prflx",
        "candidate:1 1 udp 1 192.0.2.1 0 typ host",
    ];

    #[test]
    fn what_browsers_send_is_read_and_written_alike() {
        for text in REAL {
            let read = Candidate::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.to_string(), text.trim_start_matches("a=").trim_end());
            assert_eq!(check(text), Ok(()));
        }
        assert_eq!(check(""), Ok(()), "the end of candidates");
        assert_eq!(check("candidate:1"), Ok(()), "no candidate, and no harm");
    }

    #[test]
    fn what_is_not_of_the_grammar_is_refused() {
        for text in [
            "candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=setup:active",
            "candidate:1\n",
            "candidate:1 1 udp 1 192.0.2.1 9 typ host\0",
            "candidate:1 1 udp 1 192.0.2.1 9 typ h\u{f6}st",
            "candidate:1 1 udp 1 <script> 9 typ host",
            "candidate:1 1 udp 1 192.0.2.1 65536 typ host",
            "candidate:1 1 udp 4294967296 192.0.2.1 9 typ host",
            "candidate:1 1 udp -1 192.0.2.1 9 typ host",
            "candidate:1 1111 udp 1 192.0.2.1 9 typ host",
            "candidate:<b> 1 udp 1 192.0.2.1 9 typ host",
            "candidate:123456789012345678901234567890123 1 udp 1 192.0.2.1 9 typ host",
            "candidate:1 1 udp 1 192.0.2.1 9 type host",
            "candidate:1 1 udp 1 192.0.2.1 9 typ host raddr",
            "candidate:1 1 udp 1 192.0.2.1 9 typ host raddr no/where rport 1",
            "candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr 0.0.0.0 rport 99999",
            "candidate:1  1 udp 1 192.0.2.1 9 typ host",
            "1 1 udp 1 192.0.2.1 9 typ host",
            "CANDIDATE:1 1 udp 1 192.0.2.1 9 typ host",
        ] {
            assert_eq!(check(text), Err(Malformed::Candidate), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_read_again_and_tells_less_when_masked(text in "(a=)?candidate:[ -~]{0,120}") {
            if let Some(read) = Candidate::parse(&text) {
                let written = read.to_string();
                prop_assert_eq!(Candidate::parse(&written), Some(read.clone()));
                let masked = read.masked().to_string();
                prop_assert!(Candidate::parse(&masked).is_some());
            }
        }
    }
}
