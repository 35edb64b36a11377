//! The API's documents say what the server does: each of their routes is asked, and answers as written.

use live_loop::server::security::admin::AdminToken;
use reqwest::{Client as Http, Method};
use serde_json::{Value, json};

use crate::support::TestApp;

const TOKEN: &str = "what only the operators know";

async fn document(app: &TestApp, path: &str) -> Value {
    Http::new().get(app.url(path)).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn each_documented_route_answers_as_documented() {
    let app = TestApp::with(|settings| settings.admin_token = Some(AdminToken::new(TOKEN))).await;
    let openapi = document(&app, "/api/openapi.json").await;
    assert!(openapi["openapi"].as_str().unwrap().starts_with("3.1"), "{}", openapi["openapi"]);
    let mut routes = 0;
    for (path, methods) in openapi["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let asked =
                Http::new().request(method.clone(), app.url(path)).bearer_auth(TOKEN).send().await.unwrap();
            let status = asked.status().as_u16().to_string();
            assert!(operation["responses"][&status].is_object(), "{method} {path} answers {status}");
            assert!(operation["summary"].is_string(), "{method} {path} says what it is for");
            routes += 1;
        }
    }
    assert!(routes >= 7, "{routes} routes");
}

#[tokio::test]
async fn what_the_contract_names_is_documented() {
    let app = TestApp::start().await;
    let openapi = document(&app, "/api/openapi.json").await;
    for (method, path) in [
        ("get", "/health"),
        ("get", "/livez"),
        ("get", "/readyz"),
        ("get", "/api/status"),
        ("post", "/api/rooms"),
        ("get", "/metrics"),
    ] {
        assert!(openapi["paths"][path][method].is_object(), "{method} {path}");
    }
    let room = &openapi["components"]["schemas"]["Invitation"];
    assert_eq!(room["required"], json!(["roomId", "inviteUrl", "expiresAt"]));
}

#[tokio::test]
async fn the_socket_is_described_by_its_own_types() {
    let app = TestApp::start().await;
    let asyncapi = document(&app, "/api/asyncapi.json").await;
    assert_eq!(asyncapi["asyncapi"], "3.0.0");
    let messages = &asyncapi["channels"]["socket"]["messages"];
    let offer = &messages["signaling.negotiation-call-offer.request"]["payload"];
    assert_eq!(offer["properties"]["ns"]["const"], "signaling");
    assert!(messages["chat.newMessage"].is_object());
}

#[tokio::test]
async fn the_page_shows_both_without_a_script() {
    let app = TestApp::start().await;
    let response = Http::new().get(app.url("/api/docs")).send().await.unwrap();
    let policy = response.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
    let page = response.text().await.unwrap();
    for word in ["POST /api/rooms", "matchmaking/request-room", "GET /health", "RemoteUser"] {
        assert!(page.contains(word), "{word}");
    }
    assert!(!page.contains("<script"));
}
