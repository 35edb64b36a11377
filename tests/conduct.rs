//! Visitors, blocks that last, reports and bans, over real sockets and HTTP.

mod operators;
mod visitors;
