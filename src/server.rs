//! What the server does, in the order in which a frame meets it:
//!
//! - [`signaling`]: the `/ws` socket, its frames and what they ask for
//! - [`session`]: who is at the other end, and what they have not yet seen
//! - [`matchmaking`]: who fits whom, and what a user may say of themselves
//! - [`store`]: the lobby and delivery — memory, or Redis for several instances
//!
//! Around them: [`config`] and [`state`] at the start, [`listen`], [`router`] and [`http`] for all
//! that is not the socket, [`security`] at the door, [`operators`], [`telemetry`] and [`shutdown`] for the operator.

pub mod clock;
pub mod config;
pub mod contact;
pub mod http;
pub mod listen;
pub mod matchmaking;
pub mod operators;
pub mod random;
pub mod router;
pub mod security;
pub mod session;
pub mod shutdown;
pub mod signaling;
pub mod state;
pub mod store;
pub mod telemetry;
mod upkeep;
