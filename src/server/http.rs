//! All HTTP routes that are neither pages nor the socket.

pub mod assets;
pub mod docs;
pub mod health;
pub mod instances;
pub mod letters;
pub mod problem;
pub mod reports;
pub mod rooms;
pub mod status;
