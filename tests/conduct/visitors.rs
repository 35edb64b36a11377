//! The cookie, and what is known by it.

use serde_json::json;

use crate::support::{TestApp, meet, named};

/// What the answer of `path` says in Set-Cookie, to someone with these headers.
async fn given(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Option<String> {
    let mut request = reqwest::Client::new().get(app.url(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    response.headers().get("set-cookie").map(|value| value.to_str().unwrap().to_owned())
}

/// The cookie of a browser that comes for the first time.
async fn newcomer(app: &TestApp) -> String {
    given(app, "/", &[]).await.unwrap().split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_page_gives_a_cookie_to_whoever_has_none() {
    let app = TestApp::start().await;
    for path in ["/", "/studio", "/rules", "/nowhere"] {
        let cookie = given(&app, path, &[]).await.unwrap();
        assert!(cookie.starts_with("visitor=") && cookie.len() > "visitor=".len() + 22, "{cookie}");
        for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "not over TLS");
    }
    for path in ["/health", "/api/status", "/metrics"] {
        assert_eq!(given(&app, path, &[]).await, None, "{path} is no page");
    }
    let ada = newcomer(&app).await;
    assert_ne!(newcomer(&app).await, ada);
    assert_eq!(given(&app, "/", &[("cookie", &format!("language=de; {ada}"))]).await, None);
    assert!(given(&app, "/", &[("cookie", "visitor=forged")]).await.is_some());
}

#[tokio::test]
async fn behind_tls_the_cookie_is_secure() {
    let app = TestApp::with(|it| it.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()]).await;
    let cookie = given(&app, "/", &[("x-forwarded-proto", "https")]).await.unwrap();
    assert!(cookie.contains("; Secure"), "{cookie}");
}

#[tokio::test]
async fn a_block_holds_for_new_sessions_of_the_same_browsers() {
    let app = TestApp::start().await;
    let (ada_s, bob_s) = (newcomer(&app).await, newcomer(&app).await);
    let (mut ada, mut bob) = (app.visitor(&ada_s).await, app.visitor(&bob_s).await);
    let room = meet(&mut ada, &mut bob).await;
    ada.ok("matchmaking/block-peer", json!({"roomId": room})).await;
    let (mut ada, mut bob) = (app.visitor(&ada_s).await, app.visitor(&bob_s).await);
    ada.ok("matchmaking/request-room", named("Ada")).await;
    bob.ok("matchmaking/request-room", named("Bob")).await;
    // Whoever comes next meets the one who waits longest, who would be in a call by now.
    let mut eve = app.client().await;
    eve.ok("matchmaking/request-room", named("Eve")).await;
    let met = eve.expect("matchmaking/match-done").await;
    assert_eq!(met["remoteUser"]["socket"], ada.id());
    bob.expect_nothing().await;
}
