//! Coming back: what is replayed, which tokens are good, what is kept.

use serde_json::json;

use crate::support::{Client, Frame, TestApp, named};

fn texts(frames: &[Frame]) -> Vec<&str> {
    frames.iter().map(|frame| frame.data["message"].as_str().unwrap_or(&frame.name)).collect()
}

async fn say(client: &mut Client, room: &str, message: &str) {
    client.ok("chat/newMessage", json!({"roomId": room, "message": message})).await;
}

#[tokio::test]
async fn what_was_missed_is_replayed_in_order_and_once() {
    let app = TestApp::start().await;
    let (mut ada, bob, room) = app.call().await;
    let id = bob.id().to_owned();
    for text in ["one", "two"] {
        say(&mut ada, &room, text).await;
    }
    // Bob has seen the match only, whatever the socket may have carried.
    let (token, seq) = (bob.token(), bob.seq);
    drop(bob);
    ada.expect("matchmaking/peer-away").await;
    say(&mut ada, &room, "three").await;
    ada.ok("chat/typing", json!({"roomId": room, "typing": true})).await;
    let mut bob = Client::try_resume(&app, &token, seq).await;
    assert_eq!((bob.welcome["resumed"].as_bool(), bob.id()), (Some(true), id.as_str()));
    assert!(bob.welcome.get("gap").is_none());
    say(&mut ada, &room, "four").await;
    assert_eq!(texts(&bob.heard().await), ["one", "two", "three", "four"]);
    let mut bob = bob.resume(&app).await;
    assert_eq!(bob.seq, 5);
    bob.expect_nothing().await;
}

#[tokio::test]
async fn the_same_frames_are_replayed_as_often_as_they_are_missed() {
    let app = TestApp::start().await;
    let (mut ada, bob, room) = app.call().await;
    say(&mut ada, &room, "one").await;
    let mut token = bob.token();
    for _ in 0..3 {
        let mut bob = Client::try_resume(&app, &token, 0).await;
        assert_eq!(bob.expect("matchmaking/match-done").await["roomId"], room);
        assert_eq!(bob.expect("chat/newMessage").await["message"], "one");
        token = bob.token();
    }
}

#[tokio::test]
async fn the_token_is_new_at_each_welcome_and_the_last_one_is_good_until_a_frame_comes() {
    let app = TestApp::start().await;
    let first = app.client().await;
    let (id, first_token) = (first.id().to_owned(), first.token());
    let second = Client::try_resume(&app, &first_token, 0).await;
    assert_ne!(second.token(), first_token);
    // As if the second welcome had been lost.
    let mut third = Client::try_resume(&app, &first_token, 0).await;
    assert_eq!(third.id(), id);
    third.ok("session/seen", json!({"seq": 0})).await;
    for used_up in [first_token, second.token()] {
        let stranger = Client::try_resume(&app, &used_up, 0).await;
        assert_eq!(stranger.welcome["resumed"], false);
        assert_ne!(stranger.id(), id);
    }
    assert_eq!(third.resume(&app).await.id(), id);
}

#[tokio::test]
async fn even_a_bad_first_frame_proves_that_the_welcome_has_come() {
    let app = TestApp::start().await;
    let ada = app.client().await;
    let old = ada.token();
    let mut ada = ada.resume(&app).await;
    ada.socket.send_text("?").await;
    ada.expect("session/error").await;
    assert_eq!(Client::try_resume(&app, &old, 0).await.welcome["resumed"], false);
}

#[tokio::test]
async fn unknown_tokens_and_impossible_seqs_make_a_new_user() {
    let app = TestApp::start().await;
    let (ada, mut bob, room) = app.call().await;
    let (id, token) = (ada.id().to_owned(), ada.token());
    for (token, seq) in [("", 0), ("unknown", 0), (&id, 0), (&token, ada.seq + 1), (&token, u64::MAX)] {
        let mut stranger = Client::try_resume(&app, token, seq).await;
        assert_eq!(stranger.welcome["resumed"], false, "{seq}");
        assert_ne!(stranger.id(), id);
        stranger.expect_nothing().await;
    }
    bob.expect_nothing().await;
    let mut ada = ada.resume(&app).await;
    say(&mut ada, &room, "still here").await;
}

#[tokio::test]
async fn a_seq_that_is_forgotten_makes_a_new_user() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    say(&mut ada, &room, "one").await;
    bob.expect("chat/newMessage").await;
    bob.ok("session/seen", json!({"seq": 2})).await;
    assert_eq!(Client::try_resume(&app, &bob.token(), 1).await.welcome["resumed"], false);
    assert_eq!(bob.resume(&app).await.seq, 2);
}

#[tokio::test]
async fn a_resume_takes_over_and_the_old_socket_closes_with_4409() {
    let app = TestApp::start().await;
    let (ada, mut bob, room) = app.call().await;
    let mut old = bob;
    bob = Client::try_resume(&app, &old.token(), old.seq).await;
    assert_eq!(bob.welcome["resumed"], true);
    assert_eq!(old.closed().await, 4409);
    let mut ada = ada;
    say(&mut ada, &room, "to the new one").await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "to the new one");
    ada.expect_nothing().await;
}

#[tokio::test]
async fn a_place_in_the_queue_outlives_the_link() {
    let app = TestApp::start().await;
    let [mut ada, mut bob, mut eve] = app.clients().await;
    let chess = |name: &str| json!({"userName": name, "interests": ["chess"]});
    ada.ok("matchmaking/request-room", chess("Ada")).await;
    let place = ada.expect("matchmaking/match-waiting").await;
    bob.ok("matchmaking/request-room", named("Bob")).await;
    assert_eq!(bob.expect("matchmaking/match-waiting").await["position"], 2);
    let (token, seq) = (ada.token(), ada.seq);
    ada.socket.close().await;
    while app.state.sessions.linked().len() == 3 {
        tokio::task::yield_now().await;
    }
    eve.ok("matchmaking/request-room", chess("Eve")).await;
    assert_eq!(eve.expect("matchmaking/match-waiting").await["position"], 3, "Ada is away: not matched");
    let mut ada = Client::try_resume(&app, &token, seq).await;
    let done = ada.expect("matchmaking/match-done").await;
    assert_eq!(done["remoteUser"]["socket"], eve.id(), "she is matched as she comes back");
    assert_eq!(place["position"], 1);
    let at_eve = eve.expect("matchmaking/match-done").await;
    assert_eq!(at_eve["remoteUser"]["joinedAt"], place["joinedAt"], "with the place she had");
}

#[tokio::test]
async fn who_comes_back_to_the_queue_is_told_the_place_again() {
    let app = TestApp::start().await;
    let mut ada = app.client().await;
    ada.ok("matchmaking/request-room", named("Ada")).await;
    let place = ada.expect("matchmaking/match-waiting").await;
    let mut ada = ada.resume(&app).await;
    assert_eq!(ada.expect("matchmaking/match-waiting").await, place);
}
