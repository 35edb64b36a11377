//! Histories written by hand: every step comes ten milliseconds after the one before.

use std::time::Duration;

use live_loop::protocol::session::ErrorCode;

use crate::chaos::checker::{Rule, Verdict, check};
use crate::chaos::history::{
    Answer, Ending, Entry, Fault, History, Moment, News, Outage, OutageKind, Request, Session, What,
};

const STEP: Duration = Duration::from_millis(10);

pub struct Scene {
    now: Moment,
    pub history: History,
    last_id: u32,
    /// The number of the last frame, by user.
    seqs: Vec<u64>,
}

/// A user, by the place of its session in the history.
pub type Who = usize;

impl Scene {
    /// With as many users, each linked to process 1.
    pub fn of(users: usize) -> Self {
        let mut scene = Self { now: STEP, history: History::default(), last_id: 0, seqs: vec![0; users] };
        for user in 0..users {
            let id = name(user).as_str().into();
            scene.history.sessions.push(Session { id, user, entries: Vec::new() });
            scene.link(user, 1, false);
        }
        scene
    }

    /// Two users in room `r`.
    pub fn call() -> Self {
        let mut scene = Self::of(2);
        scene.meet(0, 1, "r");
        scene
    }

    pub fn note(&mut self, who: Who, what: What) {
        self.now += STEP;
        self.history.sessions[who].entries.push(Entry { at: self.now, what });
    }

    pub fn wait(&mut self, seconds: u64) {
        self.now += Duration::from_secs(seconds);
    }

    pub fn link(&mut self, who: Who, process: u32, resumed: bool) {
        self.note(who, What::Linked { process, resumed, gap: false });
    }

    pub fn unlink(&mut self, who: Who) {
        self.note(who, What::Unlinked { code: None });
    }

    /// The link is lost, and the client never comes back.
    pub fn abandon(&mut self, who: Who) {
        self.unlink(who);
        self.end(who, Ending::Abandoned);
    }

    pub fn end(&mut self, who: Who, ending: Ending) {
        self.note(who, What::Ended(ending));
    }

    pub fn send(&mut self, who: Who, request: Request) -> u32 {
        self.last_id += 1;
        self.note(who, What::Sent { id: self.last_id, request });
        self.last_id
    }

    pub fn answer(&mut self, who: Who, id: u32, answer: Answer) {
        self.note(who, What::Answered { id, answer });
    }

    pub fn done(&mut self, who: Who, request: Request) {
        let id = self.send(who, request);
        self.answer(who, id, Answer::Done);
    }

    pub fn ask(&mut self, who: Who) {
        self.done(who, Request::Room);
    }

    pub fn stop(&mut self, who: Who, room: &str) {
        self.done(who, Request::Stop(room.into()));
    }

    pub fn tell(&mut self, who: Who, news: News) {
        self.seqs[who] += 1;
        let seq = self.seqs[who];
        self.note(who, What::Told { seq, news });
    }

    pub fn met(&mut self, who: Who, room: &str, partner: Who, polite: bool) {
        self.tell(who, News::Met { room: room.into(), partner: name(partner).as_str().into(), polite });
    }

    pub fn peer_left(&mut self, who: Who, room: &str) {
        self.tell(who, News::PeerLeft(room.into()));
    }

    /// Both ask, and both are told.
    pub fn meet(&mut self, a: Who, b: Who, room: &str) {
        self.ask(a);
        self.ask(b);
        self.met(a, room, b, false);
        self.met(b, room, a, true);
    }

    pub fn say(&mut self, who: Who, room: &str, text: &str) -> u32 {
        self.send(who, Request::Say { room: room.into(), text: text.into() })
    }

    pub fn taken(&mut self, who: Who, id: u32, text: &str) {
        self.answer(who, id, Answer::Taken(message(text).as_str().into()));
    }

    /// Said and acked.
    pub fn said(&mut self, who: Who, room: &str, text: &str) {
        let id = self.say(who, room, text);
        self.taken(who, id, text);
    }

    pub fn heard(&mut self, who: Who, room: &str, from: Who, text: &str) {
        let (from, message) = (name(from).as_str().into(), message(text).as_str().into());
        self.tell(who, News::Heard { room: room.into(), from, message, text: text.into() });
    }

    pub fn unavailable(&mut self, who: Who, request: Request) {
        let id = self.send(who, request);
        self.answer(who, id, Answer::Refused(ErrorCode::Unavailable));
    }

    pub fn outage(&mut self, process: u32, kind: OutageKind) {
        self.history.outages.push(Outage { process, kind, from: self.now, to: None });
    }

    /// A fault that ends as it begins.
    pub fn fault(&mut self, loses_writes: bool) {
        let (name, now) = ("a fault".into(), self.now);
        let fault = Fault { name, from: now, mended: now, whole: now, of_store: false, loses_writes };
        self.history.faults.push(fault);
    }

    pub fn verdict(mut self) -> Verdict {
        self.history.settled = self.now + STEP;
        check(&self.history)
    }

    /// The store was away, and is back at once.
    pub fn store_fault(&mut self) {
        self.fault(false);
        if let Some(fault) = self.history.faults.last_mut() {
            fault.of_store = true;
        }
    }

    /// The rules that were found broken, each once.
    pub fn broken(self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = self.verdict().violations.iter().map(|violation| violation.rule).collect();
        rules.sort();
        rules.dedup();
        rules
    }
}

fn name(who: Who) -> String {
    format!("user-{who}")
}

fn message(text: &str) -> String {
    format!("message-{text}")
}
