//! The real `redis-server`, alone or as a Cluster of six, on loopback ports of its own. Nothing is
//! shared with a Redis that may run on the machine, and nothing is left behind.

mod cluster;
mod node;
mod secured;
mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::OnceCell;

use super::process::blocking;
use node::Node;

pub use cluster::RedisCluster;
pub use secured::{PASSWORD, SecuredRedis};

/// A prefix for keys that no other test of this process has.
pub fn fresh_prefix() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("test-{}:", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// One Redis without persistence.
pub struct RedisServer {
    node: Arc<Node>,
    pub port: u16,
}

impl RedisServer {
    pub async fn start() -> Self {
        let node = blocking(|| Node::start(&[])).await;
        Self { port: node.port, node: Arc::new(node) }
    }

    /// The one that fast tests share: take a [`fresh_prefix`], and do it no harm.
    pub async fn shared() -> &'static Self {
        static SHARED: OnceCell<RedisServer> = OnceCell::const_new();
        SHARED.get_or_init(Self::start).await
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// SIGKILL.
    pub async fn kill(&self) {
        self.with_node(Node::kill).await;
    }

    /// Kills it if it runs, and starts it on the same port, with an empty memory.
    pub async fn restart(&self) {
        self.with_node(Node::restart).await;
    }

    /// SIGSTOP: connections stay, answers don't come.
    pub async fn pause(&self) {
        self.with_node(Node::pause).await;
    }

    pub async fn go_on(&self) {
        self.with_node(Node::go_on).await;
    }

    /// What `redis-cli` prints.
    pub async fn cli(&self, arguments: &[&str]) -> String {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        self.with_node(move |node| node.cli(&arguments)).await
    }

    async fn with_node<T: Send + 'static>(&self, work: impl FnOnce(&Node) -> T + Send + 'static) -> T {
        let node = self.node.clone();
        blocking(move || work(&node)).await
    }
}
