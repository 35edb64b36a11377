//! People on different instances, as if they were on one.

use serde_json::json;

use super::two_instances;
use crate::support::{matched, meet};

#[tokio::test]
async fn two_meet_talk_and_part_across_instances() {
    let [one, two] = two_instances().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    ada.ok("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": "v=0"})).await;
    let offer = bob.expect("signaling/negotiation-call-offer").await;
    assert_eq!(offer, json!({"roomId": room, "sdp": "v=0", "from": ada.id()}));
    for n in 0..50 {
        ada.tell("chat/newMessage", json!({"roomId": room, "message": format!("{n}")})).await;
        ada.tell(
            "signaling/media-state",
            json!({"roomId": room, "audio": n % 2 == 0, "video": true, "screen": false}),
        )
        .await;
    }
    for n in 0..50 {
        assert_eq!(bob.expect("chat/newMessage").await["message"], n.to_string());
        assert_eq!(bob.expect("signaling/media-state").await["audio"], n % 2 == 0);
    }
    bob.ok("chat/typing", json!({"roomId": room, "typing": true})).await;
    assert_eq!(ada.expect("chat/typing").await["from"], bob.id());
    bob.ok("matchmaking/request-room", json!({"userName": "Bob"})).await;
    assert_eq!(ada.expect("matchmaking/peer-left").await, json!({"roomId": room, "reason": "next"}));
    assert_eq!(ada.refused("chat/newMessage", json!({"roomId": room, "message": "?"})).await, "not-in-room");
}

#[tokio::test]
async fn a_key_is_good_for_one_message_across_instances() {
    let [one, two] = two_instances().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    let message = json!({"roomId": room, "message": "once", "key": "k"});
    let first = ada.ok("chat/newMessage", message.clone()).await;
    let mut ada = ada.resume(&two).await;
    let again = ada.ok("chat/newMessage", message).await;
    assert_eq!((&first["messageId"], &first["timestamp"]), (&again["messageId"], &again["timestamp"]));
    let heard: Vec<_> = bob.heard().await.into_iter().filter(|it| it.name == "chat/newMessage").collect();
    assert_eq!(heard.len(), 1);
}

#[tokio::test]
async fn blocks_rooms_by_link_and_second_calls_hold_across_instances() {
    let [one, two] = two_instances().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    ada.ok("matchmaking/stop-call", json!({"roomId": room})).await;
    bob.expect("matchmaking/peer-left").await;
    bob.ok("matchmaking/talk-again", json!({"roomId": room})).await;
    ada.expect("matchmaking/talk-again").await;
    ada.ok("matchmaking/talk-again", json!({"roomId": room})).await;
    let again = matched(&mut ada, &mut bob).await;
    ada.ok("matchmaking/block-peer", json!({"roomId": again})).await;
    assert_eq!(bob.expect("matchmaking/peer-left").await["reason"], "blocked");

    let link = two.state.lobby.create_room().await.unwrap().room_id;
    let join = |name: &str| json!({"roomId": link, "userName": name});
    ada.ok("matchmaking/join-room", join("Ada")).await;
    ada.expect("matchmaking/room-waiting").await;
    assert_eq!(bob.refused("matchmaking/join-room", join("Bob")).await, "room-not-found");
    let mut eve = two.client().await;
    eve.ok("matchmaking/join-room", join("Eve")).await;
    matched(&mut ada, &mut eve).await;
    let mut dan = one.client().await;
    assert_eq!(dan.refused("matchmaking/join-room", join("Dan")).await, "room-full");
}

#[tokio::test]
async fn figures_are_the_whole_cluster_s() {
    let [one, two] = two_instances().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "hello"})).await;
    let of_one = one.state.lobby.figures().await.unwrap();
    assert_eq!(of_one, two.state.lobby.figures().await.unwrap());
    assert_eq!((of_one.active_connections, of_one.active_rooms, of_one.messages_exchanged), (2, 1, 1));
    let status: serde_json::Value = reqwest::get(one.url("/api/status")).await.unwrap().json().await.unwrap();
    assert_eq!((&status["activeConnections"], &status["activeRooms"]), (&json!(1), &json!(1)));
}
