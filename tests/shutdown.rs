//! Leaving well.

use std::time::Duration;

use live_loop::server::shutdown::DRAIN_DEADLINE;
use reqwest::get;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::{Socket, TestApp};

#[tokio::test]
async fn a_drain_is_told_and_new_sockets_are_refused() {
    let mut app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let leaving = app.leave();
    for client in [&mut ada, &mut bob] {
        let within = client.expect("session/draining").await["reconnectWithinMs"].as_u64().unwrap();
        assert!((1..=DRAIN_DEADLINE.as_millis() as u64).contains(&within));
    }
    assert_eq!(get(app.url("/readyz")).await.unwrap().status(), 503);
    assert_eq!(get(app.url("/livez")).await.unwrap().status(), 200);
    let health = get(app.url("/health")).await.unwrap();
    assert_eq!(health.status(), 503);
    assert_eq!(health.json::<Value>().await.unwrap()["status"], "unhealthy");
    assert_eq!(Socket::try_connect(app.address).await.err(), Some(503));
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "still on"})).await;
    bob.expect("chat/newMessage").await;
    ada.ok("session/bye", json!({})).await;
    bob.socket.close().await;
    // With nobody left there is nothing to wait for.
    leaving.await.unwrap();
    assert!(app.state.shutdown.stop.is_cancelled());
}

#[tokio::test(start_paused = true)]
async fn who_is_still_there_at_the_deadline_is_closed_with_1001() {
    let mut app = TestApp::start().await;
    let mut ada = app.client().await;
    let began = Instant::now();
    app.leave();
    ada.expect("session/draining").await;
    assert_eq!(ada.closed().await, 1001);
    assert!(began.elapsed().abs_diff(DRAIN_DEADLINE) < Duration::from_secs(1), "{:?}", began.elapsed());
}
