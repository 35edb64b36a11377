//! The embedded store: one process, one lock. The default, so that Live Loop runs from a clone.

mod chat;
mod conduct;
mod oversight;
mod queue;
mod room;
mod state;
mod user;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;

use self::state::{Effect, State};
use super::{
    Claim, Conduct, Delivery, Figures, Health, Lobby, Mailboxes, Oversight, Place, Presence, PrivateRoom,
    Refusal, Report,
};
use crate::protocol::chat::Receipt;
use crate::protocol::matchmaking::LeaveReason;
use crate::protocol::operators::{Ban, Filed, Funnel, Instance, Interval, Letter, Opened, Pseudonym};
use crate::protocol::{Event, RoomId, SocketId, Timestamp};
use crate::server::clock::Clock;
use crate::server::matchmaking::Profile;
use crate::server::random;
use crate::server::security::visitor::Visitor;
use crate::server::session::TokenHash;

pub struct MemoryStore {
    clock: Clock,
    state: Mutex<State>,
    mailboxes: Arc<dyn Mailboxes>,
    /// What pseudonyms are made with: what is kept under them ends with the process, too.
    pseudonym_key: String,
}

impl MemoryStore {
    pub fn new(clock: Clock, resume_window: Duration, mailboxes: Arc<dyn Mailboxes>) -> Self {
        Self {
            clock,
            state: Mutex::new(State::new(resume_window, clock.now())),
            mailboxes,
            pseudonym_key: random::token::<32>(),
        }
    }

    /// Runs one step, and tells its effects before anyone else can take the next.
    fn step<T>(&self, step: impl FnOnce(&mut State, Timestamp) -> T) -> T {
        let mut state = self.lock();
        let outcome = step(&mut state, self.clock.now());
        for effect in state.take_effects() {
            match effect {
                Effect::Tell(to, event) => self.mailboxes.post(&to, event),
                Effect::End(who) => self.mailboxes.end(&who),
            }
        }
        outcome
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Lobby for MemoryStore {
    async fn enter(&self, who: &SocketId, _: TokenHash) -> Result<(), Refusal> {
        self.step(|state, now| state.enter(who, now));
        Ok(())
    }

    async fn keep_tokens(&self, _: &SocketId, _: &[TokenHash]) -> Result<(), Refusal> {
        Ok(())
    }

    /// Whoever is not here is nowhere.
    async fn claim(&self, _: Claim) -> Result<bool, Refusal> {
        Ok(false)
    }

    async fn set_presence(&self, who: &SocketId, presence: Presence) -> Result<(), Refusal> {
        self.step(|state, now| state.set_presence(who, presence, now))
    }

    /// Where the process is alive, so is its lobby.
    async fn renew(&self) -> Result<(), Refusal> {
        Ok(())
    }

    async fn retire(&self) -> Result<(), Refusal> {
        Ok(())
    }

    fn health(&self) -> Health {
        Health::Embedded
    }

    async fn leave(&self, who: &SocketId, reason: LeaveReason) -> Result<(), Refusal> {
        self.step(|state, now| state.leave(who, reason, now));
        Ok(())
    }

    async fn request_room(&self, who: &SocketId, profile: Profile) -> Result<Option<Place>, Refusal> {
        self.step(|state, now| state.request_room(who, profile, now))
    }

    async fn cancel_request(&self, who: &SocketId) -> Result<(), Refusal> {
        self.step(|state, _| state.cancel_request(who))
    }

    async fn create_room(&self) -> Result<PrivateRoom, Refusal> {
        Ok(self.step(|state, now| state.create_room(now)))
    }

    async fn join_room(&self, who: &SocketId, room: &RoomId, profile: Profile) -> Result<(), Refusal> {
        self.step(|state, now| state.join_room(who, room, profile, now))
    }

    async fn stop_call(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal> {
        self.step(|state, now| state.stop_call(who, room, now))
    }

    async fn block_peer(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal> {
        self.step(|state, now| state.block_peer(who, room, now))
    }

    async fn talk_again(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal> {
        self.step(|state, now| state.talk_again(who, room, now))
    }

    async fn sweep(&self) -> Result<(), Refusal> {
        self.step(|state, now| state.sweep(now));
        Ok(())
    }

    async fn places(&self, who: &[SocketId]) -> Result<Vec<(SocketId, Place)>, Refusal> {
        Ok(self.lock().places(who))
    }

    async fn count_connection_failure(&self) -> Result<(), Refusal> {
        self.lock().count_connection_failure();
        Ok(())
    }

    async fn figures(&self) -> Result<Figures, Refusal> {
        Ok(self.lock().figures())
    }
}

#[async_trait]
impl Delivery for MemoryStore {
    async fn relay(&self, from: &SocketId, room: &RoomId, event: Event) -> Result<(), Refusal> {
        self.step(|state, _| state.relay(from, room, event))
    }

    async fn send_message(
        &self,
        from: &SocketId,
        room: &RoomId,
        text: String,
        key: Option<String>,
    ) -> Result<Receipt, Refusal> {
        self.step(|state, now| state.send_message(from, room, text, key, now))
    }
}

#[async_trait]
impl Conduct for MemoryStore {
    async fn pseudonym_key(&self) -> Result<String, Refusal> {
        Ok(self.pseudonym_key.clone())
    }

    async fn introduce(&self, who: &SocketId, visitor: &Visitor) -> Result<(), Refusal> {
        self.lock().introduce(who, visitor.clone())
    }

    async fn report(&self, who: &SocketId, room: &RoomId, report: Report) -> Result<(), Refusal> {
        self.step(|state, now| state.report(who, room, report, now))
    }

    async fn reports(&self) -> Result<Vec<Filed>, Refusal> {
        Ok(self.lock().reports())
    }

    async fn open_report(&self, id: &str) -> Result<Option<Opened>, Refusal> {
        Ok(self.lock().open_report(id))
    }

    async fn dismiss_report(&self, id: &str) -> Result<bool, Refusal> {
        Ok(self.lock().dismiss_report(id))
    }

    async fn ban(&self, person: &Pseudonym, until: Timestamp) -> Result<(), Refusal> {
        self.lock().ban(person, until);
        Ok(())
    }

    async fn bans(&self) -> Result<Vec<Ban>, Refusal> {
        Ok(self.step(|state, now| state.bans(now)))
    }

    async fn lift_ban(&self, person: &Pseudonym) -> Result<bool, Refusal> {
        Ok(self.lock().lift_ban(person))
    }
}

#[async_trait]
impl Oversight for MemoryStore {
    async fn note(&self, about: &Instance, funnel: &Funnel) -> Result<bool, Refusal> {
        Ok(self.step(|state, now| state.note(about, funnel, now)))
    }

    async fn instances(&self) -> Result<Vec<Instance>, Refusal> {
        Ok(self.lock().instances())
    }

    async fn ask_to_leave(&self, instance: &str) -> Result<bool, Refusal> {
        Ok(self.lock().ask_to_leave(instance))
    }

    async fn last_day(&self) -> Result<Vec<Interval>, Refusal> {
        Ok(self.lock().last_day())
    }

    async fn keep_letter(&self, letter: &Letter) -> Result<(), Refusal> {
        self.lock().keep_letter(letter);
        Ok(())
    }

    async fn letters(&self) -> Result<Vec<Letter>, Refusal> {
        Ok(self.step(|state, now| state.letters(now)))
    }

    async fn dismiss_letter(&self, id: &str) -> Result<bool, Refusal> {
        Ok(self.lock().dismiss_letter(id))
    }
}
