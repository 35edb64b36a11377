//! What a relayed message costs the servers and Redis: between two of one instance, and across two.

use serde_json::{Value, json};

use super::instance::{Instance, call};
use super::median;
use super::redis::Redis;

const CALLS: usize = 20;
const MESSAGES: usize = 500;

#[derive(Clone, Copy)]
enum Kind {
    Signal,
    Chat,
}

impl Kind {
    fn frame(self, room: &str) -> (&'static str, &'static str, Value) {
        match self {
            Kind::Signal => {
                let state = json!({"roomId": room, "audio": true, "video": true, "screen": false});
                ("signaling", "media-state", state)
            }
            Kind::Chat => ("chat", "newMessage", json!({"roomId": room, "message": "hello, how are you?"})),
        }
    }
}

pub async fn report() {
    println!("relaying {MESSAGES} messages in each of {CALLS} calls: CPU a message");
    for (what, kind) in [("signals", Kind::Signal), ("chat", Kind::Chat)] {
        for instances in [1, 2] {
            let [server, redis] = median(async |redis| round(redis, instances, kind).await).await;
            println!(
                "  {what:<8} {instances} instance(s)   servers {server:>6.1} µs   Redis {redis:>6.1} µs"
            );
        }
    }
}

async fn round(redis: &Redis, instances: usize, kind: Kind) -> [f64; 2] {
    let mut servers = Vec::new();
    for _ in 0..instances {
        servers.push(Instance::start(redis).await);
    }
    let (one, other) = (&servers[0], &servers[instances - 1]);
    let mut calls = Vec::new();
    for _ in 0..CALLS {
        calls.push(call(one, other).await);
    }
    let cpu = || servers.iter().map(Instance::cpu).sum::<f64>();
    let (server_before, redis_before) = (cpu(), redis.cpu());
    let talking = calls.iter_mut().map(|(ada, bob, room)| async {
        let (ns, event, data) = kind.frame(room);
        for _ in 0..MESSAGES {
            ada.send(ns, event, data.clone()).await;
            bob.hear(event).await;
        }
    });
    futures_util::future::join_all(talking).await;
    let messages = (CALLS * MESSAGES) as f64;
    [(cpu() - server_before) / messages, (redis.cpu() - redis_before) / messages]
}
