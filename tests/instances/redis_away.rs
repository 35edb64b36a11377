//! Redis hangs, dies, comes back empty.

use std::sync::Arc;
use std::time::{Duration, Instant};

use live_loop::server::clock::Clock;
use live_loop::server::session::TokenHash;
use live_loop::server::store::{Claim, Lobby, Presence, RedisSettings, RedisStore, Refusal};
use serde_json::{Value, json};

use super::settings;
use crate::store_contract::{Bench, RESUME_WINDOW, Told, on_redis};
use crate::support::redis::RedisServer;
use crate::support::{Client, TestApp, frame, matched, meet, named};

async fn health(app: &TestApp) -> (u16, u16, Value) {
    let status = async |path| reqwest::get(app.url(path)).await.unwrap().status().as_u16();
    let health: Value = reqwest::get(app.url("/health")).await.unwrap().json().await.unwrap();
    (status("/livez").await, status("/readyz").await, health)
}

async fn until_ready(app: &TestApp, ready: bool) {
    let wanted = if ready { 200 } else { 503 };
    let asked = Instant::now();
    while reqwest::get(app.url("/readyz")).await.unwrap().status() != wanted {
        assert!(asked.elapsed() < Duration::from_secs(20), "it never is {wanted}");
        tokio::task::yield_now().await;
    }
}

/// A request is refused as unavailable, and by the time that the answer names it may be asked again.
async fn is_unavailable(client: &mut Client, name: &str, data: Value) {
    let error = client.request(name, data).await.unwrap_err();
    assert_eq!(error["code"], "unavailable");
    assert!(error["retryAfterMs"].as_u64().unwrap() > 0);
}

/// Until Redis has been found to be back.
pub async fn ask_until_taken(client: &mut Client, name: &str, data: Value) -> Value {
    let asked = Instant::now();
    loop {
        match client.request(name, data.clone()).await {
            Ok(answer) => return answer,
            Err(error) => assert_eq!(error["code"], "unavailable"),
        }
        assert!(asked.elapsed() < Duration::from_secs(20), "Redis is never back");
        tokio::task::yield_now().await;
    }
}

struct Two {
    redis: RedisServer,
    settings: RedisSettings,
    one: TestApp,
    two: TestApp,
}

async fn two_on_their_own_redis() -> Two {
    let redis = RedisServer::start().await;
    let settings = settings(&redis);
    Two { one: TestApp::on(&settings).await, two: TestApp::on(&settings).await, settings, redis }
}

#[tokio::test]
async fn without_redis_calls_go_on_and_everything_says_so() {
    let Two { redis, one, two, .. } = two_on_their_own_redis().await;
    let [mut ada, mut bob] = one.clients().await;
    let room = meet(&mut ada, &mut bob).await;
    redis.kill().await;
    until_ready(&one, false).await;
    let (live, ready, health_told) = health(&one).await;
    assert_eq!((live, ready), (200, 503));
    assert_eq!(
        (&health_told["status"], &health_told["services"]["redis"]),
        (&json!("degraded"), &json!("unavailable"))
    );
    ada.ok("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": "v=0"})).await;
    bob.expect("signaling/negotiation-call-offer").await;
    // A lost link is taken up again here.
    let mut ada = ada.resume(&one).await;
    is_unavailable(&mut ada, "chat/newMessage", json!({"roomId": room, "message": "hello", "key": "k"}))
        .await;
    let mut eve = two.client().await;
    is_unavailable(&mut eve, "matchmaking/request-room", named("Eve")).await;

    redis.restart().await;
    ask_until_taken(&mut ada, "chat/newMessage", json!({"roomId": room, "message": "hello", "key": "k"}))
        .await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "hello");
    let mut dan = one.client().await;
    ask_until_taken(&mut eve, "matchmaking/request-room", named("Eve")).await;
    ask_until_taken(&mut dan, "matchmaking/request-room", named("Dan")).await;
    matched(&mut eve, &mut dan).await;
    until_ready(&one, true).await;
    assert_eq!(health(&one).await.2["status"], "healthy");
}

#[tokio::test]
async fn who_may_have_a_session_elsewhere_is_told_to_come_again_rather_than_made_anew() {
    let Two { redis, one, two, .. } = two_on_their_own_redis().await;
    let ada = one.client().await;
    let (id, token) = (ada.id().to_owned(), ada.token());
    redis.kill().await;
    until_ready(&two, false).await;
    let mut socket = two.socket().await;
    let resume = json!({"protocol": 1, "resume": {"token": token, "seq": 0}});
    socket.send_json(&frame("session/hello", resume)).await;
    let error = socket.frame().await;
    assert_eq!((&error["event"], &error["data"]["code"]), (&json!("error"), &json!("unavailable")));
    assert!(error["data"]["retryAfterMs"].as_u64().unwrap() > 0);
    assert_eq!(socket.closed().await, 4408);
    // Where it is known, a frame that was never sent is known to be none.
    assert_eq!(Client::try_resume(&one, &token, 9).await.welcome["resumed"], false);
    redis.restart().await;
    for app in [&one, &two] {
        until_ready(app, true).await;
    }
    let ada = Client::try_resume(&two, &token, 0).await;
    assert_eq!((&ada.welcome["resumed"], ada.id()), (&json!(true), id.as_str()));
}

#[tokio::test]
async fn a_redis_that_comes_back_empty_is_told_what_it_forgot() {
    let Two { redis, one, two, .. } = two_on_their_own_redis().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    let message = json!({"roomId": room, "message": "before", "key": "k"});
    let receipt = ada.ok("chat/newMessage", message.clone()).await;
    bob.expect("chat/newMessage").await;
    // Waits for someone who is not there; away, with a word unheard; in a room by link.
    let mut eve = one.client().await;
    eve.ok("matchmaking/request-room", json!({"userName": "Eve", "interests": ["chess"]})).await;
    let place = eve.expect("matchmaking/match-waiting").await;
    let link = one.state.lobby.create_room().await.unwrap().room_id;
    let (token, seq) = (bob.token(), bob.seq);
    drop(bob);
    ada.expect("matchmaking/peer-away").await;
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "unheard"})).await;
    // When Dan hears this, his and Bob's instance has heard what was said to Bob.
    let mut dan = two.client().await;
    dan.ok("matchmaking/join-room", json!({"roomId": link, "userName": "Dan"})).await;
    dan.expect("matchmaking/room-waiting").await;

    redis.kill().await;
    until_ready(&one, false).await;
    until_ready(&two, false).await;
    redis.restart().await;
    until_ready(&one, true).await;
    until_ready(&two, true).await;

    // Bob finds what he missed, on another instance; Ada's repeat is known to be one.
    let mut bob = Client::try_resume(&one, &token, seq).await;
    assert_eq!(bob.welcome["resumed"], true);
    assert_eq!(bob.expect("chat/newMessage").await["message"], "unheard");
    ada.expect("matchmaking/peer-back").await;
    let again = ask_until_taken(&mut ada, "chat/newMessage", message).await;
    assert_eq!(again["messageId"], receipt["messageId"]);
    bob.expect_nothing().await;
    ada.expect_nothing().await;
    // Eve has her place, Dan his room.
    let mut fay = two.client().await;
    ask_until_taken(&mut fay, "matchmaking/request-room", json!({"userName": "Fay", "interests": ["chess"]}))
        .await;
    matched(&mut eve, &mut fay).await;
    assert_eq!(place["position"], 1);
    let mut gus = one.client().await;
    ask_until_taken(&mut gus, "matchmaking/join-room", json!({"roomId": link, "userName": "Gus"})).await;
    matched(&mut dan, &mut gus).await;
}

#[tokio::test]
async fn a_redis_that_hangs_is_an_error_and_ends_nothing() {
    let Two { redis, one, two, .. } = two_on_their_own_redis().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    redis.pause().await;
    let asked = Instant::now();
    is_unavailable(&mut ada, "chat/newMessage", json!({"roomId": room, "message": "hello", "key": "k"}))
        .await;
    assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
    until_ready(&one, false).await;
    until_ready(&two, false).await;
    redis.go_on().await;
    ask_until_taken(&mut ada, "chat/newMessage", json!({"roomId": room, "message": "hello", "key": "k"}))
        .await;
    ask_until_taken(&mut ada, "chat/newMessage", json!({"roomId": room, "message": "again", "key": "l"}))
        .await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "hello");
    assert_eq!(bob.expect("chat/newMessage").await["message"], "again");
    ada.expect_nothing().await;
}

#[tokio::test]
async fn a_flushed_redis_is_noticed_though_no_connection_broke() {
    let Two { redis, one, two, .. } = two_on_their_own_redis().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    redis.cli(&["FLUSHALL"]).await;
    let call_is_back = async {
        while one.state.lobby.figures().await.unwrap().active_rooms != 1 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), call_is_back).await.unwrap();
    ask_until_taken(&mut ada, "chat/newMessage", json!({"roomId": room, "message": "hello"})).await;
    assert_eq!(bob.expect("chat/newMessage").await["message"], "hello");
    bob.expect_nothing().await;
}

#[tokio::test]
async fn who_left_while_redis_was_away_is_gone_when_it_is_back() {
    let Two { redis, one, two, settings } = two_on_their_own_redis().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    redis.pause().await;
    until_ready(&one, false).await;
    ada.tell("session/bye", json!({})).await;
    assert_eq!(ada.closed().await, 1000);
    redis.go_on().await;
    assert_eq!(bob.expect("matchmaking/peer-left").await, json!({"roomId": room, "reason": "stopped"}));
    let three = TestApp::on(&settings).await;
    assert_eq!(three.state.lobby.figures().await.unwrap().active_connections, 1);
}

#[tokio::test]
async fn whom_another_took_and_lost_is_put_back_by_the_instance_before() {
    let Two { redis, one, two, settings } = two_on_their_own_redis().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    let (token, seq) = (ada.token(), ada.seq);
    drop(ada);
    bob.expect("matchmaking/peer-away").await;
    bob.ok("chat/newMessage", json!({"roomId": room, "message": "unheard"})).await;
    // It keeps nothing of what it takes.
    let taker = RedisStore::new(&settings, "taker", Clock::start(), RESUME_WINDOW, Arc::<Told>::default());
    let claim = Claim { tokens: TokenHash::carried_by(&token).collect(), seq };
    assert_eq!(taker.claim(claim).await, Ok(true));

    redis.kill().await;
    until_ready(&one, false).await;
    until_ready(&two, false).await;
    redis.restart().await;
    until_ready(&one, true).await;
    until_ready(&two, true).await;

    let mut ada = Client::try_resume(&two, &token, seq).await;
    assert_eq!((&ada.welcome["resumed"], &ada.welcome["gap"]), (&json!(true), &json!(true)));
    assert_eq!(ada.expect("chat/newMessage").await["message"], "unheard");
    ada.ok("chat/newMessage", json!({"roomId": room, "message": "heard"})).await;
}

#[tokio::test]
async fn what_is_said_to_someone_on_the_way_outlives_a_redis_that_forgets() {
    let Two { redis, one, two, settings } = two_on_their_own_redis().await;
    let (mut ada, mut bob) = (one.client().await, two.client().await);
    let room = meet(&mut ada, &mut bob).await;
    let (token, seq) = (ada.token(), ada.seq);
    // It asks for her, and hears no answer.
    let taker = RedisStore::new(&settings, "taker", Clock::start(), RESUME_WINDOW, Arc::<Told>::default());
    let claim = Claim { tokens: TokenHash::carried_by(&token).collect(), seq };
    tokio::select! {
        taken = taker.claim(claim.clone()) => panic!("nobody was to take her: {taken:?}"),
        code = ada.closed() => assert_eq!(code, 4409, "she has been given up"),
    }
    bob.ok("chat/newMessage", json!({"roomId": room, "message": "on the way"})).await;
    redis.cli(&["FLUSHALL"]).await;
    let taken = async { while two.state.lobby.claim(claim.clone()).await != Ok(true) {} };
    tokio::time::timeout(Duration::from_secs(20), taken).await.unwrap();
    let mut ada = Client::try_resume(&two, &token, seq).await;
    assert_eq!(ada.expect("chat/newMessage").await["message"], "on the way");
    ada.expect_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn who_was_back_while_redis_could_not_be_told_has_the_whole_window_again() {
    let redis = RedisServer::start().await;
    let bench = Bench::new(on_redis(vec![redis.url()], RESUME_WINDOW).await);
    let [ada] = bench.enter(["ada"]).await;
    bench.store.set_presence(&ada, Presence::Away).await.unwrap();
    bench.pass(RESUME_WINDOW / 2).await;
    redis.cli(&["ACL", "SETUSER", "default", "-fcall"]).await;
    assert_eq!(bench.store.set_presence(&ada, Presence::Present).await, Err(Refusal::Unavailable));
    redis.cli(&["ACL", "SETUSER", "default", "+fcall"]).await;
    bench.pass(RESUME_WINDOW).await;
    assert_eq!(bench.ended().await, []);
    bench.pass(RESUME_WINDOW).await;
    assert_eq!(bench.ended().await, [ada]);
}
