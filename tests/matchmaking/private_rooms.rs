//! Rooms that two people reach by link.

use serde_json::{Value, json};

use crate::support::{Client, TestApp, matched, named};

async fn new_room(app: &TestApp) -> String {
    app.state.lobby.create_room().await.unwrap().room_id.to_string()
}

fn to(room: &str, name: &str) -> Value {
    json!({"roomId": room, "userName": name})
}

async fn join(client: &mut Client, room: &str) {
    client.ok("matchmaking/join-room", to(room, "Someone")).await;
}

/// Both in a private room, the first one first.
async fn met(app: &TestApp) -> (Client, Client, String) {
    let [mut ada, mut bob] = app.clients().await;
    let room = new_room(app).await;
    join(&mut ada, &room).await;
    ada.expect("matchmaking/room-waiting").await;
    join(&mut bob, &room).await;
    assert_eq!(matched(&mut ada, &mut bob).await, room);
    (ada, bob, room)
}

#[tokio::test]
async fn the_first_waits_the_second_meets_the_third_is_refused() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = met(&app).await;
    let mut eve = app.client().await;
    assert_eq!(eve.refused("matchmaking/join-room", to(&room, "Eve")).await, "room-full");
    for client in [&mut ada, &mut bob, &mut eve] {
        client.expect_nothing().await;
    }
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "hi"})).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "hi");
}

#[tokio::test]
async fn the_free_place_is_anyone_s_who_has_the_link() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = met(&app).await;
    bob.ok("matchmaking/stop-call", json!({"roomId": room})).await;
    assert_eq!(ada.expect("matchmaking/peer-left").await, json!({"roomId": room, "reason": "stopped"}));
    let waiting = ada.expect("matchmaking/room-waiting").await;
    assert_eq!(waiting["roomId"], room);
    assert!(waiting["expiresAt"].is_string());
    let mut eve = app.client().await;
    join(&mut eve, &room).await;
    matched(&mut ada, &mut eve).await;
    assert_eq!(bob.refused("matchmaking/join-room", to(&room, "Bob")).await, "room-full");
    bob.expect_nothing().await;
}

#[tokio::test]
async fn rooms_of_the_queue_and_unknown_ones_are_not_found() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = app.call().await;
    let mut eve = app.client().await;
    for room in [room.as_str(), "", "unknown"] {
        assert_eq!(eve.refused("matchmaking/join-room", to(room, "Eve")).await, "room-not-found");
    }
    ada.expect_nothing().await;
    bob.expect_nothing().await;
}

#[tokio::test]
async fn a_refused_join_changes_nothing() {
    let app = TestApp::start().await;
    let (_ada, _bob, full) = met(&app).await;
    let (mut eve, mut dan, room) = app.call().await;
    let mut waiting = app.client().await;
    waiting.ok("matchmaking/request-room", named("Wim")).await;
    for client in [&mut eve, &mut waiting] {
        assert_eq!(client.refused("matchmaking/join-room", to(&full, "X")).await, "room-full");
        assert_eq!(client.refused("matchmaking/join-room", to("nowhere", "X")).await, "room-not-found");
    }
    dan.expect_nothing().await;
    eve.ok("chat/newMessage", json!({"roomId": room, "message": "still here"})).await;
    let mut newcomer = app.client().await;
    newcomer.ok("matchmaking/request-room", named("Ned")).await;
    let met = newcomer.expect("matchmaking/match-done").await;
    assert_eq!(met["remoteUser"]["userName"], "Wim", "in the queue as before, by the name of before");
}

#[tokio::test]
async fn an_accepted_join_leaves_the_queue_or_another_room_first() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, call) = app.call().await;
    let room = new_room(&app).await;
    join(&mut ada, &room).await;
    ada.expect("matchmaking/room-waiting").await;
    assert_eq!(bob.expect("matchmaking/peer-left").await, json!({"roomId": call, "reason": "next"}));
    bob.ok("matchmaking/request-room", named("Bob")).await;
    join(&mut bob, &room).await;
    matched(&mut ada, &mut bob).await;
    assert_eq!(app.state.lobby.figures().await.unwrap().waiting_users, 0);
    let other = new_room(&app).await;
    join(&mut bob, &other).await;
    bob.expect("matchmaking/room-waiting").await;
    assert_eq!(ada.expect("matchmaking/peer-left").await["reason"], "next");
    assert_eq!(ada.expect("matchmaking/room-waiting").await["roomId"], room);
}

#[tokio::test]
async fn joining_twice_is_being_there_once() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = met(&app).await;
    join(&mut bob, &room).await;
    join(&mut ada, &room).await;
    ada.expect_nothing().await;
    bob.expect_nothing().await;
}

#[tokio::test]
async fn who_is_away_holds_their_place() {
    let app = TestApp::start().await;
    let [mut ada, mut bob, mut eve] = app.clients().await;
    let room = new_room(&app).await;
    join(&mut ada, &room).await;
    ada.expect("matchmaking/room-waiting").await;
    let (token, seq) = (ada.token(), ada.seq);
    ada.socket.close().await;
    while app.state.sessions.linked().len() == 3 {
        tokio::task::yield_now().await;
    }
    join(&mut bob, &room).await;
    bob.expect("matchmaking/match-done").await;
    assert_eq!(bob.expect("matchmaking/peer-away").await, json!({"roomId": room}));
    assert_eq!(eve.refused("matchmaking/join-room", to(&room, "Eve")).await, "room-full");
    let mut ada = Client::try_resume(&app, &token, seq).await;
    assert_eq!(ada.expect("matchmaking/match-done").await["remoteUser"]["socket"], bob.id());
    bob.expect("matchmaking/peer-back").await;
}

#[tokio::test]
async fn the_blocked_one_finds_the_room_no_more_while_the_other_is_there() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = met(&app).await;
    ada.ok("matchmaking/block-peer", json!({"roomId": room})).await;
    assert_eq!(bob.expect("matchmaking/peer-left").await["reason"], "blocked");
    bob.expect("matchmaking/room-waiting").await;
    bob.ok("matchmaking/stop-call", json!({"roomId": room})).await;
    join(&mut ada, &room).await;
    ada.expect("matchmaking/room-waiting").await;
    assert_eq!(bob.refused("matchmaking/join-room", to(&room, "Bob")).await, "room-not-found");
    ada.expect_nothing().await;
    ada.ok("matchmaking/stop-call", json!({"roomId": room})).await;
    join(&mut bob, &room).await;
    bob.expect("matchmaking/room-waiting").await;
}

#[tokio::test]
async fn next_from_a_private_room_goes_to_the_queue() {
    let app = TestApp::start().await;
    let (mut ada, mut bob, room) = met(&app).await;
    ada.ok("matchmaking/request-room", named("Ada")).await;
    assert_eq!(bob.expect("matchmaking/peer-left").await, json!({"roomId": room, "reason": "next"}));
    bob.expect("matchmaking/room-waiting").await;
    // They met by link, not in the queue: nothing keeps them from meeting there.
    bob.ok("matchmaking/request-room", named("Bob")).await;
    assert_ne!(matched(&mut ada, &mut bob).await, room);
}
