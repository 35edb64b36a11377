//! A client that speaks the wire contract by its letters, and holds the server to it: every
//! request is answered once, frames of the stream are numbered without a hole.

use std::collections::{HashSet, VecDeque};

use serde_json::{Value, json};

use super::{Socket, TestApp};

/// Namespaces whose frames are numbered, but for these two.
const STREAM: [&str; 3] = ["matchmaking", "signaling", "chat"];
const TRANSIENT: [&str; 2] = ["matchmaking/match-waiting", "chat/typing"];

pub struct Client {
    pub socket: Socket,
    pub welcome: Value,
    /// The last frame of the stream that was seen.
    pub seq: u64,
    last_id: u32,
    unanswered: HashSet<u32>,
    /// Read while something else was awaited.
    inbox: VecDeque<Frame>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Namespace and event.
    pub name: String,
    pub seq: Option<u64>,
    pub data: Value,
}

impl Client {
    /// A new user.
    pub async fn hello(socket: Socket) -> Self {
        let client = Self::greet(socket, json!({"protocol": 1}), 0).await;
        assert_eq!(client.welcome["resumed"], false);
        client
    }

    /// Comes back as who one was, on a new socket, having seen the stream up to `self.seq`.
    pub async fn resume(self, app: &TestApp) -> Self {
        let (token, seq, inbox) = (self.token(), self.seq, self.inbox);
        drop(self.socket);
        let client = Self::try_resume(app, &token, seq).await;
        assert_eq!(client.welcome["resumed"], true);
        Self { inbox, ..client }
    }

    /// As the server sees fit.
    pub async fn try_resume(app: &TestApp, token: &str, seq: u64) -> Self {
        Self::try_resume_by(app.socket().await, token, seq).await
    }

    pub async fn try_resume_by(socket: Socket, token: &str, seq: u64) -> Self {
        let hello = json!({"protocol": 1, "resume": {"token": token, "seq": seq}});
        Self::greet(socket, hello, seq).await
    }

    async fn greet(mut socket: Socket, hello: Value, seq: u64) -> Self {
        socket.send_json(&frame("session/hello", hello)).await;
        let welcome = Frame::read(socket.frame().await);
        assert_eq!((welcome.name.as_str(), welcome.seq), ("session/welcome", None));
        let resumed = welcome.data["resumed"].as_bool().unwrap();
        Self {
            socket,
            welcome: welcome.data,
            seq: if resumed { seq } else { 0 },
            last_id: 0,
            unanswered: HashSet::new(),
            inbox: VecDeque::new(),
        }
    }

    pub fn id(&self) -> &str {
        self.welcome["socketId"].as_str().unwrap()
    }

    pub fn token(&self) -> String {
        self.welcome["resumeToken"].as_str().unwrap().to_owned()
    }

    /// Sends a frame that wants an answer.
    pub async fn post(&mut self, name: &str, data: Value) -> u32 {
        self.last_id += 1;
        let id = self.last_id;
        self.unanswered.insert(id);
        let mut frame = frame(name, data);
        frame["id"] = id.into();
        self.socket.send_json(&frame).await;
        id
    }

    /// Sends a frame that wants no answer.
    pub async fn tell(&mut self, name: &str, data: Value) {
        self.socket.send_json(&frame(name, data)).await;
    }

    /// What the ack, or the error, says.
    pub async fn request(&mut self, name: &str, data: Value) -> Result<Value, Value> {
        let id = self.post(name, data).await;
        self.answer(id).await
    }

    pub async fn ok(&mut self, name: &str, data: Value) -> Value {
        self.request(name, data).await.unwrap_or_else(|error| panic!("{name} was refused: {error}"))
    }

    /// The error's code.
    pub async fn refused(&mut self, name: &str, data: Value) -> String {
        let answer = self.request(name, data.clone()).await;
        let error = answer.expect_err(&format!("{name} {data} was accepted"));
        error["code"].as_str().unwrap().to_owned()
    }

    pub async fn answer(&mut self, id: u32) -> Result<Value, Value> {
        loop {
            let frame = self.read().await;
            match frame.name.as_str() {
                "session/ack" if frame.data["id"] == id => return Ok(frame.data),
                "session/error" if frame.data["id"] == id => return Err(frame.data),
                _ => self.inbox.push_back(frame),
            }
        }
    }

    /// The next frame, whatever it is.
    pub async fn next(&mut self) -> Frame {
        match self.inbox.pop_front() {
            Some(frame) => frame,
            None => self.read().await,
        }
    }

    /// The data of the next frame, which must be `name`; places in the queue are told in between.
    pub async fn expect(&mut self, name: &str) -> Value {
        loop {
            let frame = self.next().await;
            if frame.name == name {
                return frame.data;
            }
            assert_eq!(frame.name, TRANSIENT[0], "{name} was awaited, but: {frame:?}");
        }
    }

    /// All that has been said so far, but for places in the queue.
    pub async fn heard(&mut self) -> Vec<Frame> {
        // The first answer may overtake what waits to be written; the second does not.
        for _ in 0..2 {
            self.ok("session/seen", json!({"seq": 0})).await;
        }
        self.inbox.drain(..).filter(|frame| frame.name != TRANSIENT[0]).collect()
    }

    pub async fn expect_nothing(&mut self) {
        assert_eq!(self.heard().await, []);
    }

    pub async fn closed(&mut self) -> u16 {
        self.socket.closed().await
    }

    async fn read(&mut self) -> Frame {
        let frame = Frame::read(self.socket.frame().await);
        self.check(&frame);
        frame
    }

    fn check(&mut self, frame: &Frame) {
        if frame.is_of_stream() {
            assert_eq!(frame.seq, Some(self.seq + 1), "{frame:?}");
            self.seq += 1;
        } else {
            assert_eq!(frame.seq, None, "{frame:?}");
        }
        if let ("session/ack" | "session/error", Some(id)) = (frame.name.as_str(), frame.data.get("id")) {
            let id = id.as_u64().unwrap() as u32;
            assert!(self.unanswered.remove(&id), "nobody asked, or it was answered before: {frame:?}");
        }
    }
}

impl Frame {
    fn read(frame: Value) -> Self {
        let text = |field: &str| frame[field].as_str().unwrap_or_else(|| panic!("{frame}")).to_owned();
        assert!(frame["data"].is_object(), "{frame}");
        Self {
            name: format!("{}/{}", text("ns"), text("event")),
            seq: frame.get("seq").map(|seq| seq.as_u64().unwrap()),
            data: frame["data"].clone(),
        }
    }

    fn is_of_stream(&self) -> bool {
        let namespace = self.name.split('/').next().unwrap_or_default();
        STREAM.contains(&namespace) && !TRANSIENT.contains(&self.name.as_str())
    }
}

/// A frame by the name `namespace/event`.
pub fn frame(name: &str, data: Value) -> Value {
    let (ns, event) = name.split_once('/').unwrap();
    json!({"ns": ns, "event": event, "data": data})
}
