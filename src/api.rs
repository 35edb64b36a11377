//! Server functions: what pages ask of the server outside of the socket, one file a feature.

pub mod contact;
pub mod invite_code;
pub mod language;
pub mod operators;
