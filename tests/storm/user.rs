//! One user of the storm.

use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::json;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::history::{Entry, History};
use crate::support::{Client, Frame, TestApp};

pub struct User {
    /// Taken only while a new link is made.
    client: Option<Client>,
    rng: StdRng,
    state: State,
    said: u32,
    pub history: History,
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    Idle,
    Waiting,
    In(String),
}

impl User {
    pub fn new(client: Client, rng: StdRng, number: usize) -> Self {
        let history = History { id: client.id().to_owned(), number, entries: Vec::new() };
        Self { client: Some(client), rng, state: State::Idle, said: 0, history }
    }

    pub async fn storm(&mut self, app: &TestApp, steps: usize) {
        for _ in 0..steps {
            match (self.state.clone(), self.rng.random_range(0..10)) {
                (State::Idle, _) => self.ask().await,
                (_, 0..2) => self.lose_the_link(app).await,
                (State::Waiting, _) => self.hear_for(Duration::from_millis(40)).await,
                (State::In(room), 2..6) => self.say(&room).await,
                (State::In(_), 6..8) => self.hear_for(Duration::from_millis(20)).await,
                (State::In(_), 8) => self.ask().await,
                (State::In(room), _) => self.stop(&room).await,
            }
        }
    }

    /// Keeps a partner until everyone has one.
    pub async fn settle(&mut self, settled: &CancellationToken) {
        while !settled.is_cancelled() {
            if self.state == State::Idle {
                self.ask().await;
            }
            tokio::select! {
                () = settled.cancelled() => {}
                frame = next(&mut self.client) => self.take(frame),
            }
        }
    }

    /// Takes all that was said so far.
    pub async fn listen(&mut self) {
        for frame in self.client().heard().await {
            self.take(frame);
        }
    }

    /// Next, or a first partner.
    async fn ask(&mut self) {
        let name = format!("user {}", self.history.number);
        self.client().ok("matchmaking/request-room", json!({"userName": name})).await;
        self.history.entries.push(Entry::Left);
        self.state = State::Waiting;
    }

    async fn stop(&mut self, room: &str) {
        let stopped = self.client().request("matchmaking/stop-call", json!({"roomId": room})).await;
        // Refused if the other side was first; its word is on the way.
        if stopped.is_ok() {
            self.history.entries.push(Entry::Left);
            self.state = State::Idle;
        } else {
            self.hear_for(Duration::from_secs(30)).await;
        }
    }

    async fn say(&mut self, room: &str) {
        self.said += 1;
        let text = format!("{}:{}", self.history.number, self.said);
        let message = json!({"roomId": room, "message": text, "key": self.said.to_string()});
        if self.client().request("chat/newMessage", message).await.is_ok() {
            self.history.entries.push(Entry::Said { room: room.to_owned(), text });
        }
    }

    /// At times with words that were sent but not answered: they are sent again.
    async fn lose_the_link(&mut self, app: &TestApp) {
        let unanswered = match &self.state {
            State::In(room) if self.rng.random_bool(0.5) => Some(room.clone()),
            _ => None,
        };
        if let Some(room) = &unanswered {
            let key = (self.said + 1).to_string();
            let text = format!("{}:{key}", self.history.number);
            self.client().post("chat/newMessage", json!({"roomId": room, "message": text, "key": key})).await;
        }
        if let Some(client) = self.client.take() {
            self.client = Some(client.resume(app).await);
        }
        if let Some(room) = unanswered {
            self.say(&room).await;
        }
    }

    async fn hear_for(&mut self, time: Duration) {
        if let Ok(frame) = timeout(time, next(&mut self.client)).await {
            self.take(frame);
        }
    }

    fn take(&mut self, frame: Frame) {
        let text = |field: &str| frame.data[field].as_str().unwrap().to_owned();
        match frame.name.as_str() {
            "matchmaking/match-done" => {
                let partner = frame.data["remoteUser"]["socket"].as_str().unwrap().to_owned();
                let polite = frame.data["polite"].as_bool().unwrap();
                self.state = State::In(text("roomId"));
                self.history.entries.push(Entry::Met { room: text("roomId"), partner, polite });
            }
            "matchmaking/peer-left" => {
                self.history.entries.push(Entry::WasLeft { room: text("roomId") });
                if self.state == State::In(text("roomId")) {
                    self.state = State::Idle;
                }
            }
            "chat/newMessage" => {
                let (room, text) = (text("roomId"), text("message"));
                self.history.entries.push(Entry::Heard { room, text });
            }
            "matchmaking/match-waiting" | "matchmaking/peer-away" | "matchmaking/peer-back" => {}
            other => panic!("{other}"),
        }
    }

    fn client(&mut self) -> &mut Client {
        self.client.as_mut().unwrap()
    }
}

async fn next(client: &mut Option<Client>) -> Frame {
    client.as_mut().unwrap().next().await
}
