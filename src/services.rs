//! What the browser does: devices ([`media`]), the call itself ([`call`]) and the socket that
//! carries both sides' signals ([`signaling`]). Components see only the three contexts, which hold
//! plain data in signals; what the browser owns (streams, sockets, peer connections) stays inside.

pub mod call;
pub mod media;
pub mod settings;
pub mod signaling;
