//! How long honest people wait for each other's words while others flood: sockets, frames and rooms, as many as the
//! machine can make, half of them from one address and half from many. The flooders are a process of their own that
//! gets only the CPU time that nobody else wants (SCHED_IDLE), since at home they would have machines of their own.

use std::process::{Child, Command};
use std::time::{Duration, Instant};

use futures_util::SinkExt;
use serde_json::json;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use super::instance::{Instance, User, call};
use super::{Redis, median};

/// What the flooders' process is called with, before the server's address.
pub const ARGUMENT: &str = "--flood";
const PAIRS: usize = 50;
const WORDS: usize = 10;
const FLOODERS: u32 = 12;

pub async fn report() {
    println!("{PAIRS} pairs talk while {FLOODERS} tasks flood: from the word to its being heard");
    let [quiet, flooded, quiet_95, flooded_95] = median(round).await;
    println!("  median   quiet {quiet:>6.0} µs   flooded {flooded:>6.0} µs   ratio {:.2}", flooded / quiet);
    println!(
        "  of 95 %  quiet {quiet_95:>6.0} µs   flooded {flooded_95:>6.0} µs   ratio {:.2}",
        flooded_95 / quiet_95
    );
}

async fn round(redis: &Redis) -> [f64; 4] {
    let instance = Instance::start_at_the_door(redis).await;
    let mut pairs = Vec::new();
    for _ in 0..PAIRS {
        pairs.push(call(&instance, &instance).await);
    }
    let quiet = talk(&mut pairs).await;
    let flood = Flood::begin(&instance.address);
    // Until the limits have struck.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let flooded = talk(&mut pairs).await;
    drop(flood);
    let at = |took: &[f64], percent: usize| took[took.len() * percent / 100];
    [at(&quiet, 50), at(&flooded, 50), at(&quiet, 95), at(&flooded, 95)]
}

/// How long each word took, in µs, the shortest first.
async fn talk(pairs: &mut [(User, User, String)]) -> Vec<f64> {
    let mut took = Vec::new();
    for _ in 0..WORDS {
        for (ada, bob, room) in &mut *pairs {
            let said = Instant::now();
            ada.send("chat", "newMessage", json!({"roomId": room, "message": "hello"})).await;
            bob.hear("newMessage").await;
            took.push(said.elapsed().as_secs_f64() * 1e6);
        }
    }
    took.sort_by(f64::total_cmp);
    took
}

struct Flood(Child);

impl Flood {
    fn begin(address: &str) -> Self {
        let this = std::env::current_exe().expect("this program has a place");
        let flooders = Command::new("chrt").args(["--idle", "0"]).arg(this).args([ARGUMENT, address]).spawn();
        Self(flooders.expect("chrt starts"))
    }
}

impl Drop for Flood {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the flooders' process does until it is killed.
pub async fn flood(address: String) {
    let flooders = (0..FLOODERS).map(|number| tokio::spawn(flooder(number, address.clone())));
    futures_util::future::join_all(flooders).await;
}

async fn flooder(number: u32, address: String) {
    let http = reqwest::Client::new();
    for round in 0_u32.. {
        let from = if number.is_multiple_of(2) {
            format!("192.0.2.{number}")
        } else {
            format!("198.51.100.{}", round % 256)
        };
        match number / 2 % 3 {
            0 => drop(connect(&address, &from).await),
            1 => send_frames(&address, &from).await,
            // Refused or not, it goes on.
            _ => drop(
                http.post(format!("http://{address}/api/rooms")).header("x-forwarded-for", from).send().await,
            ),
        }
    }
}

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>;

async fn connect(address: &str, from: &str) -> Option<Socket> {
    let mut request = format!("ws://{address}/ws").into_client_request().ok()?;
    request.headers_mut().insert("x-forwarded-for", from.parse().ok()?);
    Some(connect_async(request).await.ok()?.0)
}

/// Until the server has closed the socket.
async fn send_frames(address: &str, from: &str) {
    let Some(mut socket) = connect(address, from).await else { return };
    let hello = json!({"ns": "session", "event": "hello", "data": {"protocol": 1}}).to_string();
    let frame = json!({"ns": "matchmaking", "event": "cancel-request", "data": {}}).to_string();
    if socket.send(Message::text(hello)).await.is_ok() {
        while socket.send(Message::text(frame.clone())).await.is_ok() {}
    }
}
