//! The words for people, in each [`Language`]: `locales/*.ftl`, in [Fluent](https://projectfluent.org).
//!
//! Components ask for a message by [`tr!`](crate::tr), and draw it anew when the language changes. Which
//! language it is, the server decides for the first render (a person's earlier choice, or else
//! `Accept-Language`), and the browser takes over from `<html lang>`.

mod bundles;
mod language;
#[cfg(feature = "ssr")]
mod request;
#[cfg(test)]
mod tests;

use fluent_bundle::{FluentArgs, FluentValue};
use leptos::prelude::*;

pub use language::{Direction, Language};

/// What a message has besides its own words.
pub type Args<'a> = &'a [(&'static str, FluentValue<'a>)];

#[derive(Clone, Copy)]
pub struct I18n {
    pub language: RwSignal<Language>,
}

/// Called once, by the app.
pub fn provide_i18n() {
    let language = RwSignal::new(first_language());
    Effect::new(move || {
        // Nothing to mend where there is no such element.
        if let Some(html) = document().document_element() {
            let now = language.get();
            _ = html.set_attribute("lang", now.tag());
            _ = html.set_attribute("dir", now.direction().as_str());
        }
    });
    provide_context(I18n { language });
}

/// # Panics
/// Outside of the app.
pub fn use_i18n() -> I18n {
    expect_context()
}

/// What the first render speaks; in the browser it must be what the server's did.
#[cfg(feature = "ssr")]
pub fn first_language() -> Language {
    request::language()
}

#[cfg(not(feature = "ssr"))]
pub fn first_language() -> Language {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}

impl I18n {
    /// A message in the language of now; follows it where that is tracked.
    pub fn say(self, id: &str, args: Args) -> String {
        say(self.language.get(), id, args)
    }
}

/// A message in one language. An unknown one is its own name: a test finds those.
pub fn say(language: Language, id: &str, args: Args) -> String {
    let bundle = bundles::of(language);
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        return id.to_owned();
    };
    let args: FluentArgs = args.iter().cloned().collect();
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
}

/// A message as a closure for views: `tr!("stop")`, or with `name = name.get()`
/// behind it. Its
/// arguments are read each time, so that signals in them are followed.
#[macro_export]
macro_rules! tr {
    ($id:expr $(, $name:ident = $value:expr)* $(,)?) => {{
        let i18n = $crate::i18n::use_i18n();
        move || i18n.say($id, &[$((stringify!($name), ($value).into())),*])
    }};
}
