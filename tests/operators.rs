//! Who may do what an operator does, by the page's server functions and the HTTP API, and what comes of it.

use std::time::Duration;

use leptos::server_fn::ServerFn;
use live_loop::api::operators::{BanReported, DismissLetter, Drain, LogIn, LogOut, Look};
use live_loop::protocol::operators::{Instance, Letter};
use live_loop::server::security::admin::AdminToken;
use live_loop::server::store::RedisSettings;
use reqwest::{Client as Http, Response, StatusCode, header};
use serde_json::Value;

use crate::support::TestApp;
use crate::support::redis::{RedisServer, fresh_prefix};

const TOKEN: &str = "what only the operators know";
const WITHIN: Duration = Duration::from_secs(20);

async fn app() -> TestApp {
    TestApp::with(|settings| settings.admin_token = Some(AdminToken::new(TOKEN))).await
}

/// Calls a server function of the operators' page, as whoever has the cookie.
async fn call<F: ServerFn>(app: &TestApp, form: &str, cookie: &str) -> Response {
    let request = Http::new().post(app.url(F::PATH)).header(header::COOKIE, cookie);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(form.to_owned()).send().await.unwrap()
}

/// Returns what the browser would send from now on.
async fn log_in(app: &TestApp) -> String {
    let answer = call::<LogIn>(app, &format!("token={}", TOKEN.replace(' ', "+")), "").await;
    assert_eq!(answer.status(), StatusCode::OK);
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(cookie.contains(attribute), "{attribute}");
    }
    cookie.split_once(';').unwrap().0.to_owned()
}

fn letter(app: &TestApp) -> Letter {
    let (id, email, message) = ("l".into(), "ada@example.org".into(), "hello".into());
    Letter { id, email, message, received: app.state.clock.now() }
}

#[tokio::test]
async fn who_logs_in_sees_everything_and_who_does_not_nothing() {
    let app = app().await;
    app.state.oversight.keep_letter(&letter(&app)).await.unwrap();
    assert_eq!(
        call::<Look>(&app, "", "operator=9999999999999.AAAA").await.status(),
        StatusCode::UNAUTHORIZED
    );
    let wrong = call::<LogIn>(&app, "token=sesame", "").await;
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
    assert!(wrong.headers().get(header::SET_COOKIE).is_none());

    let cookie = log_in(&app).await;
    let seen: Value = call::<Look>(&app, "", &cookie).await.json().await.unwrap();
    assert_eq!(seen["letters"][0]["message"], "hello");
    assert_eq!(seen["instance"], app.state.instance.to_string());
    let page = Http::new().get(app.url("/admin")).header(header::COOKIE, &cookie).send().await.unwrap();
    assert!(page.text().await.unwrap().contains("ada@example.org"), "without scripts, too");
    let strangers = reqwest::get(app.url("/admin")).await.unwrap();
    assert_eq!(strangers.status(), StatusCode::OK);
    let strangers = strangers.text().await.unwrap();
    assert!(strangers.contains("Log in") && !strangers.contains("ada@example.org"));

    let out = call::<LogOut>(&app, "", &cookie).await;
    assert!(out.headers()[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
}

#[tokio::test]
async fn without_a_token_there_is_no_such_page() {
    let app = TestApp::start().await;
    assert_eq!(reqwest::get(app.url("/admin")).await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(call::<Look>(&app, "", "").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(call::<LogIn>(&app, "token=", "").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_guesses_has_to_wait() {
    let app = app().await;
    let guess = async || call::<LogIn>(&app, "token=sesame", "").await;
    let refused = loop {
        let answer = guess().await;
        if answer.status() != StatusCode::UNAUTHORIZED {
            break answer;
        }
    };
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = refused.headers()[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
}

#[tokio::test]
async fn a_foreign_page_can_do_nothing_in_an_operator_s_name() {
    let app = app().await;
    let cookie = log_in(&app).await;
    let request = Http::new().post(app.url(Drain::PATH)).header(header::COOKIE, &cookie);
    let foreign = request.header(header::ORIGIN, "https://evil.example").send().await.unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert!(!app.state.shutdown.asked.is_cancelled());
}

#[tokio::test]
async fn what_is_done_is_done_once_and_for_strangers_not_at_all() {
    let app = app().await;
    app.state.oversight.keep_letter(&letter(&app)).await.unwrap();
    let cookie = log_in(&app).await;
    for (cookie, expected) in [
        ("", StatusCode::UNAUTHORIZED),
        (cookie.as_str(), StatusCode::OK),
        (cookie.as_str(), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(call::<DismissLetter>(&app, "id=l", cookie).await.status(), expected);
    }
    for (form, expected) in [
        ("id=none&seconds=60", StatusCode::NOT_FOUND),
        ("id=none&seconds=0", StatusCode::UNPROCESSABLE_ENTITY),
        ("id=none&seconds=2592001", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(call::<BanReported>(&app, form, &cookie).await.status(), expected, "{form}");
    }
    app.state.oversight.keep_letter(&letter(&app)).await.unwrap();
    let dismiss = async || {
        let asked = Http::new().post(app.url("/api/admin/letters/l/dismiss")).bearer_auth(TOKEN);
        asked.send().await.unwrap().status()
    };
    assert_eq!((dismiss().await, dismiss().await), (StatusCode::NO_CONTENT, StatusCode::NOT_FOUND));
}

#[tokio::test]
async fn an_operator_s_word_makes_an_instance_leave() {
    let app = app().await;
    let drain = async |instance: &str, token: &str| {
        let path = format!("/api/admin/instances/{instance}/drain");
        Http::new().post(app.url(&path)).bearer_auth(token).send().await.unwrap().status()
    };
    let instance = told_of(&app, 0).await.id;
    assert_eq!(drain(&instance, "sesame").await, StatusCode::UNAUTHORIZED);
    assert_eq!(drain("another", TOKEN).await, StatusCode::NOT_FOUND);
    assert!(!app.state.shutdown.asked.is_cancelled());
    assert_eq!(drain(&instance, TOKEN).await, StatusCode::ACCEPTED);
    let left = live_loop::server::shutdown::told_to_leave(&app.state.shutdown);
    tokio::time::timeout(WITHIN, left).await.unwrap();
}

#[tokio::test]
async fn while_redis_is_away_the_page_says_so_and_asks_for_no_token() {
    let redis = RedisServer::start().await;
    let settings = RedisSettings::new(vec![redis.url()], fresh_prefix()).unwrap();
    let app = TestApp::with(|it| {
        it.redis = Some(settings);
        it.admin_token = Some(AdminToken::new(TOKEN));
    })
    .await;
    let cookie = log_in(&app).await;
    redis.kill().await;
    let page = Http::new().get(app.url("/admin")).header(header::COOKIE, cookie).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    let page = page.text().await.unwrap();
    assert!(page.contains("out of reach") && !page.contains("admin-token"));
}

#[tokio::test]
async fn the_instance_says_what_it_does() {
    let app = app().await;
    let (_ada, _bob, _room) = app.call().await;
    let instance = told_of(&app, 2).await;
    assert_eq!((instance.id.as_str(), instance.sessions), (&*app.state.instance, 2));
    assert_eq!(instance.version, env!("CARGO_PKG_VERSION"));
}

/// The instance, once it has said that it has that many sockets.
async fn told_of(app: &TestApp, sockets: u64) -> Instance {
    let told = async {
        loop {
            let mut instances = app.state.oversight.instances().await.unwrap();
            if let Some(instance) = instances.pop_if(|it| it.sockets == sockets) {
                return instance;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(WITHIN, told).await.unwrap()
}
