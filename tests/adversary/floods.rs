//! Floods of sockets, frames and rooms, from one address and from many, while honest people talk on: each of
//! their messages arrives, and the flood is turned away. What it does to their waiting is said, not asserted: this
//! machine has other work.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use live_loop::server::config::Settings;
use live_loop::server::security::limits::LimitSettings;
use serde_json::json;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_util::sync::CancellationToken;

use super::quick_or_long;
use crate::support::{Client, Socket, TestApp};

fn with_limits(settings: &mut Settings) {
    let most = NonZeroU32::new;
    settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    // Honest people share one address here; limits on messages are not what is tried.
    settings.limits = LimitSettings {
        connections_per_ip: most(500),
        connects_per_minute: most(600),
        messages_per_second: most(100),
        requests_per_minute: most(60),
        rooms_per_minute: most(60),
        ..LimitSettings::default()
    };
}

/// Each says a few words to the other and hears them. Returns how long each word took.
async fn talk(
    mut pairs: Vec<(Client, Client, String)>,
    words: usize,
) -> (Vec<(Client, Client, String)>, Vec<Duration>) {
    let mut took = Vec::new();
    for word in 0..words {
        for (ada, bob, room) in &mut pairs {
            let said = Instant::now();
            ada.ok("chat/newMessage", json!({"roomId": room, "message": format!("{word}")})).await;
            assert_eq!(bob.expect("chat/newMessage").await["message"], format!("{word}"));
            took.push(said.elapsed());
            bob.ok("session/seen", json!({"seq": bob.seq})).await;
        }
    }
    took.sort();
    (pairs, took)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn honest_people_talk_on_while_others_flood() {
    let app = TestApp::with(with_limits).await;
    let mut pairs = Vec::new();
    for _ in 0..quick_or_long(10, 50) {
        pairs.push(app.call().await);
    }
    let words = quick_or_long(20, 40);
    let (pairs, quiet) = talk(pairs, words).await;

    let stop = CancellationToken::new();
    let turned_away = Arc::new([const { AtomicUsize::new(0) }; 3]);
    let mut flooders = Vec::new();
    for number in 0..6 {
        let (address, turned_away) = (app.address, turned_away.clone());
        let rooms = app.url("/api/rooms");
        let flood = async move {
            let http = reqwest::Client::new();
            for round in 0_u32.. {
                // Half of them from one address, half from ever new ones.
                let from = if number % 2 == 0 {
                    format!("192.0.2.{number}")
                } else {
                    format!("198.51.100.{}", round % 256)
                };
                match number / 2 {
                    0 => {
                        let mut request = format!("ws://{address}/ws").into_client_request().unwrap();
                        request.headers_mut().insert("x-forwarded-for", from.parse().unwrap());
                        if connect_async(request).await.is_err() {
                            turned_away[0].fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    1 => {
                        let mut eve = Client::hello(Socket::connect_from(address, &from).await).await;
                        for _ in 0..800 {
                            eve.tell("matchmaking/cancel-request", json!({})).await;
                        }
                        if eve.closed().await == 4429 {
                            turned_away[1].fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    _ => {
                        let asked = http.post(&rooms).header("x-forwarded-for", from).send().await.unwrap();
                        if asked.status() == 429 {
                            turned_away[2].fetch_add(1, Ordering::Relaxed);
                        }
                    }
                }
            }
        };
        let stop = stop.clone();
        flooders.push(tokio::spawn(async move { stop.run_until_cancelled(flood).await }));
    }
    let mut pairs = pairs;
    let mut flooded = Vec::new();
    // Until each kind of flood has been turned away.
    while flooded.is_empty() || turned_away.iter().any(|kind| kind.load(Ordering::Relaxed) == 0) {
        let (same, took) = talk(pairs, words).await;
        pairs = same;
        flooded = took;
    }
    stop.cancel();
    for flooder in flooders {
        flooder.await.unwrap();
    }
    let at = |took: &[Duration], percent: usize| took[took.len() * percent / 100];
    println!(
        "{} honest people: p50 {:?} and p95 {:?} before, {:?} and {:?} under the flood ({:?} turned away)",
        2 * pairs.len(),
        at(&quiet, 50),
        at(&quiet, 95),
        at(&flooded, 50),
        at(&flooded, 95),
        turned_away,
    );
}
