//! Ports that servers come back to: still theirs after they were killed.

use std::net::TcpListener;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Below the range that the kernel takes the ports of outgoing connections from, so that a port is
/// still free when its server comes back; the bus of a Redis Cluster listens 10000 above.
const FIRST_PORT: u16 = 10_000;
const PORTS: u16 = 12_000;
const BUS: u16 = 10_000;

/// Free now, with its bus port; each is handed out once, and processes begin at different ones.
pub fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let start = process::id().wrapping_mul(97);
    let mut candidates = (0..PORTS).map(|_| {
        let step = start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        FIRST_PORT + (step % u32::from(PORTS)) as u16
    });
    candidates.find(|&port| is_free(port) && is_free(port + BUS)).expect("some port is free")
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}
