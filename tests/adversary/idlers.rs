//! Slow readers and half-open sockets: what they cost is bounded, and they are let go.

use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::quick_or_long;
use crate::chaos::instance::Instance;
use crate::support::{Client, Socket, TestApp};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_nothing_is_let_go_and_holds_up_nobody() {
    let app = TestApp::start().await;
    // Bob never reads. What he is told ends in the kernel's buffers, and then in his outbox, until it is full.
    let (mut ada, bob, room) = app.call().await;
    let message = json!({"roomId": room, "message": "\u{1F4A3}".repeat(1000)});
    let mut told = 0;
    while ada.request("chat/newMessage", message.clone()).await.is_ok() {
        told += 1;
        assert!(told < 100_000, "it goes on forever");
    }
    ada.expect("matchmaking/peer-left").await;
    println!("{told} messages of 4 KB until a silent reader was let go");
    drop(bob);
}

/// What each sort of idler costs the server, by its own account.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idlers_cost_little() {
    let idlers = quick_or_long(200, 4000);
    let logs = logs_folder();
    let environment = ["CONNECTIONS_PER_IP", "CONNECTS_PER_MINUTE", "MESSAGES_PER_SECOND"]
        .map(|name| format!("LIVE_LOOP_{name}"));
    let environment: Vec<(&str, String)> =
        environment.iter().map(|name| (name.as_str(), "0".into())).collect();
    let instance = Instance::start(&environment, &logs).await.unwrap();
    let resident = async || {
        let health: serde_json::Value =
            reqwest::get(format!("http://{}/health", instance.address)).await.unwrap().json().await.unwrap();
        health["services"]["memory"]["residentBytes"].as_u64().unwrap()
    };
    // The first of each costs what is shared by all.
    let mut kept = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..20 {
        kept.2.push(Client::hello(Socket::connect(instance.address).await).await);
    }
    let before = resident().await;
    for _ in 0..idlers {
        let mut half = TcpStream::connect(instance.address).await.unwrap();
        half.write_all(b"GET /ws HTTP/1.1\r\nhost: a\r\nx: ").await.unwrap();
        kept.0.push(half);
    }
    let half_open = resident().await;
    for _ in 0..idlers {
        kept.1.push(Socket::connect(instance.address).await);
    }
    let without_hello = resident().await;
    for socket in std::mem::take(&mut kept.1) {
        kept.2.push(Client::hello(socket).await);
    }
    let silent = resident().await;
    let each = |from: u64, to: u64| to.saturating_sub(from) / idlers as u64;
    println!(
        "{idlers} of each: half a request costs {} bytes, a socket without hello {}, a session that says nothing {} more",
        each(before, half_open),
        each(half_open, without_hello),
        each(without_hello, silent),
    );
    assert!(each(before, silent) < 128 * 1024, "less than a fourth of what a busy one may");
    std::fs::remove_dir_all(logs).unwrap();
}

fn logs_folder() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("live-loop-idlers-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
