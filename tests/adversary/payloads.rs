//! Texts that another person sees: markup goes through as the text that it is, and nowhere into a page; what would
//! turn or hide text is refused.

use serde_json::json;

use crate::support::{TestApp, matched};

const MARKUP: [&str; 6] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert()>",
    "</title><svg onload=alert(1)>",
    "javascript:alert(document)",
    "';}*{background:url(//evil)}",
    "{{constructor}} ${7*7} %3Cb%3E",
];
/// Overrides and isolates of direction, invisible characters, ends of lines, escapes.
const TURNING: [char; 12] = [
    '\u{202E}', '\u{202D}', '\u{202A}', '\u{2066}', '\u{2067}', '\u{2069}', '\u{200B}', '\u{FEFF}', '\u{AD}',
    '\u{1B}', '\u{0}', '\u{85}',
];

#[tokio::test]
async fn markup_is_text_in_every_text_that_others_see() {
    let app = TestApp::start().await;
    for markup in MARKUP {
        let [mut ada, mut bob] = app.clients().await;
        let short: String = markup.chars().take(24).collect();
        for client in [&mut ada, &mut bob] {
            let details = json!({"userName": markup, "interests": [short]});
            client.ok("matchmaking/request-room", details).await;
        }
        let room = {
            let at_ada = ada.expect("matchmaking/match-done").await;
            bob.expect("matchmaking/match-done").await;
            assert_eq!(at_ada["remoteUser"]["userName"], markup);
            assert_eq!(at_ada["sharedInterests"], json!([short]));
            at_ada["roomId"].as_str().unwrap().to_owned()
        };
        ada.ok("chat/newMessage", json!({"roomId": room, "message": markup})).await;
        assert_eq!(bob.expect("chat/newMessage").await["message"], markup);
        ada.ok("session/bye", json!({})).await;
    }
}

#[tokio::test]
async fn no_page_repeats_what_its_address_says() {
    let app = TestApp::start().await;
    for markup in MARKUP {
        let coded: String = markup.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for path in ["/room/", "/?contact=", "/studio?next=", "/call?name=", "/nowhere/", "/api/"] {
            let page = reqwest::get(app.url(&format!("{path}{coded}"))).await.unwrap().text().await.unwrap();
            assert!(!page.contains(markup) || !markup.contains('<'), "{path}{markup}");
        }
    }
}

#[tokio::test]
async fn what_turns_or_hides_text_is_refused() {
    let app = TestApp::start().await;
    let [mut ada, mut bob] = app.clients().await;
    for turning in TURNING {
        let text = format!("a{turning}b");
        for details in [json!({"userName": text}), json!({"userName": "Ada", "interests": [text]})] {
            assert_eq!(ada.refused("matchmaking/request-room", details).await, "validation", "{turning:?}");
        }
    }
    ada.ok("matchmaking/request-room", json!({"userName": "Ada"})).await;
    bob.ok("matchmaking/request-room", json!({"userName": "Bob"})).await;
    let room = matched(&mut ada, &mut bob).await;
    for turning in TURNING {
        let data = json!({"roomId": room, "message": format!("a{turning}b")});
        assert_eq!(ada.refused("chat/newMessage", data).await, "validation", "{turning:?}");
    }
    bob.expect_nothing().await;
}
