//! A Redis Cluster: three masters, each with a replica.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use redis::cmd;
use tokio::sync::OnceCell;

use super::node::Node;
use crate::support::process::{blocking, until};

pub const NODES: usize = 6;
const MASTERS: usize = 3;
/// The whole of a Cluster's changes: joining, failing over, coming back.
const PATIENCE: Duration = Duration::from_secs(60);

const OPTIONS: &[&str] = &[
    "--cluster-enabled",
    "yes",
    "--cluster-node-timeout",
    "1500",
    // A replica is promoted however long ago it heard from its master, and stays with it.
    "--cluster-replica-validity-factor",
    "0",
    "--cluster-allow-replica-migration",
    "no",
    "--repl-diskless-sync-delay",
    "0",
];

/// A slot on its way from one master to another.
pub struct Move {
    slot: u16,
    from: usize,
    to: usize,
}

#[derive(Clone)]
pub struct RedisCluster {
    nodes: Arc<[Node]>,
}

impl RedisCluster {
    /// Once it is whole.
    pub async fn start() -> Self {
        blocking(|| {
            let nodes: Arc<[Node]> = (0..NODES).map(|_| Node::start(OPTIONS)).collect();
            let cluster = Self { nodes };
            cluster.join();
            cluster.wait_until_whole();
            cluster
        })
        .await
    }

    /// The one that fast tests share: take a [`super::fresh_prefix`], and do it no harm.
    pub async fn shared() -> &'static Self {
        static SHARED: OnceCell<RedisCluster> = OnceCell::const_new();
        SHARED.get_or_init(Self::start).await
    }

    /// All six as seeds.
    pub fn urls(&self) -> String {
        let urls: Vec<_> = self.nodes.iter().map(|node| format!("redis://127.0.0.1:{}", node.port)).collect();
        urls.join(",")
    }

    /// Which node answers for `key` now.
    pub async fn master_of(&self, key: &str) -> usize {
        self.with_slot(key, |cluster, slot| {
            until(PATIENCE, "the slot has a master", || cluster.master_of_slot(slot))
        })
        .await
    }

    /// Kills the master of `key`, and waits until its replica has taken over. Returns who was killed.
    pub async fn failover_of(&self, key: &str) -> usize {
        self.with_slot(key, |cluster, slot| {
            let old = until(PATIENCE, "the slot has a master", || cluster.master_of_slot(slot));
            cluster.nodes[old].kill();
            until(PATIENCE, "a replica is promoted", || cluster.master_of_slot(slot));
            old
        })
        .await
    }

    /// SIGKILL.
    pub async fn kill(&self, node: usize) {
        self.with(move |cluster| cluster.nodes[node].kill()).await;
    }

    /// Empty: a master that no replica has replaced in the meantime loses its keys.
    pub async fn restart(&self, node: usize) {
        self.with(move |cluster| cluster.nodes[node].restart()).await;
    }

    /// SIGSTOP.
    pub async fn pause(&self, node: usize) {
        self.with(move |cluster| cluster.nodes[node].pause()).await;
    }

    pub async fn go_on(&self, node: usize) {
        self.with(move |cluster| cluster.nodes[node].go_on()).await;
    }

    /// Begins to move a slot to another master: `first` is there already, and the rest of the slot still here.
    pub async fn begin_to_move(&self, first: &str) -> Move {
        let key = first.to_owned();
        self.with_slot(first, move |cluster, slot| {
            let from = until(PATIENCE, "the slot has a master", || cluster.master_of_slot(slot));
            let to = || (0..NODES).find(|node| *node != from && cluster.holds_slots(*node));
            let to = until(PATIENCE, "there is another master", to);
            let moving = Move { slot, from, to };
            cluster.set_slot(to, &moving, "IMPORTING", from);
            cluster.set_slot(from, &moving, "MIGRATING", to);
            cluster.migrate(&moving, &[key]);
            moving
        })
        .await
    }

    /// Moves the rest, as `redis-cli --cluster reshard` does it.
    pub async fn finish_moving(&self, moving: Move) {
        self.with(move |cluster| {
            let some = cmd("CLUSTER").arg("GETKEYSINSLOT").arg(moving.slot).arg(10).clone();
            let rest = || cluster.nodes[moving.from].insist::<Vec<String>>(&some);
            while let keys @ [_, ..] = rest().as_slice() {
                cluster.migrate(&moving, keys);
            }
            for node in [moving.to, moving.from] {
                cluster.set_slot(node, &moving, "NODE", moving.to);
            }
        })
        .await;
    }

    fn set_slot(&self, node: usize, moving: &Move, state: &str, other: usize) {
        let id: String = self.nodes[other].insist(cmd("CLUSTER").arg("MYID"));
        let set = cmd("CLUSTER").arg("SETSLOT").arg(moving.slot).arg(state).arg(id).clone();
        self.nodes[node].insist::<String>(&set);
    }

    fn migrate(&self, moving: &Move, keys: &[String]) {
        let mut migrate = cmd("MIGRATE");
        migrate.arg("127.0.0.1").arg(self.nodes[moving.to].port).arg("").arg(0).arg(5000);
        migrate.arg("REPLACE").arg("KEYS").arg(keys);
        self.nodes[moving.from].insist::<String>(&migrate);
    }

    fn holds_slots(&self, node: usize) -> bool {
        let view = View::of(&self.nodes[node]);
        let own = view.and_then(|view| view.0.into_iter().find(|known| known.is("myself")));
        own.is_some_and(|own| own.is("master") && !own.slots.is_empty())
    }

    /// What `redis-cli -c` prints.
    pub async fn cli(&self, arguments: &[&str]) -> String {
        let arguments: Vec<_> = ["-c"].iter().chain(arguments).map(ToString::to_string).collect();
        self.with(move |cluster| cluster.nodes[0].cli(&arguments)).await
    }

    /// Waits until all six are up, agree that all is well, and all replicas follow their masters.
    pub async fn until_whole(&self) {
        self.with(Self::wait_until_whole).await;
    }

    fn join(&self) {
        let mut create = Command::new("redis-cli");
        create.args(["--cluster", "create"]);
        create.args(self.nodes.iter().map(|node| format!("127.0.0.1:{}", node.port)));
        create.args(["--cluster-replicas", "1", "--cluster-yes"]);
        let output = create.output().expect("redis-cli is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }

    fn wait_until_whole(&self) {
        until(PATIENCE, "the Cluster is whole", || self.nodes.iter().all(is_content).then_some(()));
    }

    /// As the nodes say of themselves; the newest claim counts, should an old master not know yet.
    fn master_of_slot(&self, slot: u16) -> Option<usize> {
        let healthy = self.nodes.iter().enumerate().filter(|(_, node)| state_is_ok(node));
        let claims = healthy.filter_map(|(index, node)| {
            let view = View::of(node)?;
            let own = view.0.into_iter().find(|known| known.is("myself"))?;
            (own.is("master") && own.holds(slot)).then_some((own.epoch, index))
        });
        claims.max().map(|(_, index)| index)
    }

    async fn with_slot<T: Send + 'static>(
        &self,
        key: &str,
        work: impl FnOnce(&Self, u16) -> T + Send + 'static,
    ) -> T {
        let keyslot = cmd("CLUSTER").arg("KEYSLOT").arg(key).clone();
        self.with(move |cluster| {
            let slot = || cluster.nodes.iter().find_map(|node| node.ask(&keyslot));
            work(cluster, until(PATIENCE, "some node answers", slot))
        })
        .await
    }

    async fn with<T: Send + 'static>(&self, work: impl FnOnce(&Self) -> T + Send + 'static) -> T {
        let cluster = self.clone();
        blocking(move || work(&cluster)).await
    }
}

fn state_is_ok(node: &Node) -> bool {
    let info = node.ask::<String>(cmd("CLUSTER").arg("INFO"));
    info.is_some_and(|info| info.contains("cluster_state:ok"))
}

/// Whether this node finds nothing amiss, with itself or with the others.
fn is_content(node: &Node) -> bool {
    let follows = || {
        let info: Option<String> = node.ask(cmd("INFO").arg("replication"));
        info.is_some_and(|info| info.contains("role:master") || info.contains("master_link_status:up"))
    };
    state_is_ok(node) && View::of(node).is_some_and(|view| view.is_whole()) && follows()
}

/// What one node knows of all (`CLUSTER NODES`).
struct View(Vec<Known>);

struct Known {
    flags: String,
    epoch: u64,
    slots: Vec<(u16, u16)>,
}

impl View {
    fn of(node: &Node) -> Option<Self> {
        let text: String = node.ask(cmd("CLUSTER").arg("NODES"))?;
        text.lines().map(Known::read).collect::<Option<_>>().map(Self)
    }

    fn is_whole(&self) -> bool {
        let masters = self.0.iter().filter(|known| known.is("master") && !known.slots.is_empty());
        let trouble = ["fail", "fail?", "handshake", "noaddr"];
        self.0.len() == NODES
            && masters.count() == MASTERS
            && !self.0.iter().any(|known| trouble.iter().any(|flag| known.is(flag)))
    }
}

impl Known {
    /// `id address flags master ping pong epoch link slot…`, where a slot is one or `first-last`.
    fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split(' ').collect();
        let [_, _, flags, _, _, _, epoch, _, slots @ ..] = fields.as_slice() else { return None };
        let range = |slot: &&str| {
            let (first, last) = slot.split_once('-').unwrap_or((slot, slot));
            // A slot on its way to another node stands in brackets; none is here.
            Some((first.parse().ok()?, last.parse().ok()?))
        };
        let slots = slots.iter().filter_map(range).collect();
        Some(Self { flags: (*flags).to_owned(), epoch: epoch.parse().ok()?, slots })
    }

    fn is(&self, flag: &str) -> bool {
        self.flags.split(',').any(|own| own == flag)
    }

    fn holds(&self, slot: u16) -> bool {
        self.slots.iter().any(|(first, last)| (*first..=*last).contains(&slot))
    }
}
