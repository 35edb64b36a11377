//! The `/ws` socket: where a frame comes in and where one goes out.
//!
//! [`upgrade`] lets a socket in, [`greeting`] finds its session, [`link`] is its one task, [`frame`]
//! reads what it sends, [`requests`] does what it asks for. After this module on a call's way come
//! [`session`](super::session) and the [`store`](super::store).

pub mod frame;
mod greeting;
mod link;
mod requests;
mod upgrade;
pub mod wire;

pub use upgrade::upgrade;
