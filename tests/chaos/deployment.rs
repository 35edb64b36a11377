//! A small production: some instances, and the store that they share.

use std::path::Path;
use std::time::Duration;

use futures_util::future::{join_all, try_join_all};
use tokio::time::{interval, timeout};

use super::instance::{Instance, StartError};
use super::world::Door;
use crate::support::chaos_proxy::ChaosProxy;
use crate::support::redis::{RedisCluster, RedisServer};

const LOOK_EVERY: Duration = Duration::from_millis(50);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreKind {
    /// Each instance its own: only for one.
    Embedded,
    Redis,
    Cluster,
}

pub enum Store {
    Embedded,
    /// Each instance reaches it through a proxy of its own.
    Redis {
        server: RedisServer,
        proxies: Vec<ChaosProxy>,
    },
    Cluster(RedisCluster),
}

pub struct Deployment {
    pub instances: Vec<Instance>,
    pub store: Store,
}

impl Deployment {
    pub async fn start(
        kind: StoreKind,
        instances: usize,
        resume_window: Duration,
        logs: &Path,
    ) -> Result<Self, StartError> {
        let store = Store::start(kind, instances).await?;
        let started = (0..instances).map(|n| {
            let (store, logs) = (&store, logs);
            async move {
                let environment = [
                    ("LIVE_LOOP_REDIS_URL", store.url_for(n)),
                    ("LIVE_LOOP_REDIS_PREFIX", "chaos:".into()),
                    ("LIVE_LOOP_RESUME_WINDOW_SECONDS", resume_window.as_secs().to_string()),
                    ("LIVE_LOOP_CONNECTIONS_PER_IP", "0".into()),
                    ("LIVE_LOOP_CONNECTS_PER_MINUTE", "0".into()),
                    ("LIVE_LOOP_MESSAGES_PER_SECOND", "0".into()),
                    ("LIVE_LOOP_LOG", std::env::var("CHAOS_LOG").unwrap_or_else(|_| "info".into())),
                ];
                Instance::start(&environment, logs).await
            }
        });
        Ok(Self { instances: try_join_all(started).await?, store })
    }

    pub fn doors(&self) -> Vec<Door> {
        self.instances.iter().map(|instance| Door::new(instance.address, instance.process())).collect()
    }

    /// Waits until the store is whole and every instance is ready. False if that takes too long.
    pub async fn until_whole(&self, patience: Duration) -> bool {
        let whole = async {
            if let Store::Cluster(cluster) = &self.store {
                cluster.until_whole().await;
            }
            let mut looks = interval(LOOK_EVERY);
            while !join_all(self.instances.iter().map(Instance::is_ready)).await.iter().all(|ready| *ready) {
                looks.tick().await;
            }
        };
        timeout(patience, whole).await.is_ok()
    }
}

impl Store {
    async fn start(kind: StoreKind, instances: usize) -> Result<Self, StartError> {
        Ok(match kind {
            StoreKind::Embedded => Store::Embedded,
            StoreKind::Redis => {
                let server = RedisServer::start().await;
                let proxies = try_join_all((0..instances).map(|_| ChaosProxy::start(server.port))).await?;
                Store::Redis { server, proxies }
            }
            StoreKind::Cluster => Store::Cluster(RedisCluster::start().await),
        })
    }

    fn url_for(&self, instance: usize) -> String {
        match self {
            Store::Embedded => String::new(),
            Store::Redis { proxies, .. } => format!("redis://127.0.0.1:{}", proxies[instance].port),
            Store::Cluster(cluster) => cluster.urls(),
        }
    }
}
