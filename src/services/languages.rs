//! The languages that people may say they speak, by BCP 47 tag; what they are called, the browser knows
//! (ECMA-402 section 12, `Intl.DisplayNames`).

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
mod browser {
    //! The server names none: the pages fill them in.
    pub fn named(_locale: &str) -> Vec<super::Named> {
        Vec::new()
    }
    pub fn preferred() -> Vec<String> {
        Vec::new()
    }
}

pub use browser::{named, preferred};

/// A language with its name in the page's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub tag: String,
    pub name: String,
}

/// Those that are offered: spoken by many, or written by many on the web. Primary subtags alone, as matching
/// looks at nothing else.
pub const OFFERED: [&str; 72] = [
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et",
    "eu", "fa", "fi", "fil", "fr", "ga", "gl", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id", "ig", "is",
    "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb",
    "ne", "nl", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta",
    "te", "th", "tr", "uk",
];

/// How many are suggested at most.
const SUGGESTED: usize = 3;

/// Those of the browser's languages that may be added with one press: none twice, none that is chosen.
pub fn suggested(preferred: &[String], chosen: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in preferred {
        let primary = tag.split('-').next().unwrap_or_default().to_lowercase();
        let is_new = !found.contains(&primary) && !chosen.contains(&primary);
        if is_new && OFFERED.contains(&primary.as_str()) {
            found.push(primary);
        }
    }
    found.truncate(SUGGESTED);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::matchmaking::Profile;

    #[test]
    fn suggests_what_the_browser_prefers_and_nothing_twice() {
        let preferred = ["de-CH", "DE", "en-US", "en", "tlh", "fr", "it"].map(String::from);
        assert_eq!(suggested(&preferred, &[]), ["de", "en", "fr"]);
        assert_eq!(suggested(&preferred, &["de".into()]), ["en", "fr", "it"]);
        assert!(suggested(&[], &[]).is_empty());
    }

    #[test]
    fn the_server_takes_each_that_is_offered_and_none_is_offered_twice() {
        assert!(OFFERED.is_sorted_by(|one, next| one < next));
        for tag in OFFERED {
            let profile =
                Profile { user_name: "A".into(), languages: vec![tag.into()], ..Profile::default() };
            assert!(crate::server::matchmaking::Profile::check(profile).is_ok(), "{tag}");
        }
    }
}
