//! What a visitor sees: one folder a page, and what they share in [`common`].
//!
//! Components read the contexts of [`crate::services`] and call their methods; they own markup,
//! words and nothing that outlives them. The sections of a page erase their type (`into_any`): the
//! types of whole pages would be too deep for the compiler. The next room on a call's way is [`crate::services::media`].

pub mod admin;
pub mod call;
pub mod common;
pub mod home;
pub mod invite;
pub mod rules;
pub mod studio;
