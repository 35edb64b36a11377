//! What browsers tell of their calls, for the operator's counts.

use serde_json::{Value, json};

use crate::support::TestApp;

async fn failures(app: &TestApp) -> Value {
    let status: Value = reqwest::get(app.url("/api/status")).await.unwrap().json().await.unwrap();
    status["metrics"]["connectionFailures"].clone()
}

#[tokio::test]
async fn progress_is_acked_in_a_call_and_the_partner_hears_nothing() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, _room) = app.call().await;
    for data in [
        json!({"phase": "offer"}),
        json!({"phase": "connected", "route": "relay"}),
        json!({"phase": "first-frame", "unknown": true}),
        json!({"phase": "alive"}),
        json!({"phase": "alive"}),
        json!({"phase": "ended", "reason": "stopped"}),
    ] {
        ada.ok("session/progress", data).await;
    }
    assert_eq!(
        ada.refused("session/progress", json!({"phase": "alive"})).await,
        "not-in-room",
        "it has ended"
    );
    bob.expect_nothing().await;
}

#[tokio::test]
async fn outside_of_a_call_there_is_no_progress() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    assert_eq!(ada.refused("session/progress", json!({"phase": "offer"})).await, "not-in-room");
    ada.ok("matchmaking/request-room", json!({"userName": "Ada"})).await;
    assert_eq!(ada.refused("session/progress", json!({"phase": "offer"})).await, "not-in-room");
}

#[tokio::test]
async fn what_is_no_phase_is_a_bad_frame() {
    let app = TestApp::start().await;
    let (mut ada, _bob, _room) = app.call().await;
    for data in [json!({}), json!({"phase": "queued"}), json!({"phase": 0}), json!({"phase": "ended"})] {
        assert_eq!(ada.refused("session/progress", data).await, "bad-frame");
    }
}

#[tokio::test]
async fn a_call_that_never_connected_is_a_connection_failure_once() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, _room) = app.call().await;
    ada.ok("session/progress", json!({"phase": "ended", "reason": "next"})).await;
    assert_eq!(failures(&app).await, 0, "somebody's choice");
    bob.ok("session/progress", json!({"phase": "ended", "reason": "not-connected"})).await;
    bob.refused("session/progress", json!({"phase": "ended", "reason": "not-connected"})).await;
    assert_eq!(failures(&app).await, 1);
}
