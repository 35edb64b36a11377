//! The pages' forms, by scripts and without them: what comes of them, over HTTP.

use std::num::NonZeroU32;

use leptos::server_fn::ServerFn;
use live_loop::api::contact::SendContactMessage;
use live_loop::api::language::ChooseLanguage;
use reqwest::redirect::Policy;
use reqwest::{Client as Http, Response, StatusCode, header};

use crate::support::TestApp;

const BY_SCRIPT: &str = "application/json";
const BY_FORM: &str = "text/html,application/xhtml+xml";
const LETTER: &str = "email=ada%40example.org&message=Hello";

async fn send<F: ServerFn>(app: &TestApp, form: &str, accepted: &str) -> Response {
    let http = Http::builder().redirect(Policy::none()).build().unwrap();
    let request = http.post(app.url(F::PATH)).header(header::ACCEPT, accepted);
    let request = request.header(header::REFERER, app.url("/studio"));
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(form.to_owned()).send().await.unwrap()
}

fn header_of(response: &Response, name: header::HeaderName) -> &str {
    response.headers()[name].to_str().unwrap()
}

#[tokio::test]
async fn a_letter_is_kept_and_its_sender_told_so() {
    let app = TestApp::start().await;
    assert_eq!(send::<SendContactMessage>(&app, LETTER, BY_SCRIPT).await.status(), StatusCode::OK);
    let by_form = send::<SendContactMessage>(&app, LETTER, BY_FORM).await;
    assert_eq!(by_form.status(), StatusCode::FOUND);
    assert_eq!(header_of(&by_form, header::LOCATION), "/?contact=sent#contact");
    let letters = app.state.oversight.letters().await.unwrap();
    assert_eq!(letters.iter().filter(|letter| letter.message == "Hello").count(), 2);
}

#[tokio::test]
async fn a_letter_that_nobody_could_answer_is_not_kept() {
    let app = TestApp::start().await;
    for (form, why) in
        [("email=ada&message=Hello", "email"), ("email=ada%40example.org&message=+", "message")]
    {
        let by_script = send::<SendContactMessage>(&app, form, BY_SCRIPT).await;
        assert_eq!(by_script.status(), StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        let by_form = send::<SendContactMessage>(&app, form, BY_FORM).await;
        assert_eq!(header_of(&by_form, header::LOCATION), format!("/?contact={why}#contact"));
    }
    assert!(app.state.oversight.letters().await.unwrap().is_empty());
}

#[tokio::test]
async fn who_writes_too_much_is_told_when_to_write_again() {
    let app = TestApp::with(|settings| settings.limits.letters_per_hour = NonZeroU32::new(1)).await;
    assert_eq!(send::<SendContactMessage>(&app, LETTER, BY_SCRIPT).await.status(), StatusCode::OK);
    let refused = send::<SendContactMessage>(&app, LETTER, BY_SCRIPT).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(header_of(&refused, header::RETRY_AFTER).parse::<u64>().unwrap() > 1);
}

#[tokio::test]
async fn a_chosen_language_is_kept_in_a_cookie_and_spoken_from_then_on() {
    let app = TestApp::start().await;
    let chosen = send::<ChooseLanguage>(&app, "language=de", BY_FORM).await;
    assert_eq!(chosen.status(), StatusCode::FOUND);
    assert!(header_of(&chosen, header::LOCATION).starts_with(&app.url("/studio")), "back to where they were");
    let cookie = header_of(&chosen, header::SET_COOKIE).to_owned();
    for attribute in ["language=de", "Path=/", "Max-Age=31536000", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    let request = Http::new().get(app.url("/")).header(header::COOKIE, cookie);
    let page = request.header(header::ACCEPT_LANGUAGE, "ar").send().await.unwrap().text().await.unwrap();
    assert!(page.contains(r#"lang="de""#));
    let unknown = send::<ChooseLanguage>(&app, "language=tlh", BY_SCRIPT).await;
    assert!(!unknown.status().is_success() && unknown.headers().get(header::SET_COOKIE).is_none());
}
