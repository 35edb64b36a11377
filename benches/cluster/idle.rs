//! What one more instance without users adds.

use std::time::Duration;

use super::instance::Instance;
use super::median;
use super::redis::Redis;

const WATCHED: Duration = Duration::from_secs(5);

pub async fn report() {
    println!("idle instances: share of one core that Redis takes");
    let shares = median(round).await;
    for (instances, share) in (1..).zip(shares) {
        println!("  {instances}   {:>6.3} %", share * 100.0);
    }
}

async fn round(redis: &Redis) -> [f64; 3] {
    let mut instances = Vec::new();
    let mut shares = [0.0; 3];
    for share in &mut shares {
        instances.push(Instance::start(redis).await);
        let before = redis.cpu();
        tokio::time::sleep(WATCHED).await;
        *share = (redis.cpu() - before) / WATCHED.as_micros() as f64;
    }
    shares
}
