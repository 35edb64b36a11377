//! What the person tells of themselves beside the name: interests, languages and a picture, all of them
//! optional. The Studio sets them, the call sends them with `request-room`; the limits are the protocol's.

use crate::protocol::limits::{INTEREST_CHARS, INTERESTS, LANGUAGE_CHARS, LANGUAGES};
use crate::protocol::matchmaking::Profile;
use crate::protocol::text::{Lines, clean};
use crate::services::settings;

/// Which of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    Interests,
    Languages,
}

/// Why a word was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing was written.
    Empty,
    /// Too long, or with characters that nobody sees.
    Unfit,
    /// The list is full.
    Full,
    /// It is there already.
    Twice,
}

impl Words {
    pub const fn most(self) -> usize {
        match self {
            Words::Interests => INTERESTS,
            Words::Languages => LANGUAGES,
        }
    }

    /// Adds what was typed or chosen, as the server would take it.
    pub fn add(self, list: &mut Vec<String>, word: &str) -> Result<(), Refused> {
        if word.trim().is_empty() {
            return Err(Refused::Empty);
        }
        let word = self.check(word).ok_or(Refused::Unfit)?;
        if list.iter().any(|one| one.to_lowercase() == word.to_lowercase()) {
            return Err(Refused::Twice);
        }
        if list.len() >= self.most() {
            return Err(Refused::Full);
        }
        list.push(word);
        Ok(())
    }

    fn check(self, word: &str) -> Option<String> {
        match self {
            Words::Interests => clean(word, INTEREST_CHARS, Lines::One),
            // By their shape (RFC 5646); the page offers only such as there are.
            Words::Languages => {
                let is_subtag =
                    |it: &str| matches!(it.len(), 1..=8) && it.chars().all(|c| c.is_ascii_alphanumeric());
                (word.len() <= LANGUAGE_CHARS && word.split('-').all(is_subtag)).then(|| word.to_owned())
            }
        }
    }

    /// What this browser remembers; what does not fit is left out.
    pub fn remembered(self) -> Vec<String> {
        let mut list = Vec::new();
        for word in settings::recall::<Vec<String>>(self.key()).unwrap_or_default() {
            _ = self.add(&mut list, &word);
        }
        list
    }

    pub fn remember(self, list: &[String]) {
        settings::remember(self.key(), &list);
    }

    const fn key(self) -> &'static str {
        match self {
            Words::Interests => "interests",
            Words::Languages => "languages",
        }
    }
}

/// As the Studio left it; `None` for whoever has no name yet.
pub fn remembered() -> Option<Profile> {
    Some(Profile {
        user_name: settings::user_name()?,
        user_image: settings::picture(),
        interests: Words::Interests.remembered(),
        languages: Words::Languages.remembered(),
        relay_only: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::matchmaking::Profile as Checked;

    fn added(words: Words, typed: &[&str]) -> (Vec<String>, Vec<Result<(), Refused>>) {
        let mut list = Vec::new();
        let outcomes = typed.iter().map(|word| words.add(&mut list, word)).collect();
        (list, outcomes)
    }

    #[test]
    fn interests_are_trimmed_and_none_stands_twice() {
        let (list, outcomes) = added(Words::Interests, &[" Go ", "GO", "", "  ", "Ärger", "ärger"]);
        assert_eq!(list, ["Go", "Ärger"]);
        let twice = Err(Refused::Twice);
        assert_eq!(outcomes, [Ok(()), twice, Err(Refused::Empty), Err(Refused::Empty), Ok(()), twice]);
    }

    #[test]
    fn an_interest_has_up_to_24_characters_that_can_be_seen() {
        let (most, over) = ("ü".repeat(INTEREST_CHARS), "ü".repeat(INTEREST_CHARS + 1));
        let (list, outcomes) = added(Words::Interests, &[&most, &over, "a\u{202E}b", "a\nb"]);
        assert_eq!(list, [most]);
        assert_eq!(outcomes[1..], [Err(Refused::Unfit); 3]);
    }

    #[test]
    fn there_are_up_to_five_of_each() {
        let (list, outcomes) = added(Words::Interests, &["1", "2", "3", "4", "5", "6"]);
        assert_eq!((list.len(), outcomes[5]), (INTERESTS, Err(Refused::Full)));
        let (list, outcomes) = added(Words::Languages, &["en", "de", "ar", "fr", "es", "it", "EN"]);
        assert_eq!((list.len(), outcomes[5], outcomes[6]), (5, Err(Refused::Full), Err(Refused::Twice)));
    }

    #[test]
    fn languages_look_like_tags() {
        let (list, outcomes) = added(Words::Languages, &["pt-BR", "en_US", "en-", "toolongatag"]);
        assert_eq!(list, ["pt-BR"]);
        assert_eq!(outcomes[1..], [Err(Refused::Unfit); 3]);
    }

    /// What the Studio takes, the server takes, too: else nobody could join.
    #[test]
    fn the_server_takes_what_is_taken_here() {
        let typed = ["  Zoe\u{308} ", "a", "👩‍🚀", "नमस्ते", "x\u{200B}", &"w".repeat(24), "Ω", "ω", "e\u{301}"];
        for word in typed {
            let (interests, _) = added(Words::Interests, &[word]);
            let profile = Profile { user_name: "Ada".into(), interests, ..Profile::default() };
            assert!(Checked::check(profile).is_ok(), "{word:?}");
        }
    }
}
