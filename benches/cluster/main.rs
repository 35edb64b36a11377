//! What a shared lobby costs, on a real Redis and real instances: CPU time, which another load on the
//! machine does not change, and rates beside `redis-benchmark` on the same Redis in the same run. Last, what a
//! flood does to those who talk.
//!
//! ```sh
//! cargo bench --no-default-features --features ssr
//! ```
//!
//! Each figure is the median of [`ROUNDS`].

mod flood;
mod idle;
mod instance;
mod pairing;
mod redis;
mod relaying;

use self::redis::Redis;

const ROUNDS: usize = 5;

fn main() {
    // `cargo test --benches` passes this to find out about tests; there are none.
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if let Some(address) = std::env::args().skip_while(|it| it != flood::ARGUMENT).nth(1) {
        return runtime.block_on(flood::flood(address));
    }
    runtime.block_on(async {
        pairing::report().await;
        relaying::report().await;
        idle::report().await;
        flood::report().await;
    });
}

/// The median of what `round` measures.
async fn median<const N: usize>(mut round: impl AsyncFnMut(&Redis) -> [f64; N]) -> [f64; N] {
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let redis = Redis::start();
        rounds.push(round(&redis).await);
    }
    std::array::from_fn(|figure| {
        let mut all: Vec<f64> = rounds.iter().map(|round| round[figure]).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    })
}
