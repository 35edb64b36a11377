//! The sessions of this instance.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use super::outbox::Outbox;
use super::token::{self, TokenHash, Tokens};
use super::{Link, Session};
use crate::protocol::matchmaking::Event as Matchmaking;
use crate::protocol::session::Resume;
use crate::protocol::{Event, SocketId};
use crate::server::random;
use crate::server::store::{Adopted, GivenUp, Holding, Mailboxes};
use crate::server::telemetry::metrics::events;

/// Finds a session by its id, or by a token to resume it with.
pub struct Registry {
    sessions: Mutex<Sessions>,
    /// Sessions that cannot go on because too much is unseen; they are to leave the lobby.
    overflowed: UnboundedSender<SocketId>,
}

#[derive(Default)]
struct Sessions {
    by_id: HashMap<SocketId, Arc<Session>>,
    by_token: HashMap<TokenHash, SocketId>,
}

/// A session with a link on it, and the token to resume it with.
pub struct Opened {
    pub session: Arc<Session>,
    pub link: Link,
    pub token: String,
    /// Something may be missing in the stream.
    pub gap: bool,
}

/// What the mailboxes of this instance hold.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pressure {
    pub sessions: usize,
    pub frames: usize,
    pub bytes: usize,
    /// Of the fullest, as a share of what one may hold.
    pub fullest: f64,
}

/// Whatever becomes of a link's task, the session knows that it has none any more.
impl Drop for Opened {
    fn drop(&mut self) {
        self.session.detach(&self.link);
    }
}

impl Registry {
    pub fn new(overflowed: UnboundedSender<SocketId>) -> Self {
        Self { sessions: Mutex::default(), overflowed }
    }

    /// A new user.
    pub fn open(&self) -> Opened {
        let (token, hash) = token::issue(None);
        let id = random::token::<12>().into();
        let session = Arc::new(Session::new(id, Tokens::new(hash), Outbox::default()));
        let link = session.attach(&mut session.lock(), 0);
        let mut sessions = self.lock();
        sessions.by_token.insert(hash, session.id.clone());
        sessions.by_id.insert(session.id.clone(), session.clone());
        Opened { session, link, token, gap: false }
    }

    /// Takes a session over, if the token is good and all that followed `seq` is still there.
    pub fn resume(&self, resume: &Resume) -> Option<Opened> {
        self.resume_by(TokenHash::of(&resume.token), resume)
    }

    /// As [`Registry::resume`], by any of the secrets that the token carries: for one that was just
    /// brought here.
    pub fn resume_brought(&self, resume: &Resume) -> Option<Opened> {
        TokenHash::carried_by(&resume.token).find_map(|presented| self.resume_by(presented, resume))
    }

    fn resume_by(&self, presented: TokenHash, resume: &Resume) -> Option<Opened> {
        let mut sessions = self.lock();
        let session = sessions.by_id.get(sessions.by_token.get(&presented)?)?.clone();
        let mut state = session.lock();
        if state.over || !state.tokens.accepts(presented) || !state.outbox.can_replay_after(resume.seq) {
            return None;
        }
        let (token, next) = token::issue(Some(&resume.token));
        for void in state.tokens.rotate(presented, next) {
            sessions.by_token.remove(&void);
        }
        sessions.by_token.insert(next, session.id.clone());
        let link = session.attach(&mut state, resume.seq);
        let gap = state.gap;
        drop(state);
        Some(Opened { session, link, token, gap })
    }

    /// Whether a session of this instance can be resumed with `token`, from the right frame on.
    pub fn knows(&self, token: TokenHash) -> bool {
        self.lock().by_token.contains_key(&token)
    }

    /// A first frame came on `link`: its welcome has arrived, so older tokens are void. Returns whether
    /// there were any.
    pub fn confirm(&self, session: &Session, link: &Link) -> bool {
        let mut sessions = self.lock();
        let void = session.confirm(link);
        for token in &void {
            sessions.by_token.remove(token);
        }
        !void.is_empty()
    }

    /// Those whose link stands.
    pub fn linked(&self) -> Vec<SocketId> {
        self.ids(Session::is_linked)
    }

    /// Those who want to hear of their place in the queue.
    pub fn expecting_places(&self) -> Vec<SocketId> {
        self.ids(Session::expects_place)
    }

    /// How many sessions are here.
    pub fn count(&self) -> usize {
        self.lock().by_id.len()
    }

    /// How much is kept for clients that have not yet seen it.
    pub fn pressure(&self) -> Pressure {
        let sessions = self.lock();
        let mut pressure = Pressure { sessions: sessions.by_id.len(), ..Pressure::default() };
        for session in sessions.by_id.values() {
            let load = session.lock().outbox.load();
            pressure.frames += load.frames;
            pressure.bytes += load.bytes;
            pressure.fullest = pressure.fullest.max(load.fullness());
        }
        pressure
    }

    pub fn get(&self, id: &SocketId) -> Option<Arc<Session>> {
        self.lock().by_id.get(id).cloned()
    }

    /// Takes the session out of the registry.
    fn remove(&self, who: &SocketId) -> Option<Arc<Session>> {
        let mut sessions = self.lock();
        let session = sessions.by_id.remove(who)?;
        for token in session.lock().tokens.all() {
            sessions.by_token.remove(&token);
        }
        Some(session)
    }

    /// Too much is unseen: the session cannot go on.
    fn overflow(&self, session: &Session) {
        session.end();
        events::mailbox_overflowed();
        // Fails only when the server is gone, and then so are the sessions.
        let _ = self.overflowed.send(session.id.clone());
    }

    fn ids(&self, which: impl Fn(&Session) -> bool) -> Vec<SocketId> {
        let sessions = self.lock();
        sessions.by_id.values().filter(|session| which(session)).map(|session| session.id.clone()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Mailboxes for Registry {
    fn post(&self, to: &SocketId, event: Event) {
        let Some(session) = self.get(to) else { return };
        note_match(&session, &event);
        if session.push(event).is_err() {
            self.overflow(&session);
        }
    }

    fn post_held(&self, to: &SocketId, event: Event) -> Option<u64> {
        let session = self.get(to)?;
        note_match(&session, &event);
        let pushed = session.push_held(event);
        if pushed.is_err() {
            self.overflow(&session);
        }
        pushed.ok()
    }

    fn release(&self, to: &SocketId, seq: u64) {
        if let Some(session) = self.get(to) {
            session.release(seq);
        }
    }

    fn end(&self, who: &SocketId) {
        if let Some(session) = self.remove(who) {
            session.end();
        }
    }

    fn holdings(&self) -> Vec<Holding> {
        self.lock().by_id.values().map(|session| session.holding()).collect()
    }

    fn holding(&self, who: &SocketId) -> Option<Holding> {
        self.get(who).map(|session| session.holding())
    }

    fn can_replay_after(&self, who: &SocketId, seq: u64) -> Option<bool> {
        self.get(who).map(|session| session.lock().outbox.can_replay_after(seq))
    }

    fn adopt(&self, adopted: Adopted) {
        let Some(tokens) = Tokens::known(adopted.tokens) else { return };
        let hashes: Vec<TokenHash> = tokens.all().collect();
        let session = Session::adopted(adopted.who, tokens, Outbox::after(adopted.seq), adopted.gap);
        if adopted.waiting {
            session.goes_on_waiting();
        }
        for event in adopted.unseen {
            if session.push(event).is_err() {
                self.overflow(&session);
            }
        }
        // What there was of it here is of the past.
        self.give_up(&session.id);
        let mut sessions = self.lock();
        for hash in hashes {
            sessions.by_token.insert(hash, session.id.clone());
        }
        sessions.by_id.insert(session.id.clone(), Arc::new(session));
    }

    fn give_up(&self, who: &SocketId) -> Option<GivenUp> {
        self.remove(who).map(|session| session.give_up())
    }
}

fn note_match(session: &Session, event: &Event) {
    if let Event::Matchmaking(Matchmaking::MatchDone(found)) = event {
        session.note_match(found);
    }
}

#[cfg(test)]
mod tests;
