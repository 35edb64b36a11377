//! Sessions that go on on another instance.

use live_loop::server::session::TokenHash;
use live_loop::server::store::Claim;
use serde_json::json;

use super::{settings, two_instances};
use crate::support::redis::RedisServer;
use crate::support::{Client, TestApp, meet};

/// Two in a call: Ada on the first instance, Bob on the second.
async fn call_across() -> ([TestApp; 2], Client, Client, String) {
    let [one, two] = two_instances().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    ([one, two], ada, bob, room)
}

async fn say(client: &mut Client, room: &str, message: &str) {
    client.ok("chat/newMessage", json!({"roomId": room, "message": message})).await;
}

async fn signal(client: &mut Client, room: &str, sdp: &str) {
    client.ok("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": sdp})).await;
}

/// What was said, as chat or as a signal, in order.
fn said(heard: Vec<crate::support::Frame>) -> Vec<String> {
    let text = |frame: &crate::support::Frame| {
        let text = frame.data.get("message").or_else(|| frame.data.get("sdp"))?;
        text.as_str().map(str::to_owned)
    };
    heard.iter().filter_map(text).collect()
}

#[tokio::test]
async fn a_resume_elsewhere_takes_over_and_misses_nothing() {
    let ([one, two], mut ada, mut bob, room) = call_across().await;
    // Ada has seen the match and the first word; what follows, she has not read.
    say(&mut bob, &room, "one").await;
    assert_eq!(ada.expect("chat/newMessage").await["message"], "one");
    signal(&mut bob, &room, "two").await;
    say(&mut bob, &room, "three").await;
    signal(&mut bob, &room, "four").await;
    let (token, seq, id) = (ada.token(), ada.seq, ada.id().to_owned());
    let mut moved = Client::try_resume(&two, &token, seq).await;
    assert_eq!((&moved.welcome["resumed"], moved.welcome.get("gap")), (&json!(true), None));
    assert_eq!(moved.id(), id);
    assert_eq!(ada.closed().await, 4409);
    assert_eq!(said(moved.heard().await), ["two", "three", "four"]);
    // On the same instance now, and back again on another.
    say(&mut bob, &room, "five").await;
    assert_eq!(moved.expect("chat/newMessage").await["message"], "five");
    let mut back = moved.resume(&one).await;
    say(&mut back, &room, "six").await;
    signal(&mut bob, &room, "seven").await;
    assert_eq!(said(back.heard().await), ["seven"]);
    assert!(said(bob.heard().await).contains(&"six".to_owned()));
    assert_eq!(
        Client::try_resume(&two, &token, seq).await.welcome["resumed"],
        false,
        "the first token is used up"
    );
}

#[tokio::test]
async fn the_other_side_hears_of_a_lost_link_and_of_its_return_elsewhere() {
    let ([_one, two], ada, mut bob, room) = call_across().await;
    let (token, seq) = (ada.token(), ada.seq);
    drop(ada);
    assert_eq!(bob.expect("matchmaking/peer-away").await, json!({"roomId": room}));
    signal(&mut bob, &room, "while away").await;
    say(&mut bob, &room, "too").await;
    let mut ada = Client::try_resume(&two, &token, seq).await;
    assert_eq!((&ada.welcome["resumed"], ada.welcome.get("gap")), (&json!(true), None));
    assert_eq!(bob.expect("matchmaking/peer-back").await, json!({"roomId": room}));
    assert_eq!(said(ada.heard().await), ["while away", "too"]);
}

#[tokio::test]
async fn the_place_in_the_queue_moves_along() {
    let [one, two] = two_instances().await;
    let mut ada = one.client().await;
    ada.ok("matchmaking/request-room", json!({"userName": "Ada", "interests": ["chess"]})).await;
    let place = ada.expect("matchmaking/match-waiting").await;
    let mut ada = ada.resume(&two).await;
    assert_eq!(ada.expect("matchmaking/match-waiting").await, place, "told again, where the user is now");
    let mut bob = one.client().await;
    bob.ok("matchmaking/request-room", json!({"userName": "Bob", "interests": ["Chess"]})).await;
    let done = bob.expect("matchmaking/match-done").await;
    assert_eq!(done["remoteUser"]["socket"], ada.id());
    assert_eq!(done["remoteUser"]["joinedAt"], place["joinedAt"]);
    assert_eq!(ada.expect("matchmaking/match-done").await["sharedInterests"], json!(["chess"]));
}

#[tokio::test]
async fn what_cannot_be_resumed_here_cannot_be_elsewhere() {
    let ([_one, two], mut ada, _bob, _room) = call_across().await;
    let token = ada.token();
    ada.ok("session/seen", json!({"seq": ada.seq})).await;
    for (seq, why) in [(0, "forgotten"), (7, "never sent")] {
        let stranger = Client::try_resume(&two, &token, seq).await;
        assert_eq!(stranger.welcome["resumed"], false, "{why}");
    }
    let stranger = Client::try_resume(&two, "no token at all", 0).await;
    assert_eq!(stranger.welcome["resumed"], false);
    ada.expect_nothing().await;
}

#[tokio::test]
async fn whoever_is_not_back_when_an_instance_leaves_finds_everything_elsewhere() {
    let ([mut one, two], ada, mut bob, room) = call_across().await;
    let (token, seq) = (ada.token(), ada.seq);
    drop(ada);
    bob.expect("matchmaking/peer-away").await;
    signal(&mut bob, &room, "before").await;
    // Nobody is linked to it: it ends at once.
    one.leave().await.unwrap();
    signal(&mut bob, &room, "after").await;
    say(&mut bob, &room, "the end").await;
    let mut ada = Client::try_resume(&two, &token, seq).await;
    assert_eq!((&ada.welcome["resumed"], ada.welcome.get("gap")), (&json!(true), None));
    assert_eq!(said(ada.heard().await), ["before", "after", "the end"]);
    bob.expect("matchmaking/peer-back").await;
}

#[tokio::test]
async fn a_drain_moves_everyone_and_ends() {
    let ([mut one, two], mut ada, mut bob, room) = call_across().await;
    let leaving = one.leave();
    ada.expect("session/draining").await;
    let mut ada = ada.resume(&two).await;
    assert_eq!(ada.welcome.get("gap"), None);
    leaving.await.unwrap();
    say(&mut bob, &room, "still there?").await;
    assert_eq!(ada.expect("chat/newMessage").await["message"], "still there?");
    say(&mut ada, &room, "sure").await;
    loop {
        let frame = bob.next().await;
        assert_ne!(frame.name, "matchmaking/peer-left");
        if frame.name == "chat/newMessage" {
            break;
        }
    }
}

#[tokio::test]
async fn an_attempt_of_before_does_not_decide_on_the_one_that_lives() {
    let redis = settings(RedisServer::shared().await);
    let [one, two, three] = [TestApp::on(&redis).await, TestApp::on(&redis).await, TestApp::on(&redis).await];
    for _ in 0..10 {
        let (mut ada, mut bob) = (one.client().await, one.client().await);
        let room = meet(&mut ada, &mut bob).await;
        // The first instance forgets the match, which the earlier attempt still asks for.
        ada.tell("session/seen", json!({"seq": ada.seq})).await;
        ada.ok("chat/typing", json!({"roomId": room, "typing": true})).await;
        let claim = |seq| Claim { tokens: vec![TokenHash::of(&ada.token())], seq };
        let (_, lives) =
            tokio::join!(two.state.lobby.claim(claim(0)), three.state.lobby.claim(claim(ada.seq)));
        assert_eq!(lives, Ok(true));
    }
}
