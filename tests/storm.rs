//! Hundreds of users press Next at random, lose their links and come back; afterwards the history
//! of each is held against those of all others. The seed makes everyone's choices repeatable.

mod history;
mod user;

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio_util::sync::CancellationToken;

use self::user::User;
use crate::support::TestApp;

const USERS: usize = 500;
const STEPS: usize = 20;
const SEED: u64 = 20_261_123;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_users_storm_through_next() {
    let app = TestApp::start().await;
    let mut users = Vec::new();
    for n in 0..USERS {
        users.push(User::new(app.client().await, StdRng::seed_from_u64(SEED + n as u64), n));
    }
    let began = Instant::now();
    join_all(users.iter_mut().map(|user| user.storm(&app, STEPS))).await;
    let stormed = began.elapsed();
    // Then all want a partner and keep whom they get, until nobody who fits is left over.
    let settled = CancellationToken::new();
    let settling = join_all(users.iter_mut().map(|user| user.settle(&settled)));
    tokio::join!(settling, async {
        until_everyone_has_met(&app).await;
        settled.cancel();
    });
    for user in &mut users {
        user.listen().await;
    }
    println!("seed {SEED}: {STEPS} steps of {USERS} users in {stormed:?}, settled in {:?}", began.elapsed());
    history::check(users.into_iter().map(|user| user.history).collect());
}

/// An even number of people without preferences: after the ten seconds that keep last partners
/// apart nobody waits.
async fn until_everyone_has_met(app: &TestApp) {
    let mut looks = tokio::time::interval(Duration::from_millis(20));
    let everyone_met = async {
        loop {
            looks.tick().await;
            let figures = app.state.lobby.figures().await.unwrap();
            if (figures.waiting_users, figures.active_rooms) == (0, USERS as u64 / 2) {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(45), everyone_met).await.expect("somebody is left over");
}
