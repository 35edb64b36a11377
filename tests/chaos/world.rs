//! What all users of a round share: where the servers are, what time it is, and how far the evening
//! has come.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rand::RngExt;
use rand::rngs::StdRng;
use tokio_util::sync::CancellationToken;

use super::history::ProcessId;

pub struct World {
    pub began: Instant,
    pub doors: Vec<Door>,
    /// How long a user stays in a room, on average, between two things that they do.
    pub pace: Duration,
    pub resume_window: Duration,
    /// From now on everybody keeps the partner that they have or get.
    pub settle: CancellationToken,
    /// Everybody has settled: what was said is read to its end.
    pub over: CancellationToken,
    /// How many users are in a room, and have nothing left to do.
    pub settled: AtomicUsize,
}

/// Where an instance can be reached, and which process is behind it just now.
pub struct Door {
    pub address: SocketAddr,
    process: AtomicU32,
}

impl World {
    pub fn new(doors: Vec<Door>, pace: Duration, resume_window: Duration) -> Self {
        Self {
            began: Instant::now(),
            doors,
            pace,
            resume_window,
            settle: CancellationToken::new(),
            over: CancellationToken::new(),
            settled: AtomicUsize::new(0),
        }
    }

    /// Any; whether somebody is there shows when one knocks.
    pub fn some_door(&self, rng: &mut StdRng) -> &Door {
        &self.doors[rng.random_range(0..self.doors.len())]
    }
}

impl Door {
    pub fn new(address: SocketAddr, process: ProcessId) -> Self {
        Self { address, process: AtomicU32::new(process) }
    }

    pub fn process(&self) -> ProcessId {
        self.process.load(Ordering::SeqCst)
    }

    pub fn now_leads_to(&self, process: ProcessId) {
        self.process.store(process, Ordering::SeqCst);
    }
}
