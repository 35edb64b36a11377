//! Reports, and what operators do about them.

use live_loop::server::config::Settings;
use live_loop::server::security::admin::AdminToken;
use live_loop::server::security::report_key::ReportPublicKey;
use reqwest::{Client as Http, Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Client, TestApp, meet, named};

const TOKEN: &str = "0123456789abcdef";
/// What a browser of that cookie says.
const BOB: &str = "visitor=AAAAAAAAAAAAAAAAAAAAAA";

fn with_token(settings: &mut Settings) {
    settings.admin_token = Some(AdminToken::new(TOKEN));
}

/// The outside of an RSA key: the server seals nothing.
fn public_key() -> ReportPublicKey {
    use base64::Engine;
    let mut der = vec![0x30, 0x82, 1, 0xa2, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d];
    der.extend([1, 1, 1, 5, 0]);
    der.resize(422, 0);
    ReportPublicKey::parse(&base64::engine::general_purpose::STANDARD.encode(der)).unwrap()
}

async fn ask(app: &TestApp, method: Method, path: &str, body: &str) -> (StatusCode, Value) {
    let asked = Http::new().request(method, app.url(path)).bearer_auth(TOKEN).body(body.to_owned());
    let response = asked.send().await.unwrap();
    let status = response.status();
    (status, serde_json::from_str(&response.text().await.unwrap()).unwrap_or_default())
}

async fn reports(app: &TestApp) -> Vec<Value> {
    let (status, list) = ask(app, Method::GET, "/api/admin/reports", "").await;
    assert_eq!(status, 200);
    list.as_array().unwrap().clone()
}

/// Ada in a call with Bob, whose browser is known.
async fn call(app: &TestApp) -> (Client, Client, String) {
    let (mut ada, mut bob) = (app.client().await, app.visitor(BOB).await);
    let room = meet(&mut ada, &mut bob).await;
    (ada, bob, room)
}

#[tokio::test]
async fn evidence_is_kept_as_it_was_sealed() {
    let app = TestApp::with(|settings| {
        with_token(settings);
        settings.report_key = Some(public_key());
    })
    .await;
    let key: Value = reqwest::get(app.url("/api/report-key")).await.unwrap().json().await.unwrap();
    assert_eq!(key["key"], public_key().as_str());
    let (mut ada, mut bob, room) = call(&app).await;
    let sealed = json!({"key": "a2V5", "iv": "MTIzNDU2Nzg5MDEy", "data": "ZGF0YQ=="});
    let report = |sealed: Value| json!({"roomId": room, "reason": "harassment", "sealed": sealed});
    for (field, value) in [
        ("data", "A".repeat(48 * 1024 + 4)),
        ("key", "A".repeat(1372)),
        ("iv", "A".repeat(20)),
        ("data", "no base64!".into()),
        ("iv", String::new()),
    ] {
        let mut unfit = sealed.clone();
        unfit[field] = value.into();
        assert_eq!(ada.refused("matchmaking/report-peer", report(unfit)).await, "validation", "{field}");
    }
    for unfit in [json!([]), json!({"key": "a2V5"}), json!("sealed")] {
        assert_eq!(ada.refused("matchmaking/report-peer", report(unfit)).await, "bad-frame");
    }
    assert_eq!(
        ada.refused("matchmaking/report-peer", json!({"roomId": room, "reason": "envy"})).await,
        "bad-frame"
    );
    ada.ok("matchmaking/report-peer", report(sealed.clone())).await;
    bob.expect_nothing().await;
    let list = reports(&app).await;
    let id = list[0]["id"].as_str().unwrap();
    assert_eq!((&list[0]["reason"], &list[0]["hasEvidence"]), (&json!("harassment"), &json!(true)));
    assert!(list[0].get("sealed").is_none() && list[0]["created"].as_str().unwrap().ends_with('Z'));
    let (status, opened) = ask(&app, Method::GET, &format!("/api/admin/reports/{id}"), "").await;
    assert_eq!((status, &opened["sealed"], &opened["id"]), (StatusCode::OK, &sealed, &list[0]["id"]));
    let dismiss = format!("/api/admin/reports/{id}/dismiss");
    assert_eq!(ask(&app, Method::POST, &dismiss, "").await.0, 204);
    assert_eq!(ask(&app, Method::POST, &dismiss, "").await.0, 404);
    assert_eq!(reports(&app).await, Vec::<Value>::new());
}

#[tokio::test]
async fn without_a_key_there_are_reasons_only() {
    let app = TestApp::with(with_token).await;
    let key: Value = reqwest::get(app.url("/api/report-key")).await.unwrap().json().await.unwrap();
    assert_eq!(key, json!({"key": null}));
    let (mut ada, _bob, room) = call(&app).await;
    let sealed = json!({"key": "a2V5", "iv": "MTIzNDU2Nzg5MDEy", "data": "ZGF0YQ=="});
    let refused =
        ada.refused("matchmaking/report-peer", json!({"roomId": room, "reason": "other", "sealed": sealed}));
    assert_eq!(refused.await, "validation");
    ada.ok("matchmaking/report-peer", json!({"roomId": room, "reason": "other"})).await;
    assert_eq!(reports(&app).await[0]["hasEvidence"], false);
}

#[tokio::test]
async fn only_the_partner_can_be_reported() {
    let app = TestApp::with(with_token).await;
    let (mut ada, _bob, room) = call(&app).await;
    let mut eve = app.client().await;
    let report = |room: &str| json!({"roomId": room, "reason": "spam"});
    for room in [room.as_str(), "nowhere"] {
        assert_eq!(eve.refused("matchmaking/report-peer", report(room)).await, "not-in-room");
    }
    ada.ok("matchmaking/request-room", named("Ada")).await;
    ada.ok("matchmaking/report-peer", report(&room)).await;
    assert_eq!(reports(&app).await.len(), 1);
}

#[tokio::test]
async fn who_is_banned_is_told_so_until_the_ban_is_lifted() {
    let app = TestApp::with(with_token).await;
    let (mut ada, mut bob, room) = call(&app).await;
    ada.ok("matchmaking/report-peer", json!({"roomId": room, "reason": "violence"})).await;
    bob.ok("matchmaking/report-peer", json!({"roomId": room, "reason": "spam"})).await;
    let list = reports(&app).await;
    let ban = |report: &Value| format!("/api/admin/reports/{}/ban", report["id"].as_str().unwrap());
    let [of_bob, of_ada] = list.as_slice() else { panic!("{list:?}") };
    assert_eq!(of_bob["person"], Value::Null, "Ada has no cookie");
    assert_eq!(ask(&app, Method::POST, &ban(of_bob), r#"{"seconds": 60}"#).await.0, 409);
    for body in ["", "{}", r#"{"seconds": 0}"#, r#"{"seconds": 2592001}"#, r#"{"seconds": -1}"#] {
        assert_eq!(ask(&app, Method::POST, &ban(of_ada), body).await.0, 400, "{body}");
    }
    let (status, banned) = ask(&app, Method::POST, &ban(of_ada), r#"{"seconds": 3600}"#).await;
    assert_eq!((status, &banned["id"]), (StatusCode::CREATED, &of_ada["person"]));
    assert_eq!(ask(&app, Method::GET, "/api/admin/bans", "").await.1, json!([banned]));

    for mut bob in [bob, app.visitor(BOB).await] {
        let refused = bob.request("matchmaking/request-room", named("Bob")).await.unwrap_err();
        assert_eq!((&refused["code"], &refused["banned"]), (&json!("rate-limited"), &json!(true)));
        let left = refused["retryAfterMs"].as_u64().unwrap();
        assert!(left > 3_500_000 && left <= 3_600_000, "{left}");
    }
    let path = format!("/api/admin/bans/{}", banned["id"].as_str().unwrap());
    assert_eq!(ask(&app, Method::DELETE, &path, "").await.0, 204);
    assert_eq!(ask(&app, Method::DELETE, &path, "").await.0, 404);
    app.visitor(BOB).await.ok("matchmaking/request-room", named("Bob")).await;
}

#[tokio::test]
async fn nobody_else_reads_reports() {
    let app = TestApp::with(with_token).await;
    for path in ["/api/admin/reports", "/api/admin/reports/x", "/api/admin/bans"] {
        assert_eq!(reqwest::get(app.url(path)).await.unwrap().status(), 401, "{path}");
        let off = TestApp::start().await;
        assert_eq!(ask(&off, Method::GET, path, "").await.0, 404, "{path}");
    }
}
