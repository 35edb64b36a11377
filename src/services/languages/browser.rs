//! What the browser knows of languages.

use js_sys::{JsString, Object};
use leptos::prelude::window;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::{Named, OFFERED};
use crate::services::dictionary::dictionary;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, tag: &str) -> Result<Option<String>, JsValue>;
}

/// All that are offered, in the order in which those who read `locale` look for them. One that has no name
/// there goes by its tag.
pub fn named(locale: &str) -> Vec<Named> {
    let names = DisplayNames::new(locale, &dictionary(&json!({ "type": "language" }))).ok();
    let name = |tag: &str| names.as_ref().and_then(|names| names.of(tag).ok().flatten());
    let mut named: Vec<Named> = OFFERED
        .into_iter()
        .map(|tag| Named { tag: tag.into(), name: name(tag).unwrap_or_else(|| tag.into()) })
        .collect();
    let (locales, options) = (js_sys::Array::of1(&locale.into()), Object::new());
    named.sort_by(|one, other| {
        JsString::from(one.name.as_str()).locale_compare(&other.name, &locales, &options).cmp(&0)
    });
    named
}

/// The person's, as the browser is set up, the most wanted first.
pub fn preferred() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}
