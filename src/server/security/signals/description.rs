//! Session descriptions (SDP, RFC 8866), as far as a relay has to know them: lines, media sections, candidates,
//! fingerprints.

use super::{Malformed, candidate};

/// Camera, microphone and screen of both need six, with a data channel seven.
pub const MEDIA_SECTIONS: usize = 16;
/// The longest lines of browsers are a codec's parameters.
pub const LINE_BYTES: usize = 4 * 1024;
/// Of RFC 8122 section 5: what may be trusted today, and what it may have to be called.
const HASHES: [(&str, usize); 4] = [("sha-256", 32), ("sha-384", 48), ("sha-512", 64), ("sha-1", 20)];

/// Whether `sdp` may be relayed. What has no media section is no offer of anything: a browser makes nothing of
/// it, or (as this project's own client) an answer that says no.
///
/// # Errors
/// What is surely no browser's: control characters, too many or too long lines, candidates against their
/// grammar, ICE credentials without a fingerprint.
pub fn check(sdp: &str) -> Result<(), Malformed> {
    if has_control_characters(sdp) {
        return Err(Malformed::Control);
    }
    let sections = lines(sdp).filter(|line| line.starts_with("m=")).count();
    if sections > MEDIA_SECTIONS {
        return Err(Malformed::TooManySections);
    }
    if sections == 0 {
        return Ok(());
    }
    if lines(sdp).any(|line| line.len() > LINE_BYTES) {
        return Err(Malformed::Line);
    }
    lines(sdp).filter(|line| line.starts_with("a=candidate:")).try_for_each(candidate::check)?;
    let mut fingerprints = lines(sdp).filter_map(|line| line.strip_prefix("a=fingerprint:")).peekable();
    // Without it, whoever is on the way could take the call: nothing would tell whose keys these are. Where
    // sections are bundled one speaks for all (RFC 9143 section 7.1.3).
    let connects = lines(sdp).any(|line| line.starts_with("a=ice-ufrag:"));
    if (connects && fingerprints.peek().is_none()) || !fingerprints.all(is_fingerprint) {
        return Err(Malformed::Fingerprint);
    }
    Ok(())
}

/// By line feeds, with or without a carriage return before each.
pub fn lines(sdp: &str) -> impl Iterator<Item = &str> {
    sdp.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// But for line ends and tabs. A carriage return that ends no line is one: some parsers would see a line there.
fn has_control_characters(sdp: &str) -> bool {
    lines(sdp).any(|line| line.chars().any(|c| c.is_control() && c != '\t'))
}

/// `sha-256 AB:CD:…` (RFC 8122 section 5), in either case.
fn is_fingerprint(value: &str) -> bool {
    let Some((hash, digest)) = value.trim_end().split_once(' ') else { return false };
    let is_byte = |byte: &str| byte.len() == 2 && byte.bytes().all(|digit| digit.is_ascii_hexdigit());
    HASHES.iter().any(|(name, bytes)| {
        hash.eq_ignore_ascii_case(name)
            && digest.split(':').count() == *bytes
            && digest.split(':').all(is_byte)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real() -> String {
        let digest = vec!["AB"; 32].join(":");
        let sections = ["audio", "video"].map(|kind| {
            format!(
                "m={kind} 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\na=ice-pwd:x\r\n\
                 a=fingerprint:sha-256 {digest}\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n"
            )
        });
        format!("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n{}", sections.concat())
    }

    #[test]
    fn what_browsers_send_passes_and_so_do_scraps() {
        let apart = real().replace("m=video", "a=fingerprint:SHA-1 AB\r\nm=video");
        assert_eq!(check(&apart), Err(Malformed::Fingerprint));
        for sdp in [real().as_str(), &real().replace("\r\n", "\n"), "", "v=0\r\n", "offer", "v=0\r\nm=audio"]
        {
            assert_eq!(check(sdp), Ok(()), "{sdp}");
        }
        assert_eq!(check(&"ü".repeat(16 * 1024)), Ok(()));
        let once = real().replacen("a=fingerprint", "a=x", 1);
        assert_eq!(check(&once), Ok(()), "one speaks for all");
    }

    #[test]
    fn what_no_browser_sends_is_refused() {
        let with = |line: &str| format!("{}{line}\r\n", real());
        for (sdp, why) in [
            (with("a=x\0y"), Malformed::Control),
            (with("a=x\ra=candidate:1"), Malformed::Control),
            (with("a=x\u{9b}y"), Malformed::Control),
            ("hello\u{1b}".to_owned(), Malformed::Control),
            (with(&"m=audio 9 X 0\r\n".repeat(MEDIA_SECTIONS)), Malformed::TooManySections),
            (with(&format!("a={}", "x".repeat(LINE_BYTES))), Malformed::Line),
            (with("a=candidate:1 1 udp 1 <b> 9 typ host"), Malformed::Candidate),
            (with("a=fingerprint:sha-256 AB:CD"), Malformed::Fingerprint),
            (with("a=fingerprint:md5 AB"), Malformed::Fingerprint),
            (with("a=fingerprint:"), Malformed::Fingerprint),
            (real().replace("a=fingerprint", "a=x"), Malformed::Fingerprint),
        ] {
            assert_eq!(check(&sdp), Err(why), "{sdp}");
        }
    }
}
