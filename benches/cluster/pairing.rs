//! How fast the script pairs, beside the least that a queue in Redis could do: one ZADD for each who
//! comes, one ZPOPMIN for each two.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::iter;
use live_loop::protocol::{Event, SocketId};
use live_loop::server::clock::Clock;
use live_loop::server::matchmaking::Profile;
use live_loop::server::session::TokenHash;
use live_loop::server::store::{Adopted, GivenUp, Holding, Lobby, Mailboxes, RedisSettings, RedisStore};

use super::median;
use super::redis::Redis;

const USERS: usize = 10_000;
const AT_ONCE: usize = 64;
const RESUME_WINDOW: Duration = Duration::from_secs(30);

/// Nobody is there to be told: this is about Redis.
struct Nobody;

impl Mailboxes for Nobody {
    fn post(&self, _: &SocketId, _: Event) {}
    fn post_held(&self, _: &SocketId, _: Event) -> Option<u64> {
        None
    }
    fn release(&self, _: &SocketId, _: u64) {}
    fn end(&self, _: &SocketId) {}
    fn holdings(&self) -> Vec<Holding> {
        Vec::new()
    }
    fn can_replay_after(&self, _: &SocketId, _: u64) -> Option<bool> {
        None
    }
    fn adopt(&self, _: Adopted) {}
    fn give_up(&self, _: &SocketId) -> Option<GivenUp> {
        None
    }
}

pub async fn report() {
    println!("pairing {USERS} users, {AT_ONCE} at once");
    let [matches, cpu, bare, bare_cpu] = median(round).await;
    println!("  the script         {matches:>8.0} matches/s   {cpu:>6.1} µs of Redis' CPU a match");
    println!("  2 ZADD + 1 ZPOPMIN {bare:>8.0} pairs/s     {bare_cpu:>6.1} µs of Redis' CPU a pair");
    println!("  ratio              {:>8.2}             {:>6.1}", matches / bare, cpu / bare_cpu);
}

async fn round(redis: &Redis) -> [f64; 4] {
    let store = open(redis).await;
    let users: Vec<SocketId> = (0..USERS).map(|n| SocketId::from(format!("user-{n}"))).collect();
    for who in &users {
        store.enter(who, TokenHash::of(who.as_str())).await.expect("a new user enters");
    }
    let (began, cpu) = (Instant::now(), redis.cpu());
    let requests = users.iter().map(|who| store.request_room(who, Profile::default()));
    let asked: Vec<_> = iter(requests).buffer_unordered(AT_ONCE).collect().await;
    assert!(asked.iter().all(Result::is_ok));
    let (took, cpu) = (began.elapsed().as_secs_f64(), redis.cpu() - cpu);
    let matches = store.figures().await.expect("figures").active_rooms as f64;
    assert_eq!(matches as usize, USERS / 2);

    let before = redis.cpu();
    let pushes = redis.benchmark(USERS as u32 * 4, &["ZADD", "bench", "1", "user-__rand_int__"]);
    let pops = redis.benchmark(USERS as u32 * 2, &["ZPOPMIN", "bench", "2"]);
    let bare_cpu = (redis.cpu() - before) / (USERS as f64 * 2.0);
    [matches / took, cpu / matches, 1.0 / (2.0 / pushes + 1.0 / pops), bare_cpu]
}

async fn open(redis: &Redis) -> Arc<RedisStore> {
    let settings = RedisSettings::new(vec![redis.url()], String::new()).expect("a good URL");
    let store = RedisStore::new(&settings, "bench", Clock::start(), RESUME_WINDOW, Arc::new(Nobody));
    // A lobby that has just been opened waits a moment for what instances know of it.
    store.sweep().await.expect("Redis answers");
    tokio::time::sleep(Duration::from_secs(1)).await;
    store.sweep().await.expect("Redis answers");
    store
}
