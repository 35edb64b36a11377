//! What a visitor sees: one folder a page, and what they share in [`common`].

pub mod call;
pub mod common;
pub mod home;
pub mod studio;
