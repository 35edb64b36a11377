//! The socket to the server: the seed's SocketContext.

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
