//! What the browser does: devices ([`media`]), the call itself ([`call`]) and the socket that
//! carries both sides' signals ([`signaling`]); before it, whether the network bears calls
//! ([`network_check`]); and what is said of a partner to the operators ([`report`]); beside them, the window around a call ([`screen`]) and who speaks in it
//! ([`speaking`]). Components see only the contexts, which hold plain data in signals; what the browser
//! owns (streams, sockets, peer connections) stays inside.
//!
//! The contexts, and the pure modules with the rules, are in both builds. What touches the browser
//! stands in modules of the `hydrate` build; on the server a context's methods find nobody there.

pub mod call;
pub mod clipboard;
#[cfg(feature = "hydrate")]
mod dictionary;
#[cfg(feature = "hydrate")]
pub use dictionary::dictionary;
pub mod invitation;
pub mod languages;
pub mod media;
pub mod network_check;
pub mod profile;
pub mod report;
pub mod screen;
pub mod settings;
pub mod signaling;
pub mod speaking;

use leptos::prelude::provide_context;

use call::CallContext;
use media::StreamContext;
use network_check::NetworkCheckContext;
use signaling::SocketContext;

/// Gives the app its contexts; called once, at the top.
pub fn provide_contexts() {
    let socket = SocketContext::new();
    let stream = StreamContext::new();
    provide_context(socket);
    provide_context(stream);
    provide_context(CallContext::new(socket, stream));
    provide_context(NetworkCheckContext::new());
}
