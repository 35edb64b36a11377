//! A user's details, checked once at the door.

use oxilangtag::LanguageTag;

use super::image;
use crate::protocol::limits::{
    INTEREST_CHARS, INTERESTS, LANGUAGE_CHARS, LANGUAGES, USER_IMAGE_BYTES, USER_NAME_CHARS,
};
use crate::protocol::matchmaking as wire;
use crate::protocol::text::{Lines, clean};

/// A checked [`wire::Profile`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    pub name: String,
    pub image: Option<String>,
    pub interests: Vec<Interest>,
    /// Primary subtags, lower case.
    pub languages: Vec<String>,
    pub relay_only: bool,
}

/// An interest as written, and as compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Interest {
    pub label: String,
    folded: String,
}

/// What is wrong with a user's details, for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    #[error("A name has 1 to {USER_NAME_CHARS} characters, and no control characters.")]
    Name,
    #[error(
        "A picture is a JPEG, PNG or WebP of at most {} KiB and {} pixels a side.",
        USER_IMAGE_BYTES / 1024,
        crate::protocol::limits::USER_IMAGE_PIXELS
    )]
    Image,
    #[error("Up to {INTERESTS} interests, each of 1 to {INTEREST_CHARS} characters.")]
    Interests,
    #[error("Up to {LANGUAGES} languages, each a BCP 47 tag such as \"en\" or \"pt-BR\".")]
    Languages,
}

impl Profile {
    /// Checks the details of `request-room`. Writes the picture anew: call it where that may take a
    /// few milliseconds.
    pub fn check(details: wire::Profile) -> Result<Self, Invalid> {
        let languages = check_languages(&details.languages)?;
        let interests = check_interests(&details.interests)?;
        let visible = Self::check_visible(&details.user_name, details.user_image)?;
        Ok(Self { interests, languages, relay_only: details.relay_only, ..visible })
    }

    /// Checks what the partner sees: all that `join-room` brings.
    pub fn check_visible(name: &str, image: Option<String>) -> Result<Self, Invalid> {
        let name = clean(name, USER_NAME_CHARS, Lines::One).ok_or(Invalid::Name)?;
        let image = image.map(|url| image::rewrite(&url).ok_or(Invalid::Image)).transpose()?;
        Ok(Self { name, image, ..Self::default() })
    }

    pub fn shares_interest(&self, other: &Self) -> bool {
        self.shared_with(other).next().is_some()
    }

    /// The interests that both name, as this one spells them.
    pub fn shared_interests(&self, other: &Self) -> Vec<String> {
        self.shared_with(other).map(|interest| interest.label.clone()).collect()
    }

    /// The interests as compared, in the order of [`Profile::interests`].
    pub fn folded_interests(&self) -> impl Iterator<Item = &str> {
        self.interests.iter().map(|interest| interest.folded.as_str())
    }

    /// They share a language, or one of them does not mind.
    pub fn may_speak_with(&self, other: &Self) -> bool {
        self.languages.is_empty()
            || other.languages.is_empty()
            || self.languages.iter().any(|language| other.languages.contains(language))
    }

    fn shared_with<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Interest> {
        self.interests.iter().filter(|mine| other.interests.iter().any(|theirs| theirs.folded == mine.folded))
    }
}

fn check_interests(interests: &[String]) -> Result<Vec<Interest>, Invalid> {
    if interests.len() > INTERESTS {
        return Err(Invalid::Interests);
    }
    let mut checked: Vec<Interest> = Vec::with_capacity(interests.len());
    for interest in interests {
        let label = clean(interest, INTEREST_CHARS, Lines::One).ok_or(Invalid::Interests)?;
        // Both ways: "ß" has no capital of its own, and the Greek "ς" and "σ" share theirs.
        let folded = label.to_uppercase().to_lowercase();
        if checked.iter().all(|other| other.folded != folded) {
            checked.push(Interest { label, folded });
        }
    }
    Ok(checked)
}

fn check_languages(languages: &[String]) -> Result<Vec<String>, Invalid> {
    if languages.len() > LANGUAGES {
        return Err(Invalid::Languages);
    }
    languages.iter().map(|tag| primary_subtag(tag).ok_or(Invalid::Languages)).collect()
}

fn primary_subtag(tag: &str) -> Option<String> {
    if tag.len() > LANGUAGE_CHARS {
        return None;
    }
    let tag = LanguageTag::parse(tag).ok()?;
    Some(tag.primary_language().to_ascii_lowercase())
}

#[cfg(test)]
impl Profile {
    pub fn named(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    pub fn with_interests(self, interests: &[&str]) -> Self {
        let interests: Vec<String> = interests.iter().map(ToString::to_string).collect();
        Self { interests: check_interests(&interests).unwrap(), ..self }
    }

    pub fn with_languages(self, languages: &[&str]) -> Self {
        let languages: Vec<String> = languages.iter().map(ToString::to_string).collect();
        Self { languages: check_languages(&languages).unwrap(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details() -> wire::Profile {
        wire::Profile { user_name: " Ada ".into(), ..Default::default() }
    }

    #[test]
    fn all_that_is_told_is_kept() {
        let picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwAD\
            hgGAWjR9awAAAABJRU5ErkJggg==";
        let told = wire::Profile {
            user_image: Some(picture.into()),
            interests: (0..INTERESTS).map(|n| n.to_string()).collect(),
            languages: vec!["pt-BR".into()],
            relay_only: true,
            ..details()
        };
        let kept = Profile::check(told).unwrap();
        assert!(kept.image.is_some_and(|url| url.starts_with("data:image/png;base64,")));
        assert!(kept.interests.len() == INTERESTS && kept.languages == ["pt"] && kept.relay_only);
    }

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(Profile::check(details()).unwrap().name, "Ada");
        let long = wire::Profile { user_name: "x".repeat(31), ..details() };
        assert_eq!(Profile::check(long), Err(Invalid::Name));
    }

    #[test]
    fn interests_are_counted_and_folded() {
        let six = wire::Profile { interests: vec!["a".into(); 6], ..details() };
        assert_eq!(Profile::check(six), Err(Invalid::Interests));
        let empty = wire::Profile { interests: vec![" ".into()], ..details() };
        assert_eq!(Profile::check(empty), Err(Invalid::Interests));
        for (one, other) in [("Ärger", "ärger"), ("Straße", "STRASSE"), ("οδος", "οδοσ")] {
            let twice = wire::Profile { interests: vec![one.into(), other.into()], ..details() };
            assert_eq!(Profile::check(twice).unwrap().interests.len(), 1, "{one}");
        }
    }

    #[test]
    fn interests_are_compared_in_lower_case_and_in_their_order() {
        let ada = Profile::named("A").with_interests(&["Go", "Ärger"]);
        assert!(ada.folded_interests().eq(["go", "ärger"]));
    }

    #[test]
    fn shared_interests_are_spelt_as_one_wrote_them() {
        let (ada, bob) =
            (Profile::named("A").with_interests(&["Go"]), Profile::named("B").with_interests(&["GO"]));
        assert_eq!(ada.shared_interests(&bob), ["Go"]);
        assert_eq!(bob.shared_interests(&ada), ["GO"]);
    }

    #[test]
    fn languages_are_few_and_their_tags_bounded() {
        let speaks = |languages| Profile::check(wire::Profile { languages, ..details() });
        assert!(speaks(vec!["en".into(); LANGUAGES]).is_ok());
        assert_eq!(speaks(vec!["en".into(); LANGUAGES + 1]), Err(Invalid::Languages));
        let longest = "en-x-abcdefgh-abcdefgh-abcdefgh-abc";
        assert_eq!(longest.len(), LANGUAGE_CHARS);
        assert!(speaks(vec![longest.into()]).is_ok());
        assert_eq!(speaks(vec![format!("{longest}d")]), Err(Invalid::Languages));
    }

    #[test]
    fn languages_are_well_formed_tags() {
        for tag in ["en", "pt-BR", "zh-Hant-TW", "de-CH-1901", "es-419"] {
            let fine = wire::Profile { languages: vec![tag.into()], ..details() };
            assert!(Profile::check(fine).is_ok(), "{tag}");
        }
        for tag in ["", "e", "en_US", "en-", "deutsch land", "en-toolongsubtag"] {
            let wrong = wire::Profile { languages: vec![tag.into()], ..details() };
            assert_eq!(Profile::check(wrong), Err(Invalid::Languages), "{tag}");
        }
    }
}
