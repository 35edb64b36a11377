//! Everybody who means harm, over real sockets: docs/THREATS.md says who they are, and these tests what they get.
//!
//! `cargo test` runs a quick version; `ADVERSARY=long` the whole one, whose figures stand in that page.
//! Origins and the limits themselves are tried in [`security`](super::security).

mod bombs;
mod corpus;
mod floods;
mod idlers;
mod logs;
mod payloads;
mod relay_only;
mod strangers;

/// How much of something is tried.
fn quick_or_long(quick: usize, long: usize) -> usize {
    if std::env::var("ADVERSARY").is_ok_and(|version| version == "long") { long } else { quick }
}
