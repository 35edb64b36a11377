//! Moments as the clock on the visitor's wall shows them. Only the browser knows that clock, so
//! nothing with a time may be part of the server's first render.

use crate::i18n::Language;
use crate::protocol::Timestamp;

#[cfg(feature = "hydrate")]
pub fn clock(moment: Timestamp, language: Language) -> String {
    format(moment, language, &serde_json::json!({"hour": "2-digit", "minute": "2-digit"}))
}

/// For moments that may lie beyond midnight.
#[cfg(feature = "hydrate")]
pub fn day_and_clock(moment: Timestamp, language: Language) -> String {
    format(moment, language, &serde_json::json!({"weekday": "long", "hour": "2-digit", "minute": "2-digit"}))
}

/// As ECMA-402 section 15 has it: the language's own way, but always with 24 hours and western digits.
#[cfg(feature = "hydrate")]
fn format(moment: Timestamp, language: Language, options: &serde_json::Value) -> String {
    let date = js_sys::Date::new(&(moment.as_millis() as f64).into());
    let locale = format!("{}-u-hc-h23-nu-latn", language.tag());
    date.to_locale_string(&locale, &crate::services::dictionary::<js_sys::Object>(options)).into()
}

#[cfg(not(feature = "hydrate"))]
pub fn clock(_moment: Timestamp, _language: Language) -> String {
    String::new()
}

#[cfg(not(feature = "hydrate"))]
pub fn day_and_clock(_moment: Timestamp, _language: Language) -> String {
    String::new()
}
