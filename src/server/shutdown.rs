//! Leaving well: first drain — no new sockets, `/readyz` says 503, clients are asked to go — then
//! stop, once all have gone or the deadline has come.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::store::Lobby;

/// Clients reconnect at a random moment within this time.
pub const RECONNECT_WITHIN: Duration = Duration::from_secs(5);
/// Sockets that are still open this long after the drain began are closed with 1001.
pub const DRAIN_DEADLINE: Duration = Duration::from_secs(10);
/// How long closing sockets and running requests may take after that, and how long the sessions.
const LAST_WORDS: Duration = Duration::from_secs(2);

#[derive(Clone)]
pub struct Shutdown {
    /// An operator wants the instance to leave.
    pub asked: CancellationToken,
    /// The instance is leaving.
    pub drain: CancellationToken,
    /// Everything ends.
    pub stop: CancellationToken,
    /// The sockets that are open.
    pub sockets: TaskTracker,
}

impl Shutdown {
    pub fn new(stop: CancellationToken) -> Self {
        Self {
            asked: CancellationToken::new(),
            drain: CancellationToken::new(),
            stop,
            sockets: TaskTracker::new(),
        }
    }

    pub fn is_draining(&self) -> bool {
        self.drain.is_cancelled()
    }

    /// Drains, and stops once nobody is left or the deadline has come; then puts down in the lobby
    /// whose client has not come back elsewhere yet. `server` is what still answers requests meanwhile.
    pub async fn leave<T>(&self, server: JoinHandle<T>, lobby: &dyn Lobby) {
        tracing::info!(sockets = self.sockets.len(), "draining");
        self.drain.cancel();
        self.sockets.close();
        if timeout(DRAIN_DEADLINE, self.sockets.wait()).await.is_err() {
            tracing::info!(sockets = self.sockets.len(), "the drain's deadline has come");
        }
        self.stop.cancel();
        let last_words = async { tokio::join!(self.sockets.wait(), server) };
        if timeout(LAST_WORDS, last_words).await.is_err() {
            tracing::info!("some requests are cut off");
        }
        match timeout(LAST_WORDS, lobby.retire()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => tracing::warn!("not every session was put down: some will see a gap"),
        }
    }
}

/// Returns when the instance is told to leave: by SIGTERM, Ctrl-C or an operator's word.
pub async fn told_to_leave(shutdown: &Shutdown) {
    tokio::select! {
        () = signal() => {}
        () = shutdown.asked.cancelled() => {}
    }
}

async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be awaited; Ctrl-C can");
            // An error here means that Ctrl-C cannot be awaited either: then only SIGKILL ends us.
            if interrupt.await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}
