//! One round: users and nemesis let loose on a deployment, then peace, then the checker.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::{fs, io};

use futures_util::future::join_all;
use tokio::time::{interval, timeout};

use super::checker::{self, Verdict};
use super::chronicle::Chronicle;
use super::deployment::{Deployment, StoreKind};
use super::evidence;
use super::history::{History, Promises};
use super::instance::StartError;
use super::nemesis::{Calamity, Kind, Manner, Scene};
use super::pulse;
use super::user::User;
use super::world::World;

/// The last partner is acceptable again after ten seconds, and the lost are noticed before that.
const SETTLED_WITHIN: Duration = Duration::from_secs(40);
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// This many times in a row, for what the servers know is on its way to the users.
const GOOD_LOOKS: usize = 10;

#[derive(Clone, Debug)]
pub struct Round {
    pub store: StoreKind,
    pub manner: Manner,
    pub faults: Vec<Kind>,
    pub instances: usize,
    pub users: usize,
    pub pace: Duration,
    pub resume_window: Duration,
    /// How long the nemesis is at work.
    pub time: Duration,
    pub seed: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Calamity(#[from] Calamity),
    #[error("no place for logs: {0}")]
    Logs(#[from] std::io::Error),
}

pub struct Outcome {
    pub history: History,
    pub verdict: Verdict,
    /// Where the instances' logs are.
    pub logs: PathBuf,
}

impl Round {
    pub async fn run(&self) -> Result<Outcome, RoundError> {
        let logs = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("chaos-{}", self.seed));
        drop(fs::remove_dir_all(&logs));
        fs::create_dir_all(&logs)?;
        let deployment = Deployment::start(self.store, self.instances, self.resume_window, &logs).await?;
        let deployment = Arc::new(deployment);
        let world = Arc::new(World::new(deployment.doors(), self.pace, self.resume_window));
        let chronicle = Arc::new(Chronicle::new(world.began));
        let scene = Scene {
            deployment,
            world: world.clone(),
            chronicle: chronicle.clone(),
            store: self.store,
            kinds: self.faults.clone(),
        };
        let users = (0..self.users).map(|n| {
            let seed = self.seed.wrapping_mul(1_000_003).wrapping_add(n as u64);
            tokio::spawn(User::new(n, seed, world.clone()).run())
        });
        let users = join_all(users.collect::<Vec<_>>());
        let end = world.began + self.time;
        let events = async {
            let haunted = scene.haunt(self.manner, self.seed, end).await;
            world.settle.cancel();
            self.until_settled(&scene).await;
            let settled = chronicle.now();
            world.over.cancel();
            (haunted, settled)
        };
        let evening = async { tokio::join!(users, events) };
        let (diaries, (haunted, settled)) = tokio::select! {
            evening = evening => evening,
            never = pulse::watch(&chronicle) => never,
        };
        drop(scene);
        haunted?;
        let (faults, outages) = Arc::into_inner(chronicle).map(Chronicle::into_pages).unwrap_or_default();
        let sessions = diaries.into_iter().flat_map(|diary| match diary {
            Ok(sessions) => sessions,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        });
        let promises =
            Promises { nothing_lost: self.manner == Manner::OneAtATime, resume_window: self.resume_window };
        let history = History { sessions: sessions.collect(), faults, outages, promises, settled };
        let verdict = checker::check(&history);
        Ok(Outcome { history, verdict, logs })
    }

    /// Until everyone has settled but who can't, and the servers agree; or too long.
    async fn until_settled(&self, scene: &Scene) {
        let settled = async {
            let mut looks = interval(LOOK_EVERY);
            let mut good_looks = 0;
            while good_looks < GOOD_LOOKS {
                looks.tick().await;
                let in_rooms = scene.world.settled.load(Ordering::SeqCst);
                // An odd number: somebody's other side is gone, and they have not been told yet.
                let may_be_all = in_rooms + 1 >= self.users && in_rooms.is_multiple_of(2);
                let all_agree = may_be_all && agrees(scene, self.users, in_rooms).await;
                good_looks = if all_agree { good_looks + 1 } else { 0 };
            }
        };
        // Whoever has not settled by then, the checker will find.
        let _ = timeout(SETTLED_WITHIN, settled).await;
    }
}

/// Whether the servers know of as many people, waiting and in rooms, as there are: no ghosts.
async fn agrees(scene: &Scene, users: usize, in_rooms: usize) -> bool {
    let Some(status) = scene.deployment.instances[0].status().await else { return false };
    let expected = [
        ("/activeRooms", in_rooms / 2),
        ("/waitingUsers", users - in_rooms),
        ("/metrics/activeConnections", users),
    ];
    expected
        .iter()
        .all(|(figure, number)| status.pointer(figure).and_then(|it| it.as_u64()) == Some(*number as u64))
}

impl Outcome {
    pub fn is_good(&self) -> bool {
        self.verdict.violations.is_empty()
    }

    /// Throws the logs away, unless they are wanted; then with the history.
    pub fn put_away(self, keep: bool) -> io::Result<()> {
        if keep { evidence::write_history(&self) } else { fs::remove_dir_all(&self.logs) }
    }
}
