//! The whole server on a port of its own, inside the test.

use std::net::SocketAddr;

use leptos::config::get_configuration;
use live_loop::server::config::{Settings, Source};
use live_loop::server::router;
use live_loop::server::security::limits::LimitSettings;
use live_loop::server::state::AppState;
use live_loop::server::store::RedisSettings;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{Client, Socket, meet};

pub struct TestApp {
    pub address: SocketAddr,
    pub state: AppState,
    server: JoinHandle<()>,
}

impl TestApp {
    /// With the defaults, but without limits.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// One instance of those that share a Redis.
    pub async fn on(redis: &RedisSettings) -> Self {
        Self::with(|settings| settings.redis = Some(redis.clone())).await
    }

    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let defaults = Source::new("Leptos.toml", |_| None).unwrap();
        let mut settings = Settings::read(&defaults).unwrap_or_else(|error| panic!("{error}"));
        settings.limits = LimitSettings::default();
        change(&mut settings);
        let mut options = get_configuration(Some("Leptos.toml")).unwrap().leptos_options;
        // The names of the site's files are of no interest here: it need not be built.
        options.hash_files = false;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = AppState::start(options, settings, CancellationToken::new());
        let server = tokio::spawn(router::serve(listener, state.clone()));
        Self { address, state, server }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Drains the server, and returns when it has ended.
    pub fn leave(&mut self) -> JoinHandle<()> {
        let shutdown = self.state.shutdown.clone();
        let server = std::mem::replace(&mut self.server, tokio::spawn(async {}));
        let lobby = self.state.lobby.clone();
        tokio::spawn(async move { shutdown.leave(server, lobby.as_ref()).await })
    }

    /// A socket that has said nothing yet.
    pub async fn socket(&self) -> Socket {
        Socket::connect(self.address).await
    }

    /// A new user.
    pub async fn client(&self) -> Client {
        Client::hello(self.socket().await).await
    }

    /// A new session of the browser that has this cookie.
    pub async fn visitor(&self, cookie: &str) -> Client {
        let socket = Socket::try_connect_with(self.address, &[("cookie", cookie)]).await;
        Client::hello(socket.unwrap_or_else(|status| panic!("refused with {status}"))).await
    }

    pub async fn clients<const N: usize>(&self) -> [Client; N] {
        let mut clients = Vec::new();
        for _ in 0..N {
            clients.push(self.client().await);
        }
        clients.try_into().unwrap_or_else(|_| unreachable!())
    }

    /// Two users in a call, and their room.
    pub async fn call(&self) -> (Client, Client, String) {
        let [mut ada, mut bob] = self.clients().await;
        let room = meet(&mut ada, &mut bob).await;
        (ada, bob, room)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.state.shutdown.stop.cancel();
    }
}
