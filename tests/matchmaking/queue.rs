//! Request, wait, meet, Next, stop, talk again, block.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use crate::support::{TestApp, matched, meet, named};

#[tokio::test]
async fn a_match_tells_each_of_the_other() {
    let app = TestApp::start().await;
    let [mut ada, mut bob] = app.clients().await;
    // One white pixel.
    let image = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";
    ada.ok(
        "matchmaking/request-room",
        json!({"userName": "Ada", "userImage": image, "interests": ["Chess", "go"]}),
    )
    .await;
    let place = ada.expect("matchmaking/match-waiting").await;
    assert_eq!((&place["position"], &place["waiting"]), (&json!(1), &json!(1)));
    bob.ok("matchmaking/request-room", json!({"userName": "Bob", "interests": ["CHESS"], "relayOnly": true}))
        .await;
    let (at_ada, at_bob) =
        (ada.expect("matchmaking/match-done").await, bob.expect("matchmaking/match-done").await);
    // The server has written it anew: what is not of the picture is lost.
    let kept = &at_bob["remoteUser"]["userImage"];
    assert!(kept.as_str().unwrap().starts_with("data:image/png;base64,"));
    assert_eq!(
        at_bob,
        json!({
            "roomId": at_ada["roomId"], "polite": !at_ada["polite"].as_bool().unwrap(),
            "remoteUser": {"socket": ada.id(), "userName": "Ada", "userImage": kept, "joinedAt": place["joinedAt"]},
            "sharedInterests": ["CHESS"], "relayOnly": true,
        })
    );
    assert_eq!(at_ada["remoteUser"]["socket"], bob.id());
    assert!(at_ada["remoteUser"].get("userImage").is_none());
    assert_eq!((&at_ada["sharedInterests"], &at_ada["relayOnly"]), (&json!(["Chess"]), &json!(true)));
    let figures = app.state.lobby.figures().await.unwrap();
    assert_eq!((figures.active_rooms, figures.rooms_created, figures.waiting_users), (1, 1, 0));
}

#[tokio::test]
async fn waiting_again_keeps_the_place_and_updates_the_details() {
    let app = TestApp::start().await;
    let [mut ada, mut bob, mut eve] = app.clients().await;
    ada.ok("matchmaking/request-room", json!({"userName": "Ada", "interests": ["a"]})).await;
    let place = ada.expect("matchmaking/match-waiting").await;
    bob.ok("matchmaking/request-room", json!({"userName": "Bob", "interests": ["b"]})).await;
    ada.ok("matchmaking/request-room", json!({"userName": "Ada L.", "interests": ["e"]})).await;
    let told = ada.expect("matchmaking/match-waiting").await;
    assert_eq!(told, json!({"position": 1, "waiting": 2, "joinedAt": place["joinedAt"]}));
    eve.ok("matchmaking/request-room", json!({"userName": "Eve", "interests": ["e"]})).await;
    let met = eve.expect("matchmaking/match-done").await["remoteUser"].clone();
    assert_eq!((&met["userName"], &met["joinedAt"]), (&json!("Ada L."), &place["joinedAt"]));
}

#[tokio::test]
async fn places_are_told_when_they_change_and_at_most_once_a_second() {
    let app = TestApp::start().await;
    let [mut ada, mut bob, mut eve] = app.clients().await;
    for (client, name) in [(&mut ada, "a"), (&mut bob, "b"), (&mut eve, "e")] {
        client.ok("matchmaking/request-room", json!({"userName": name, "interests": [name]})).await;
    }
    assert_eq!(eve.expect("matchmaking/match-waiting").await["position"], 3);
    let told = Instant::now();
    ada.ok("matchmaking/cancel-request", json!({})).await;
    bob.ok("matchmaking/cancel-request", json!({})).await;
    let place = eve.expect("matchmaking/match-waiting").await;
    assert_eq!((&place["position"], &place["waiting"]), (&json!(1), &json!(1)));
    assert!(told.elapsed() > Duration::from_millis(900), "{:?}", told.elapsed());
}

#[tokio::test]
async fn cancel_leaves_the_queue_and_is_harmless() {
    let app = TestApp::start().await;
    let [mut ada, mut bob] = app.clients().await;
    ada.ok("matchmaking/cancel-request", json!({})).await;
    ada.ok("matchmaking/request-room", named("Ada")).await;
    ada.ok("matchmaking/cancel-request", json!({})).await;
    ada.ok("matchmaking/cancel-request", json!({})).await;
    bob.ok("matchmaking/request-room", named("Bob")).await;
    ada.expect_nothing().await;
    bob.expect_nothing().await;
    let room = {
        ada.ok("matchmaking/request-room", named("Ada")).await;
        matched(&mut ada, &mut bob).await
    };
    ada.ok("matchmaking/cancel-request", json!({})).await;
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "still here"})).await;
}

#[tokio::test]
async fn next_leaves_the_room_and_who_stayed_is_idle() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    ada.ok("matchmaking/request-room", named("Ada")).await;
    assert_eq!(bob.expect("matchmaking/peer-left").await, json!({"roomId": room, "reason": "next"}));
    let mut eve = app.client().await;
    eve.ok("matchmaking/request-room", named("Eve")).await;
    matched(&mut ada, &mut eve).await;
    bob.expect_nothing().await;
    bob.ok("matchmaking/request-room", named("Bob")).await;
    assert_eq!(app.state.lobby.figures().await.unwrap().waiting_users, 1);
}

#[tokio::test(start_paused = true)]
async fn last_partners_meet_again_only_after_ten_seconds() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    ada.ok("matchmaking/request-room", named("Ada")).await;
    bob.expect("matchmaking/peer-left").await;
    let asked = Instant::now();
    bob.ok("matchmaking/request-room", named("Bob")).await;
    assert_ne!(matched(&mut ada, &mut bob).await, room);
    let waited = asked.elapsed();
    assert!((9..=11).contains(&waited.as_secs()), "{waited:?}");
}

#[tokio::test]
async fn stop_ends_the_call_for_both() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    ada.ok("matchmaking/stop-call", json!({"roomId": room})).await;
    assert_eq!(bob.expect("matchmaking/peer-left").await, json!({"roomId": room, "reason": "stopped"}));
    assert_eq!(ada.refused("matchmaking/stop-call", json!({"roomId": room})).await, "not-in-room");
    assert_eq!(bob.refused("matchmaking/stop-call", json!({"roomId": room})).await, "not-in-room");
    let figures = app.state.lobby.figures().await.unwrap();
    assert_eq!((figures.active_rooms, figures.waiting_users), (0, 0));
}

#[tokio::test]
async fn who_both_ask_to_talk_again_are_matched_anew() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let again = json!({"roomId": room});
    assert_eq!(ada.refused("matchmaking/talk-again", again.clone()).await, "not-in-room", "it has not ended");
    ada.ok("matchmaking/stop-call", again.clone()).await;
    bob.expect("matchmaking/peer-left").await;
    bob.ok("matchmaking/talk-again", again.clone()).await;
    bob.ok("matchmaking/talk-again", again.clone()).await;
    assert_eq!(ada.expect("matchmaking/talk-again").await, again);
    ada.expect_nothing().await;
    ada.ok("matchmaking/talk-again", again.clone()).await;
    assert_ne!(matched(&mut ada, &mut bob).await, room);
    assert_eq!(ada.refused("matchmaking/talk-again", again).await, "not-in-room");
}

#[tokio::test]
async fn a_block_ends_the_call_and_there_is_no_talking_again() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    ada.ok("matchmaking/block-peer", json!({"roomId": room})).await;
    assert_eq!(bob.expect("matchmaking/peer-left").await, json!({"roomId": room, "reason": "blocked"}));
    assert_eq!(bob.refused("matchmaking/talk-again", json!({"roomId": room})).await, "not-in-room");
    assert_eq!(ada.refused("matchmaking/talk-again", json!({"roomId": room})).await, "not-in-room");
    ada.expect_nothing().await;
}

#[tokio::test]
async fn a_call_goes_on_in_a_new_room_with_someone_else() {
    let app = TestApp::start().await;
    let [mut ada, mut bob, mut eve] = app.clients().await;
    let mut rooms = vec![meet(&mut ada, &mut bob).await];
    ada.ok("matchmaking/stop-call", json!({"roomId": rooms[0]})).await;
    bob.expect("matchmaking/peer-left").await;
    rooms.push(meet(&mut bob, &mut eve).await);
    eve.ok("matchmaking/stop-call", json!({"roomId": rooms[1]})).await;
    bob.expect("matchmaking/peer-left").await;
    rooms.push(meet(&mut ada, &mut eve).await);
    rooms.dedup();
    assert_eq!(rooms.len(), 3);
    assert!(rooms.iter().all(|room| room.len() >= 22), "128 random bits");
}
