//! What the operator sees: logs and metrics. Neither ever holds SDP, addresses, tokens, names or
//! what people write.

pub mod browser;
pub mod logs;
pub mod metrics;
pub mod spans;
