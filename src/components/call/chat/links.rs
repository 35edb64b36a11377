//! Finds the links in what people write. Only `http:` and `https:`, only as they stand there: nothing is
//! fetched, nothing is guessed, and whatever is not plainly an address stays text.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    /// An address, exactly as it was written.
    Link(&'a str),
}

/// The text again, piece by piece.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(start) = next_scheme(text, from) {
        let rest = &text[start..];
        let end = rest.find(|c| !may_stand_in_url(c)).unwrap_or(rest.len());
        let url = without_trailing_punctuation(&rest[..end]);
        if starts_afresh(&text[..start]) && is_plain(url) {
            if start > done {
                found.push(Piece::Text(&text[done..start]));
            }
            found.push(Piece::Link(url));
            done = start + url.len();
            from = done;
        } else {
            // Past this scheme: within a refused address, none is looked for.
            from = start + end.max(1);
        }
    }
    if done < text.len() {
        found.push(Piece::Text(&text[done..]));
    }
    found
}

/// Where the next `http://` or `https://` begins, in whatever case.
fn next_scheme(text: &str, from: usize) -> Option<usize> {
    let is_scheme = |at: usize| {
        ["http://", "https://"].iter().any(|scheme| {
            text.get(at..at + scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
    };
    (from..text.len()).find(|at| is_scheme(*at))
}

/// A scheme in the middle of a word is none: `javascript:…https://`, `xhttps://`.
fn starts_afresh(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '{' | '"' | '\'' | '«' | '»' | '“' | '„' | '‘' | '‚' | '<' | '>' | '،')
    })
}

/// Ends at white space, at what RFC 3986 keeps out of addresses, and at invisible characters that could make
/// an address look like another.
fn may_stand_in_url(c: char) -> bool {
    let delimiter =
        matches!(c, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' | '«' | '»' | '“' | '”' | '„');
    !(c.is_whitespace() || c.is_control() || delimiter || is_invisible(c))
}

/// Marks of direction (Unicode UAX 9), and others that take no room.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// The full stop after an address is the sentence's, and so is a bracket that was opened before it.
fn without_trailing_punctuation(url: &str) -> &str {
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        let opening = match last {
            ')' => Some('('),
            ']' => Some('['),
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '’' | '‘' | '،' | '؛'
            | '؟' | '。' | '、' => None,
            _ => break,
        };
        let count = |wanted: char| url.chars().filter(|c| *c == wanted).count();
        if opening.is_some_and(|opening| count(last) <= count(opening)) {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

/// A host of letters, digits, hyphens and dots, perhaps a port. No user and password: before an `@` anything
/// could stand, also the name of another site.
fn is_plain(url: &str) -> bool {
    let Some(authority) = authority(url) else { return false };
    let (host, port) = authority.split_once(':').unwrap_or((authority, "0"));
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c == '-' || c.is_alphanumeric())
    };
    host.strip_suffix('.').unwrap_or(host).split('.').all(label) && port.parse::<u16>().is_ok()
}

fn authority(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', '?', '#']).next()
}

/// How the browser itself names the host (Punycode, RFC 3492), where that is not how it is written: letters
/// of one alphabet may look like those of another.
#[cfg(feature = "hydrate")]
pub fn seen_host(url: &str) -> Option<String> {
    if authority(url)?.is_ascii() {
        return None;
    }
    web_sys::Url::new(url).ok().map(|url| url.host())
}

#[cfg(not(feature = "hydrate"))]
pub fn seen_host(_url: &str) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::Piece::{Link, Text};
    use super::*;

    fn links(text: &str) -> Vec<&str> {
        let link = |piece| match piece {
            Link(url) => Some(url),
            Text(_) => None,
        };
        pieces(text).into_iter().filter_map(link).collect()
    }

    #[test]
    fn an_address_is_a_link_and_all_else_is_text() {
        let text = "Look: https://a.example/b?c=d#e or HTTP://localhost:3000 ok";
        assert_eq!(
            pieces(text),
            [
                Text("Look: "),
                Link("https://a.example/b?c=d#e"),
                Text(" or "),
                Link("HTTP://localhost:3000"),
                Text(" ok"),
            ]
        );
        assert_eq!(pieces("nothing"), [Text("nothing")]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn the_pieces_are_the_text_again() {
        for text in [
            "",
            "x",
            "https://a.b.",
            "(https://a.b/(c)) https://",
            "é https://ö.de/ü,é",
            "https://a@b https://c",
        ] {
            let written = |piece| match piece {
                Text(it) | Link(it) => it,
            };
            let again: String = pieces(text).into_iter().map(written).collect();
            assert_eq!(again, text);
        }
    }

    #[test]
    fn trailing_punctuation_is_the_sentences() {
        for (text, url) in [
            ("see https://a.example.", "https://a.example"),
            ("https://a.example/b, and", "https://a.example/b"),
            ("(https://a.example/b)", "https://a.example/b"),
            ("https://a.example/b_(c)", "https://a.example/b_(c)"),
            ("(see https://a.example/b_(c)).", "https://a.example/b_(c)"),
            ("\"https://a.example/\"", "https://a.example/"),
            ("„https://a.example/“!", "https://a.example/"),
            ("https://a.example/?q=1!?…", "https://a.example/?q=1"),
            ("شاهد https://a.example/ب؟", "https://a.example/ب"),
            ("https://a.example/path/", "https://a.example/path/"),
            ("<https://a.example>", "https://a.example"),
        ] {
            assert_eq!(links(text), [url], "{text}");
        }
    }

    #[test]
    fn no_other_scheme_is_a_link() {
        for text in [
            "javascript:alert(1)",
            "javascript://a.example/%0Aalert(1)",
            "JaVaScRiPt:https://a.example",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x file:///etc/passwd ftp://a.example blob:https://a.example/1",
            "view-source:https://a.example",
            "xhttps://a.example",
            "https:a.example http:/a.example",
            "//a.example www.a.example a.example",
        ] {
            assert_eq!(links(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_not_plainly_an_address_stays_text() {
        for text in [
            "https://",
            "https:///a.example",
            "https://?a",
            "https://a.example@evil.example/",
            "https://a.example:443@evil.example/",
            "https://a..example",
            "https://-a.example",
            "https://a.example:port",
            "https://a.example:99999",
            "https://a_b.example",
            "https://%61.example",
        ] {
            assert_eq!(links(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn markup_ends_an_address() {
        assert_eq!(links("<a href=\"https://a.example/\" onclick=\"x\">"), ["https://a.example/"]);
        assert_eq!(links("https://a.example/<script>alert(1)</script>"), ["https://a.example/"]);
        assert_eq!(links("https://a.example\\@evil.example"), ["https://a.example"]);
    }

    #[test]
    fn an_address_in_other_letters_is_a_link_as_it_was_written() {
        assert_eq!(links("https://bücher.example/straße"), ["https://bücher.example/straße"]);
        assert_eq!(links("https://例え.テスト/パス 。"), ["https://例え.テスト/パス"]);
        // Cyrillic: the browser's own name of the host stands beside it.
        assert_eq!(links("https://аpple.com"), ["https://аpple.com"]);
    }

    #[test]
    fn marks_of_direction_end_an_address() {
        for mark in ['\u{202E}', '\u{2066}', '\u{200F}', '\u{61C}', '\u{200B}', '\u{AD}', '\u{E0041}'] {
            let text = format!("https://a.example/{mark}gpj.exe");
            assert_eq!(links(&text), ["https://a.example/"], "{mark:?}");
            let within_host = format!("https://a.{mark}example");
            assert_eq!(links(&within_host), ["https://a"], "{mark:?}");
            let before = format!("{mark}https://a.example");
            assert_eq!(links(&before), Vec::<&str>::new(), "{mark:?}");
        }
    }
}
