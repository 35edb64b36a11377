//! Two instances on one Redis behind HAProxy, as operators run them: no session sticks to either.

use std::pin::pin;
use std::time::Duration;

use live_loop::server::store::RedisSettings;
use reqwest::get;
use serde_json::json;
use tokio::time::timeout;

use crate::support::redis::{RedisServer, fresh_prefix};
use crate::support::{Client, HaProxy, TestApp, meet};

struct Site {
    one: TestApp,
    two: TestApp,
    proxy: HaProxy,
}

impl Site {
    async fn on(redis: &RedisServer) -> Self {
        let redis = RedisSettings::new(vec![redis.url()], fresh_prefix()).unwrap();
        let (one, two) = (TestApp::on(&redis).await, TestApp::on(&redis).await);
        Self { proxy: HaProxy::before(&one, &two).await, one, two }
    }

    async fn client(&self) -> Client {
        Client::hello(self.proxy.socket().await).await
    }

    /// Returns when the first and the second have as many sockets.
    async fn has_sockets(&self, wanted: [usize; 2]) {
        let counts = || [&self.one, &self.two].map(|app| app.state.shutdown.sockets.len());
        until(async || counts() == wanted).await;
    }

    async fn is_served(&self, path: &str) {
        assert_eq!(get(self.proxy.url(path)).await.unwrap().status(), 200, "{path}");
    }
}

async fn until(holds: impl AsyncFn() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(20), waiting).await.expect("it comes about in time");
}

async fn say(from: &mut Client, to: &mut Client, room: &str, message: &str) {
    from.ok("chat/newMessage", json!({"roomId": room, "message": message})).await;
    assert_eq!(to.expect("chat/newMessage").await["message"], message);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_goes_on_on_the_other_instance() {
    let site = Site::on(RedisServer::shared().await).await;
    let (mut ada, mut bob) = (site.client().await, site.client().await);
    site.has_sockets([1, 1]).await;
    let room = meet(&mut ada, &mut bob).await;
    say(&mut ada, &mut bob, &room, "from one to the other").await;

    let (token, seq) = (ada.token(), ada.seq);
    drop(ada);
    bob.expect("matchmaking/peer-away").await;
    bob.ok("chat/newMessage", json!({"roomId": room, "message": "while you were away"})).await;
    // HAProxy takes them in turn. The next is the one where Ada was, so that turn is let pass.
    site.is_served("/livez").await;
    let mut ada = Client::try_resume_by(site.proxy.socket().await, &token, seq).await;
    assert_eq!((&ada.welcome["resumed"], ada.welcome.get("gap")), (&json!(true), None));
    site.has_sockets([0, 2]).await;
    bob.expect("matchmaking/peer-back").await;
    assert_eq!(ada.expect("chat/newMessage").await["message"], "while you were away");
    say(&mut ada, &mut bob, &room, "there again").await;
    say(&mut bob, &mut ada, &room, "so am I").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_refused_while_an_instance_leaves() {
    let mut site = Site::on(RedisServer::shared().await).await;
    let mut ada = site.client().await;
    site.has_sockets([1, 0]).await;
    let left = site.one.leave();
    {
        // Until HAProxy looks again it sends every second one to the instance that leaves.
        let mut noticed = pin!(site.proxy.says("Server instances/one is DOWN"));
        while timeout(Duration::ZERO, noticed.as_mut()).await.is_err() {
            site.client().await;
        }
    }
    site.client().await;
    ada.expect("session/draining").await;
    let (token, seq) = (ada.token(), ada.seq);
    let ada = Client::try_resume_by(site.proxy.socket().await, &token, seq).await;
    assert_eq!(ada.welcome["resumed"], true);
    left.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_served_without_redis() {
    let redis = RedisServer::start().await;
    let site = Site::on(&redis).await;
    redis.kill().await;
    {
        let mut noticed = pin!(site.proxy.says("backend instances has no server available"));
        while timeout(Duration::ZERO, noticed.as_mut()).await.is_err() {
            site.is_served("/studio").await;
        }
    }
    site.is_served("/studio").await;
    let mut ada = site.client().await;
    assert_eq!(ada.refused("matchmaking/request-room", json!({"userName": "Ada"})).await, "unavailable");

    redis.restart().await;
    for app in [&site.one, &site.two] {
        until(async || get(app.url("/readyz")).await.unwrap().status() == 200).await;
    }
    site.proxy.says("Server instances/").await; // is UP
    let mut bob = site.client().await;
    meet(&mut ada, &mut bob).await;
}
