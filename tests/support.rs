//! A server to test and a client to test it with.

mod app;
pub mod chaos_proxy;
mod client;
mod haproxy;
pub mod port;
pub mod process;
pub mod prometheus;
pub mod redis;
mod socket;

pub use app::TestApp;
pub use client::{Client, Frame, frame};
pub use haproxy::HaProxy;
pub use socket::{Heard, Socket};

use serde_json::{Value, json};

/// The least that `request-room` needs.
pub fn named(name: &str) -> Value {
    json!({"userName": name})
}

/// Lets two clients of an empty lobby meet. Returns the room.
pub async fn meet(ada: &mut Client, bob: &mut Client) -> String {
    ada.ok("matchmaking/request-room", named("Ada")).await;
    bob.ok("matchmaking/request-room", named("Bob")).await;
    matched(ada, bob).await
}

/// Expects both to be told that they are matched with each other. Returns the room.
pub async fn matched(ada: &mut Client, bob: &mut Client) -> String {
    let (at_ada, at_bob) =
        (ada.expect("matchmaking/match-done").await, bob.expect("matchmaking/match-done").await);
    assert_eq!(at_ada["remoteUser"]["socket"], bob.id());
    assert_eq!(at_bob["remoteUser"]["socket"], ada.id());
    assert_eq!(at_ada["roomId"], at_bob["roomId"]);
    assert_ne!(at_ada["polite"], at_bob["polite"]);
    at_ada["roomId"].as_str().unwrap().to_owned()
}
