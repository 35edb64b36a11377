//! Which rounds to run: two short ones in `make test`, or, in `make chaos`, one after the other until
//! the time is up or enough people have met.

use std::time::{Duration, Instant};

use super::deployment::StoreKind;
use super::nemesis::{Kind, Manner};
use super::round::Round;

const SEED: u64 = 20_261_124;
const SHORT: Duration = Duration::from_secs(25);
const LONG: Duration = Duration::from_secs(90);
const RESUME_WINDOW: Duration = Duration::from_secs(5);

pub struct Plan {
    pub seed: u64,
    /// What servers log goes by `CHAOS_LOG`, if set, and is kept.
    pub keeps_logs: bool,
    began: Instant,
    /// `None`: the short ones.
    duration: Option<Duration>,
    matches: Option<usize>,
    stores: Vec<StoreKind>,
    faults: Vec<Kind>,
    manners: Vec<Manner>,
    users: usize,
    next: u64,
}

impl Plan {
    /// From the environment: `CHAOS_SEED`, `CHAOS_DURATION` (seconds), `CHAOS_MATCHES`, `CHAOS_USERS`, and,
    /// to narrow a hunt down, `CHAOS_STORES`, `CHAOS_FAULTS` and `CHAOS_MANNERS` (each with commas).
    pub fn from_env() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let number = |name: &str| {
            variable(name)
                .map(|text| text.parse::<u64>().unwrap_or_else(|error| panic!("{name}={text}: {error}")))
        };
        let stores =
            [("embedded", StoreKind::Embedded), ("redis", StoreKind::Redis), ("cluster", StoreKind::Cluster)];
        let manners = [("single", Manner::OneAtATime), ("overlapping", Manner::Overlapping)];
        let duration = number("CHAOS_DURATION").map(Duration::from_secs);
        Self {
            seed: number("CHAOS_SEED").unwrap_or(SEED),
            keeps_logs: variable("CHAOS_LOG").is_some(),
            began: Instant::now(),
            matches: number("CHAOS_MATCHES").map(|matches| matches as usize),
            stores: some_of(&stores, variable("CHAOS_STORES"), "redis,cluster"),
            faults: some_of(&Kind::ALL, variable("CHAOS_FAULTS"), &Kind::ALL.map(|(name, _)| name).join(",")),
            manners: some_of(&manners, variable("CHAOS_MANNERS"), "single,overlapping"),
            users: number("CHAOS_USERS")
                .map_or(if duration.is_some() { 300 } else { 200 }, |users| users as usize),
            duration,
            next: 0,
        }
    }

    /// The next round, when so many have met so far; `None` when it is done.
    pub fn next(&mut self, matches: usize) -> Option<Round> {
        let n = self.next;
        self.next += 1;
        let stores = self.stores.len() as u64;
        let (time, manner) = match self.duration {
            None if n == stores => return None,
            None => (SHORT, self.manners[0]),
            Some(duration) => {
                let enough = self.matches.is_some_and(|goal| matches >= goal);
                if enough || self.began.elapsed() >= duration {
                    return None;
                }
                let rest = duration.saturating_sub(self.began.elapsed());
                let manner = self.manners[(n / stores) as usize % self.manners.len()];
                (LONG.min(rest), manner)
            }
        };
        let store = self.stores[(n % stores) as usize];
        Some(Round {
            store,
            manner,
            faults: self.faults.clone(),
            instances: if store == StoreKind::Embedded { 1 } else { 3 },
            users: self.users,
            pace: Duration::from_millis(250),
            resume_window: RESUME_WINDOW,
            time,
            seed: self.seed.wrapping_add(n),
        })
    }
}

fn some_of<T: Copy>(all: &[(&str, T)], chosen: Option<String>, default: &str) -> Vec<T> {
    let named = |name: &str| {
        let found = all.iter().find(|(known, _)| *known == name.trim()).map(|(_, it)| *it);
        found.unwrap_or_else(|| {
            panic!("'{name}' is none of {:?}", all.iter().map(|(name, _)| name).collect::<Vec<_>>())
        })
    };
    match chosen.as_deref().unwrap_or(default) {
        "none" => Vec::new(),
        names => names.split(',').map(named).collect(),
    }
}
