//! One fault, from its beginning until it is mended.

use std::fmt;
use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;
use tokio::time::sleep;

use super::Scene;
use crate::chaos::deployment::{Store, StoreKind};
use crate::chaos::history::OutageKind;
use crate::chaos::instance::StartError;
use crate::support::chaos_proxy::{ChaosProxy, Mode};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blow {
    /// kill -9, and a new process after a while.
    Kill { instance: usize, down: Duration },
    /// SIGSTOP, and SIGCONT.
    Stop { instance: usize, down: Duration },
    /// SIGTERM, and a new process when it has ended.
    Drain { instance: usize },
    /// The network between an instance and Redis.
    Network { instance: usize, mode: Mode, down: Duration },
    /// SIGSTOP of Redis, and SIGCONT.
    RedisStop { down: Duration },
    /// Redis is killed, and back after a while, with an empty memory.
    RedisEmpty { down: Duration },
    /// A master is killed, a replica takes over, the old one comes back as its replica.
    Failover,
    /// SIGSTOP of a master, and SIGCONT: it may have been replaced meanwhile, and not know it.
    MasterStop { down: Duration },
}

/// The kinds of them, by which a run can be narrowed down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Kill,
    Stop,
    Drain,
    Delay,
    HalfOpen,
    Reset,
    StoreStops,
    StoreForgets,
}

impl Kind {
    pub const ALL: [(&str, Kind); 8] = [
        ("kill", Kind::Kill),
        ("stop", Kind::Stop),
        ("drain", Kind::Drain),
        ("delay", Kind::Delay),
        ("half-open", Kind::HalfOpen),
        ("reset", Kind::Reset),
        ("store-stops", Kind::StoreStops),
        ("store-forgets", Kind::StoreForgets),
    ];
}

/// What a blow is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Process(usize),
    Network(usize),
    Store,
}

impl Target {
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Target::Process(_) => &[Kind::Kill, Kind::Stop, Kind::Drain],
            Target::Network(_) => &[Kind::Delay, Kind::HalfOpen, Kind::Reset],
            Target::Store => &[Kind::StoreStops, Kind::StoreForgets],
        }
    }
}

/// Any key; which of the masters has it is no matter.
const SOME_KEYS: [&str; 3] = ["a", "b", "c"];

fn seconds(rng: &mut StdRng, from: f64, to: f64) -> Duration {
    Duration::from_secs_f64(rng.random_range(from..to))
}

impl Blow {
    /// One of that kind.
    pub fn some(kind: Kind, target: Target, store: StoreKind, rng: &mut StdRng) -> Self {
        let instance = match target {
            Target::Process(instance) | Target::Network(instance) => instance,
            Target::Store => 0,
        };
        let network = |mode, down| Blow::Network { instance, mode, down };
        match kind {
            Kind::Kill => Blow::Kill { instance, down: seconds(rng, 0.0, 3.0) },
            Kind::Stop => Blow::Stop { instance, down: seconds(rng, 1.0, 12.0) },
            Kind::Drain => Blow::Drain { instance },
            Kind::Delay => {
                let by = seconds(rng, 0.02, 0.4);
                network(Mode::Delay { by, jitter: by }, seconds(rng, 0.5, 5.0))
            }
            Kind::HalfOpen => network(Mode::HalfOpen, seconds(rng, 0.5, 5.0)),
            Kind::Reset => network(Mode::Reset, seconds(rng, 0.0, 5.0)),
            Kind::StoreStops if store == StoreKind::Cluster => {
                Blow::MasterStop { down: seconds(rng, 1.0, 6.0) }
            }
            Kind::StoreStops => Blow::RedisStop { down: seconds(rng, 1.0, 5.0) },
            Kind::StoreForgets if store == StoreKind::Cluster => Blow::Failover,
            Kind::StoreForgets => Blow::RedisEmpty { down: seconds(rng, 0.0, 3.0) },
        }
    }

    /// Whether the store may forget what it has confirmed.
    pub fn loses_writes(&self) -> bool {
        matches!(self, Blow::RedisEmpty { .. } | Blow::Failover | Blow::MasterStop { .. })
    }

    /// Whether sessions are left that, until their clients are back, the store alone knows.
    pub fn ends_process(&self) -> bool {
        matches!(self, Blow::Kill { .. } | Blow::Drain { .. })
    }

    pub fn is_of_store(&self) -> bool {
        match self {
            Blow::Kill { .. } | Blow::Stop { .. } | Blow::Drain { .. } | Blow::Network { .. } => false,
            Blow::RedisStop { .. } | Blow::RedisEmpty { .. } | Blow::Failover | Blow::MasterStop { .. } => {
                true
            }
        }
    }

    /// Whether that instance does not have its store meanwhile.
    pub fn cuts_off(&self, instance: usize) -> bool {
        match *self {
            Blow::Kill { .. } => false,
            Blow::Stop { instance: it, .. }
            | Blow::Drain { instance: it }
            | Blow::Network { instance: it, .. } => it == instance,
            _ => self.is_of_store(),
        }
    }

    /// Returns when all is mended, which is not yet to say whole.
    pub async fn strike(self, scene: &Scene, rng: &mut StdRng) -> Result<(), StartError> {
        match (self, &scene.deployment.store) {
            (Blow::Kill { instance, down }, _) => {
                let (target, process) = (&scene.deployment.instances[instance], scene.process(instance));
                target.kill().await;
                scene.chronicle.ended(process);
                sleep(down).await;
                scene.start_anew(instance).await
            }
            (Blow::Stop { instance, down }, _) => {
                let target = &scene.deployment.instances[instance];
                target.stop();
                let outage = scene.chronicle.begin(scene.process(instance), OutageKind::Silent);
                sleep(down).await;
                scene.chronicle.end(outage);
                target.go_on();
                Ok(())
            }
            (Blow::Drain { instance }, _) => {
                let process = scene.process(instance);
                scene.deployment.instances[instance].terminate().await;
                scene.chronicle.ended(process);
                scene.start_anew(instance).await
            }
            (Blow::Network { instance, mode, down }, Store::Redis { proxies, .. }) => {
                misbehave(&proxies[instance], mode, down).await
            }
            (Blow::RedisStop { down }, Store::Redis { server, .. }) => {
                server.pause().await;
                sleep(down).await;
                server.go_on().await;
                Ok(())
            }
            (Blow::RedisEmpty { down }, Store::Redis { server, .. }) => {
                server.kill().await;
                sleep(down).await;
                server.restart().await;
                Ok(())
            }
            (Blow::Failover, Store::Cluster(cluster)) => {
                let old = cluster.failover_of(some_key(rng)).await;
                cluster.restart(old).await;
                Ok(())
            }
            (Blow::MasterStop { down }, Store::Cluster(cluster)) => {
                let master = cluster.master_of(some_key(rng)).await;
                cluster.pause(master).await;
                sleep(down).await;
                cluster.go_on(master).await;
                Ok(())
            }
            (blow, _) => unreachable!("{blow} is not for this store"),
        }
    }
}

fn some_key(rng: &mut StdRng) -> &'static str {
    SOME_KEYS[rng.random_range(0..SOME_KEYS.len())]
}

async fn misbehave(proxy: &ChaosProxy, mode: Mode, down: Duration) -> Result<(), StartError> {
    proxy.set(mode);
    sleep(down).await;
    proxy.set(Mode::Pass);
    Ok(())
}

impl fmt::Display for Blow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Blow::Kill { .. } => "kill -9",
            Blow::Stop { .. } => "SIGSTOP",
            Blow::Drain { .. } => "drain",
            Blow::Network { mode: Mode::Delay { .. }, .. } => "slow network",
            Blow::Network { mode: Mode::HalfOpen, .. } => "half-open network",
            Blow::Network { .. } => "network resets",
            Blow::RedisStop { .. } => "Redis stopped",
            Blow::RedisEmpty { .. } => "Redis restarted empty",
            Blow::Failover => "failover",
            Blow::MasterStop { .. } => "master stopped",
        })
    }
}
