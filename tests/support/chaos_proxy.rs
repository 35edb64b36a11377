//! A TCP proxy that can be told to misbehave: a bad network in front of one server, for one client.

mod tests;

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rand::RngExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep_until};

const CHUNK: usize = 16 * 1024;

/// How the network behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Pass,
    /// What is sent arrives later by this much, and up to `jitter` more; in order.
    Delay {
        by: Duration,
        jitter: Duration,
    },
    /// Connections stand and take what is sent, and none of it arrives. One that has lost something
    /// so never comes back to life: the peer is gone, and nobody said so.
    HalfOpen,
    /// All connections are reset, and new ones at once.
    Reset,
}

/// Ends, with all its connections, when dropped.
pub struct ChaosProxy {
    pub port: u16,
    mode: watch::Sender<Mode>,
    accepting: AbortHandle,
}

impl ChaosProxy {
    /// In front of a server on loopback; it passes everything at first.
    pub async fn start(upstream: u16) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let mode = watch::Sender::new(Mode::Pass);
        let accepting = tokio::spawn(accept(listener, upstream, mode.subscribe())).abort_handle();
        Ok(Self { port, mode, accepting })
    }

    /// Holds for the connections that stand, too.
    pub fn set(&self, mode: Mode) {
        self.mode.send_replace(mode);
    }
}

impl Drop for ChaosProxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, upstream: u16, mode: watch::Receiver<Mode>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            // How a connection ends is its two ends' business.
            Some(_) = connections.join_next() => {}
            Ok((client, _)) = listener.accept() => {
                connections.spawn(connection(client, upstream, mode.clone()));
            }
        }
    }
}

async fn connection(mut client: TcpStream, upstream: u16, mut mode: watch::Receiver<Mode>) -> io::Result<()> {
    client.set_nodelay(true)?;
    if *mode.borrow() == Mode::Reset {
        return client.set_zero_linger();
    }
    let mut server = TcpStream::connect(("127.0.0.1", upstream)).await?;
    server.set_nodelay(true)?;
    let reset = {
        let (from_client, to_client) = client.split();
        let (from_server, to_server) = server.split();
        let dead = AtomicBool::new(false);
        let (there, back) = (mode.clone(), mode.clone());
        let both_ways = async {
            tokio::try_join!(
                pump(from_client, to_server, there, &dead),
                pump(from_server, to_client, back, &dead)
            )
        };
        tokio::select! {
            ended = both_ways => ended.is_err(),
            _ = mode.wait_for(|mode| *mode == Mode::Reset) => true,
        }
    };
    if reset {
        // Closing sends a RST now, and drops what is unsent.
        client.set_zero_linger()?;
        server.set_zero_linger()?;
    }
    Ok(())
}

/// Carries bytes one way, each after its delay. `dead` is shared by both ways.
async fn pump(
    mut from: ReadHalf<'_>,
    mut to: WriteHalf<'_>,
    mode: watch::Receiver<Mode>,
    dead: &AtomicBool,
) -> io::Result<()> {
    let (queue, mut due) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    let read = async {
        // Taken along, so that the writer learns of the end.
        let queue = queue;
        let mut chunk = vec![0; CHUNK];
        loop {
            let length = from.read(&mut chunk).await?;
            if length == 0 {
                return Ok::<_, io::Error>(());
            }
            let delay = match *mode.borrow() {
                Mode::Delay { by, jitter } => by + jitter.mul_f64(rand::rng().random_range(0.0..1.0)),
                Mode::HalfOpen => {
                    dead.store(true, Ordering::Relaxed);
                    Duration::ZERO
                }
                Mode::Pass | Mode::Reset => Duration::ZERO,
            };
            if !dead.load(Ordering::Relaxed) {
                // Fails only when the writer has failed, which ends both.
                let _ = queue.send((Instant::now() + delay, chunk[..length].to_vec()));
            }
        }
    };
    let write = async {
        while let Some((at, bytes)) = due.recv().await {
            sleep_until(at).await;
            to.write_all(&bytes).await?;
        }
        to.shutdown().await
    };
    tokio::try_join!(read, write).map(drop)
}
