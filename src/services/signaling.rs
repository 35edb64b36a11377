//! The socket to the server: the seed's SocketContext.
//!
//! On a call's way this stands between `services::call`, whose requests it carries, and
//! `protocol`, whose frames it speaks. The rules are pure and tested natively: [`loss`] and [`backoff`]
//! (whether and when to try again), [`inbox`] and [`outbox`] (what was seen, what was not yet answered),
//! [`session`] (hello, resume, replay). `socket` ties them to the browser's WebSocket.

pub mod backoff;
pub mod inbox;
pub mod loss;
pub mod outbox;
pub mod session;
#[cfg(feature = "hydrate")]
pub(crate) mod socket;
#[cfg(feature = "hydrate")]
mod wire;

use leptos::prelude::*;

/// What the person should know of the socket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Not wanted yet, or given up on purpose.
    #[default]
    Closed,
    Connecting,
    Online,
    /// Lost; coming back by itself.
    Reconnecting,
}

#[derive(Clone, Copy)]
pub struct SocketContext {
    pub link: RwSignal<Link>,
}

impl SocketContext {
    pub(super) fn new() -> Self {
        Self { link: RwSignal::default() }
    }
}
