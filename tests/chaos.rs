//! Nothing is lost and nobody is in two places, whatever breaks: a history checker in the style of
//! Jepsen.
//!
//! Several instances of the real binary share a Redis ([`deployment`]). Hundreds of [`user`]s ask for
//! partners, talk, move on, lose their links and come back, each writing down what it is told, while a
//! seeded [`nemesis`] kills, stops, cuts off, empties and fails over. Afterwards the [`checker`] holds
//! all that was told against what the contract promises.
//!
//! `make test` runs a short round on a Redis and one on a Cluster; `make chaos` goes on for as long as it
//! is told to.

mod checker;
mod chronicle;
mod deployment;
mod evidence;
mod history;
pub mod instance;
mod nemesis;
mod plan;
mod pulse;
mod round;
mod tally;
mod user;
mod world;

use self::plan::Plan;
use self::tally::Tally;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_lose_nothing() {
    let mut plan = Plan::from_env();
    let mut tally = Tally::default();
    while let Some(round) = plan.next(tally.matches) {
        println!("{round:?}");
        let outcome = round.run().await.unwrap_or_else(|error| panic!("seed {}: {error}", round.seed));
        tally.add(&outcome.history, &outcome.verdict);
        println!("so far: {tally}");
        if !outcome.is_good() {
            evidence::write_history(&outcome).unwrap();
            let (file, summary) = evidence::write(&outcome).unwrap();
            panic!("seed {}: {summary}see {}", round.seed, file.display());
        }
        outcome.put_away(plan.keeps_logs).unwrap();
    }
    println!("seed {}: {tally}", plan.seed);
}
