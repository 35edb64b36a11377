//! The socket's frames: which are refused and how, and what is relayed to whom.

mod frames;
mod mutations;
mod relay;
mod values;
