//! The server's tests, from outside: over real sockets and HTTP, folder by folder as in `src/server`.
//! [`support`] has the server to test and the client to test it with; [`store_contract`] is what
//! every store must pass; [`storm`] lets hundreds loose at once.

mod chaos;
mod chat;
mod http;
mod instances;
mod load_balancer;
mod logs;
mod matchmaking;
mod prometheus;
mod security;
mod session;
mod shutdown;
mod signaling;
mod site;
mod store_contract;
mod storm;
mod support;
