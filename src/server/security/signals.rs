//! What browsers tell each other to connect is read before it is relayed: descriptions and candidates within
//! bounds and of their grammar, so that nobody's browser is the first to find out what they hold.
//!
//! Only what is surely no browser's is refused; a scrap that no browser would take, and that tells nothing, may
//! pass. Before this module come the frames ([`requests`](crate::server::signaling)), after it, in the store,
//! [`relay_only`](super::relay_only).

pub mod candidate;
pub mod description;

pub use candidate::Candidate;

/// What is wrong with a signal, for whoever sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("A candidate is one line of RFC 8839, section 5.1.")]
    Candidate,
    #[error("A description holds control characters.")]
    Control,
    #[error("A description has at most {} media sections.", description::MEDIA_SECTIONS)]
    TooManySections,
    #[error("A line of a description has at most {} KiB.", description::LINE_BYTES / 1024)]
    Line,
    #[error("A description that brings ICE credentials brings a fingerprint of RFC 8122, too.")]
    Fingerprint,
}
