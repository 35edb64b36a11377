//! Which language a request asks for.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use fluent_langneg::{NegotiationStrategy, accepted_languages, negotiate_languages};
use leptos::prelude::use_context;
use unic_langid::LanguageIdentifier;

use super::Language;
use crate::api::language::COOKIE_NAME;
use crate::server::security::cookies;

pub fn language() -> Language {
    use_context::<Parts>().map(|request| asked_for(&request.headers)).unwrap_or_default()
}

/// What was chosen on this site, or else what fits the browser's languages best.
fn asked_for(headers: &HeaderMap) -> Language {
    chosen(headers).or_else(|| accepted(headers)).unwrap_or_default()
}

fn chosen(headers: &HeaderMap) -> Option<Language> {
    cookies::find(headers, COOKIE_NAME).and_then(Language::from_tag)
}

fn accepted(headers: &HeaderMap) -> Option<Language> {
    let wished = accepted_languages::parse(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?);
    let offered: Vec<LanguageIdentifier> =
        Language::ALL.iter().filter_map(|language| language.tag().parse().ok()).collect();
    let found = negotiate_languages(&wished, &offered, None, NegotiationStrategy::Filtering);
    found.first().and_then(|tag| Language::from_tag(tag.language.as_str()))
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE;

    use super::*;

    fn headers(accepted: &'static str, cookies: &'static str) -> HeaderMap {
        [(ACCEPT_LANGUAGE, accepted.parse()), (COOKIE, cookies.parse())]
            .into_iter()
            .map(|(name, value)| (name, value.expect("a header's value")))
            .collect()
    }

    #[test]
    fn the_first_accepted_language_that_there_is() {
        for (accepted, expected) in [
            ("de", Language::German),
            ("de-CH,de;q=0.9,en;q=0.8", Language::German),
            ("fr-FR,ar;q=0.7,en;q=0.5", Language::Arabic),
            ("fr", Language::English),
            ("", Language::English),
            ("*;;=,", Language::English),
        ] {
            assert_eq!(asked_for(&headers(accepted, "")), expected, "{accepted}");
        }
    }

    #[test]
    fn a_choice_counts_more_than_the_browser() {
        assert_eq!(asked_for(&headers("de", "a=b; language=ar")), Language::Arabic);
        assert_eq!(asked_for(&headers("de", "language=xx")), Language::German);
    }
}
