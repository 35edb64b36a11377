//! Unicode by the tables that every browser has, so that visitors need not download others.

use js_sys::{JsString, RegExp};

/// Normalization form C.
pub fn nfc(text: &str) -> String {
    JsString::from(text).normalize("NFC").into()
}

/// General category Cf.
pub fn is_format(c: char) -> bool {
    !c.is_ascii() && RegExp::new(r"\p{Cf}", "u").test(c.encode_utf8(&mut [0; 4]))
}
