//! The locale files, parsed once and kept. A file with an error in it loses only the messages concerned,
//! which a test finds.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

use super::Language;

type Bundle = FluentBundle<FluentResource>;

pub const fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../locales/en.ftl"),
        Language::German => include_str!("../../locales/de.ftl"),
        Language::Arabic => include_str!("../../locales/ar.ftl"),
    }
}

/// What one speaks with.
pub fn of(language: Language) -> &'static Bundle {
    static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| load(Language::English).0);
    static GERMAN: LazyLock<Bundle> = LazyLock::new(|| load(Language::German).0);
    static ARABIC: LazyLock<Bundle> = LazyLock::new(|| load(Language::Arabic).0);
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::Arabic => &ARABIC,
    }
}

/// A file's bundle, and what is wrong with it.
pub fn load(language: Language) -> (Bundle, Vec<FluentError>) {
    // A tag of ours is one of BCP 47; a test would find another.
    let locales: Vec<LanguageIdentifier> = language.tag().parse().into_iter().collect();
    let mut bundle = Bundle::new_concurrent(locales);
    // They would stand in the accessible names, too, which others look for.
    bundle.set_use_isolating(false);
    let mut errors = Vec::new();
    let resource = FluentResource::try_new(source(language).to_owned()).unwrap_or_else(|(rest, wrong)| {
        errors.extend(wrong.into_iter().map(FluentError::ParserError));
        rest
    });
    if let Err(wrong) = bundle.add_resource(resource) {
        errors.extend(wrong);
    }
    (bundle, errors)
}
