//! What people write, made comparable and safe to show before anything else sees it. The server
//! decides by it; the browser asks beforehand, so that nobody learns only in the call what was wrong.

#[cfg(feature = "hydrate")]
#[path = "text/browser.rs"]
mod unicode;
#[cfg(not(feature = "hydrate"))]
#[path = "text/tables.rs"]
mod unicode;

/// Format characters (Cf) that ordinary writing needs: ZWNJ, ZWJ, LRM, RLM.
const NEEDED_FORMAT: [char; 4] = ['\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}'];
/// The tag characters that spell the flags of regions in emoji.
const TAGS: std::ops::RangeInclusive<char> = '\u{E0020}'..='\u{E007F}';

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Names and interests.
    One,
    /// Chat: line feed and tab are text, too.
    Many,
}

/// Trims and NFC-normalises `text` (UAX #15). `None` if it is then not of `1..=max_chars`
/// characters, or holds a control or format character that it may not.
pub fn clean(text: &str, max_chars: usize, lines: Lines) -> Option<String> {
    let text = unicode::nfc(text.trim());
    let chars = text.chars().count();
    let fits = (1..=max_chars).contains(&chars);
    (fits && text.chars().all(|c| is_allowed(c, lines))).then_some(text)
}

fn is_allowed(c: char, lines: Lines) -> bool {
    if c.is_control() {
        return lines == Lines::Many && matches!(c, '\n' | '\t');
    }
    !unicode::is_format(c) || NEEDED_FORMAT.contains(&c) || TAGS.contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_after_trimming_and_composing() {
        assert_eq!(clean("  Zoe\u{308} ", 3, Lines::One).as_deref(), Some("Zoë"));
        assert_eq!(clean("Zoë!", 3, Lines::One), None);
        assert_eq!(clean(" \n ", 30, Lines::Many), None);
    }

    #[test]
    fn refuses_control_characters_but_line_feed_and_tab_in_chat() {
        assert!(clean("a\n\tb", 30, Lines::Many).is_some());
        assert!(clean("a\nb", 30, Lines::One).is_none());
        for c in ['\0', '\r', '\u{1b}', '\u{7f}', '\u{9b}'] {
            assert!(clean(&format!("a{c}b"), 30, Lines::Many).is_none(), "{c:?}");
        }
    }

    #[test]
    fn refuses_format_characters_but_those_that_writing_needs() {
        for c in ['\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}', '\u{E0067}', '\u{E007F}'] {
            assert!(clean(&format!("a{c}b"), 30, Lines::One).is_some(), "{c:?}");
        }
        for c in ['\u{202E}', '\u{2066}', '\u{FEFF}', '\u{200B}', '\u{AD}', '\u{E0001}'] {
            assert!(clean(&format!("a{c}b"), 30, Lines::One).is_none(), "{c:?}");
        }
    }
}
