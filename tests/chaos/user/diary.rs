//! What a user writes down: the sessions that they had, entry by entry.

use std::time::Instant;

use live_loop::protocol::SocketId;

use crate::chaos::history::{Ending, Entry, Session, What};

pub struct Diary {
    user: usize,
    began: Instant,
    sessions: Vec<Session>,
}

impl Diary {
    pub fn new(user: usize, began: Instant) -> Self {
        Self { user, began, sessions: Vec::new() }
    }

    pub fn begin_session(&mut self, id: SocketId) {
        self.sessions.push(Session { id, user: self.user, entries: Vec::new() });
    }

    /// Of the present session.
    pub fn note(&mut self, what: What) {
        let at = self.began.elapsed();
        if let Some(session) = self.sessions.last_mut() {
            session.entries.push(Entry { at, what });
        }
    }

    pub fn end_session(&mut self, ending: Ending) {
        self.note(What::Ended(ending));
    }

    pub fn into_sessions(self) -> Vec<Session> {
        self.sessions
    }
}
