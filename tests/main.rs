//! The server's tests, from outside: over real sockets and HTTP, folder by folder as in `src/server`.
//! [`support`] has the server to test and the client to test it with; [`store_contract`] is what
//! every store must pass; [`adversary`] is everybody who means harm; [`storm`] lets hundreds loose at once.

mod adversary;
mod api_docs;
mod chaos;
mod chat;
mod conduct;
mod forms;
mod http;
mod instances;
mod load_balancer;
mod logs;
mod matchmaking;
mod operators;
mod prometheus;
mod security;
mod session;
mod shutdown;
mod signaling;
mod site;
mod store_contract;
mod storm;
mod support;
