//! A process of the server, and its users.

use std::process::{Child, Command, Stdio};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::redis::{Redis, free_port};

/// How many of the kernel's clock ticks a second has (`sysconf(_SC_CLK_TCK)`, 100 on Linux).
const TICKS: f64 = 100.0;

pub struct Instance {
    pub address: String,
    process: Child,
}

impl Instance {
    /// Once it is ready. It limits nobody.
    pub async fn start(redis: &Redis) -> Self {
        let limits = [
            ("LIVE_LOOP_CONNECTIONS_PER_IP", "0"),
            ("LIVE_LOOP_CONNECTS_PER_MINUTE", "0"),
            ("LIVE_LOOP_MESSAGES_PER_SECOND", "0"),
        ];
        Self::start_with(redis, &limits).await
    }

    /// With its usual limits, but for the users of here, who share an address; others come by a proxy that is trusted.
    pub async fn start_at_the_door(redis: &Redis) -> Self {
        let limits = [
            ("LIVE_LOOP_CONNECTIONS_PER_IP", "500"),
            ("LIVE_LOOP_CONNECTS_PER_MINUTE", "500"),
            ("LIVE_LOOP_TRUSTED_PROXIES", "127.0.0.1/32"),
        ];
        Self::start_with(redis, &limits).await
    }

    async fn start_with(redis: &Redis, settings: &[(&str, &str)]) -> Self {
        let address = format!("127.0.0.1:{}", free_port());
        let process = Command::new(env!("CARGO_BIN_EXE_live-loop"))
            .env("LEPTOS_SITE_ADDR", &address)
            .env("LIVE_LOOP_REDIS_URL", redis.url())
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .spawn()
            .expect("the server starts");
        let instance = Self { address, process };
        while !instance.is_ready().await {
            tokio::task::yield_now().await;
        }
        instance
    }

    async fn is_ready(&self) -> bool {
        let answer = reqwest::get(format!("http://{}/readyz", self.address)).await;
        answer.is_ok_and(|answer| answer.status() == 200)
    }

    /// CPU time so far, in microseconds.
    pub fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).expect("it runs");
        // proc_pid_stat(5): utime and stime are fields 14 and 15; the name, field 2, may hold spaces.
        let after_name = stat.rsplit(") ").next().unwrap_or_default();
        let fields = after_name.split(' ').skip(11).take(2);
        fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS * 1e6
    }

    pub async fn user(&self) -> User {
        let (socket, _) = connect_async(format!("ws://{}/ws", self.address)).await.expect("a socket opens");
        let mut user = User(socket);
        user.send("session", "hello", json!({"protocol": 1})).await;
        user.hear("welcome").await;
        user
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub struct User(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl User {
    pub async fn send(&mut self, ns: &str, event: &str, data: Value) {
        let frame = json!({"ns": ns, "event": event, "data": data}).to_string();
        self.0.send(Message::text(frame)).await.expect("the socket is open");
    }

    /// The data of the next frame of that name.
    pub async fn hear(&mut self, event: &str) -> Value {
        loop {
            if let Message::Text(text) = self.0.next().await.expect("the socket is open").expect("a message")
            {
                let frame: Value = serde_json::from_str(&text).expect("a frame");
                if frame["event"] == event {
                    return frame["data"].clone();
                }
            }
        }
    }
}

/// Two users in a call, and their room.
pub async fn call(one: &Instance, other: &Instance) -> (User, User, String) {
    let (mut ada, mut bob) = (one.user().await, other.user().await);
    for user in [&mut ada, &mut bob] {
        user.send("matchmaking", "request-room", json!({"userName": "Ada"})).await;
    }
    let done = ada.hear("match-done").await;
    bob.hear("match-done").await;
    (ada, bob, done["roomId"].as_str().unwrap_or_default().to_owned())
}
