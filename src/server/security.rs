//! At the door: who may come in, from where, how often, and with which credentials for TURN.

pub mod admin;
pub mod client;
pub mod cookies;
pub mod cors;
pub mod headers;
pub mod ice;
pub mod keyed_digest;
pub mod limits;
pub mod origin;
pub mod relay_only;
pub mod report_key;
pub mod signals;
pub mod visitor;
