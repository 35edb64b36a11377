//! Which of a session's requests for a room may still lead to one.
//!
//! A request without an answer is sent again after a resume, and both may have been carried out: the first
//! one leads to a room, the second one out of it and to another. So each room uses one request up, and what
//! is left over may still be used — until a message is taken in the room that one is in: then nothing that
//! was asked before has led out of it.

use std::collections::HashMap;

use live_loop::protocol::RoomId;

use crate::chaos::history::{Answer, Moment, Request};

#[derive(Default)]
pub struct Asking<'a> {
    /// When each request was sent.
    asked: Vec<Moment>,
    /// How many of them have led to a room, or can no more.
    used: usize,
    /// Of messages without an answer: the room, and how many requests had been sent before.
    said: HashMap<u32, (&'a RoomId, usize)>,
}

impl<'a> Asking<'a> {
    pub fn sent(&mut self, id: u32, request: &'a Request, at: Moment) {
        match request {
            Request::Room => self.asked.push(at),
            Request::Say { room, .. } => {
                self.said.insert(id, (room, self.asked.len()));
            }
            Request::Stop(_) | Request::Block(_) => {}
        }
    }

    /// An answer came while the session was, as far as it knew, in `room`.
    pub fn answered(&mut self, id: u32, answer: &Answer, room: Option<&RoomId>) {
        let Some((said_in, asked_before)) = self.said.remove(&id) else { return };
        if matches!(answer, Answer::Taken(_)) && room == Some(said_in) {
            self.used = self.used.max(asked_before);
        }
    }

    /// A room was found. Returns when it was asked for, or `None` if it was not.
    pub fn met(&mut self) -> Option<Moment> {
        let asked = self.asked.get(self.used).copied();
        self.used = self.asked.len().min(self.used + 1);
        asked
    }

    /// Whether there are requests that may still lead to a room, and out of the one before.
    pub fn may_lead_on(&self) -> bool {
        self.used < self.asked.len()
    }
}
