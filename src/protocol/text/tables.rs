//! Unicode by the tables of crates: the server's way.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Normalization form C.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// General category Cf.
pub fn is_format(c: char) -> bool {
    c.general_category() == GeneralCategory::Format
}
