//! Breaks things, by dice, and mends them: one at a time, letting the system become whole again in
//! between, or whatever comes at once.

mod blow;

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::time::sleep;

use self::blow::{Blow, Target};

pub use self::blow::Kind;
use super::chronicle::{Chronicle, Ongoing};
use super::deployment::{Deployment, StoreKind};
use super::history::{Fault, OutageKind, ProcessId};
use super::instance::StartError;
use super::world::World;

/// How long the system may take to become whole again.
const WHOLE_WITHIN: Duration = Duration::from_secs(20);
/// Among faults that overlap nobody waits for that.
const READY_WITHIN: Duration = Duration::from_secs(3);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    OneAtATime,
    Overlapping,
}

/// Where the nemesis is at work.
#[derive(Clone)]
pub struct Scene {
    pub deployment: Arc<Deployment>,
    pub world: Arc<World>,
    pub chronicle: Arc<Chronicle>,
    pub store: StoreKind,
    /// What may happen.
    pub kinds: Vec<Kind>,
}

#[derive(Debug, thiserror::Error)]
pub enum Calamity {
    #[error("an instance did not start again: {0}")]
    Start(#[from] StartError),
    #[error("{WHOLE_WITHIN:?} after '{0}' not everything was ready again")]
    NotWhole(String),
}

impl Scene {
    pub fn process(&self, instance: usize) -> ProcessId {
        self.deployment.instances[instance].process()
    }

    /// Puts a new process behind the door of one that is gone.
    pub async fn start_anew(&self, instance: usize) -> Result<(), StartError> {
        let process = self.deployment.instances[instance].start_anew().await?;
        self.world.doors[instance].now_leads_to(process);
        Ok(())
    }

    /// Strikes until `end`; mends the last one, too.
    pub async fn haunt(&self, manner: Manner, seed: u64, end: Instant) -> Result<(), Calamity> {
        match manner {
            Manner::OneAtATime => self.one_at_a_time(StdRng::seed_from_u64(seed), end).await?,
            Manner::Overlapping => {
                let mut targets = self.targets();
                // One after the other, each of them.
                targets.sort();
                targets.dedup();
                let lanes = (0..).zip(targets).map(|(lane, target)| {
                    self.all_the_time(target, StdRng::seed_from_u64(seed.wrapping_add(lane)), end)
                });
                try_join_all(lanes).await?;
            }
        }
        if self.deployment.until_whole(WHOLE_WITHIN).await {
            Ok(())
        } else {
            Err(Calamity::NotWhole("the last fault".into()))
        }
    }

    async fn one_at_a_time(&self, mut rng: StdRng, end: Instant) -> Result<(), Calamity> {
        let targets = self.targets();
        // Each in its turn, so that a short run meets all kinds.
        let mut turn = rng.random_range(0..targets.len().max(1));
        while !targets.is_empty() {
            sleep(Duration::from_secs_f64(rng.random_range(1.5..4.0))).await;
            if Instant::now() >= end {
                break;
            }
            let blow = self.some_blow(targets[turn % targets.len()], &mut rng);
            turn += 1;
            self.strike(blow, WHOLE_WITHIN, &mut rng).await?;
            if blow.ends_process() {
                // The fault goes on until whoever was away is back: should the store forget them now, it were two.
                sleep(self.world.resume_window).await;
            }
        }
        sleep(end.saturating_duration_since(Instant::now())).await;
        Ok(())
    }

    async fn all_the_time(&self, target: Target, mut rng: StdRng, end: Instant) -> Result<(), Calamity> {
        loop {
            sleep(Duration::from_secs_f64(rng.random_range(2.0..12.0))).await;
            if Instant::now() >= end {
                return Ok(());
            }
            let blow = self.some_blow(target, &mut rng);
            match self.strike(blow, READY_WITHIN, &mut rng).await {
                // Another fault goes on, perhaps.
                Ok(()) | Err(Calamity::NotWhole(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }

    async fn strike(&self, blow: Blow, patience: Duration, rng: &mut StdRng) -> Result<(), Calamity> {
        let from = self.chronicle.now();
        let cut_off: Vec<Ongoing> = (0..self.deployment.instances.len())
            .filter(|instance| blow.cuts_off(*instance))
            .map(|instance| self.chronicle.begin(self.process(instance), OutageKind::CutOff))
            .collect();
        blow.strike(self, rng).await?;
        let mended = self.chronicle.now();
        let whole = self.deployment.until_whole(patience).await;
        for outage in cut_off {
            self.chronicle.end(outage);
        }
        self.chronicle.fault(Fault {
            name: blow.to_string(),
            from,
            mended,
            whole: self.chronicle.now(),
            of_store: blow.is_of_store(),
            loses_writes: blow.loses_writes(),
        });
        if whole { Ok(()) } else { Err(Calamity::NotWhole(blow.to_string())) }
    }

    /// Of those kinds that may happen; targets that have none are left out before.
    fn some_blow(&self, target: Target, rng: &mut StdRng) -> Blow {
        let kinds: Vec<Kind> = self.kinds_for(target).collect();
        Blow::some(kinds[rng.random_range(0..kinds.len())], target, self.store, rng)
    }

    fn kinds_for(&self, target: Target) -> impl Iterator<Item = Kind> {
        target.kinds().iter().copied().filter(|kind| self.kinds.contains(kind))
    }

    /// In the order of their turns. The embedded store lives and dies with its process, and is left in peace.
    fn targets(&self) -> Vec<Target> {
        let instances = 0..self.deployment.instances.len();
        let around = |instance| match self.store {
            StoreKind::Embedded => vec![],
            StoreKind::Redis => vec![Target::Network(instance), Target::Process(instance), Target::Store],
            StoreKind::Cluster => vec![Target::Process(instance), Target::Store],
        };
        let mut targets: Vec<Target> = instances.flat_map(around).collect();
        targets.retain(|target| self.kinds_for(*target).next().is_some());
        targets
    }
}
