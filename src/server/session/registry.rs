//! The sessions of this instance.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use super::token::{self, TokenHash, Tokens};
use super::{Link, Session};
use crate::protocol::session::Resume;
use crate::protocol::{Event, SocketId};
use crate::server::random;
use crate::server::store::Mailboxes;

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
        let (token, hash) = token::issue();
        let session = Arc::new(Session::new(random::token::<12>().into(), Tokens::new(hash)));
        let link = session.attach(&mut session.lock(), 0);
        let mut sessions = self.lock();
        sessions.by_token.insert(hash, session.id.clone());
        sessions.by_id.insert(session.id.clone(), session.clone());
        Opened { session, link, token }
    }

    /// Takes a session over, if the token is good and all that followed `seq` is still there.
    pub fn resume(&self, resume: &Resume) -> Option<Opened> {
        let presented = TokenHash::of(&resume.token);
        let mut sessions = self.lock();
        let session = sessions.by_id.get(sessions.by_token.get(&presented)?)?.clone();
        let mut state = session.lock();
        if state.over || !state.tokens.accepts(presented) || !state.outbox.can_replay_after(resume.seq) {
            return None;
        }
        let (token, next) = token::issue();
        for void in state.tokens.rotate(presented, next) {
            sessions.by_token.remove(&void);
        }
        sessions.by_token.insert(next, session.id.clone());
        let link = session.attach(&mut state, resume.seq);
        drop(state);
        Some(Opened { session, link, token })
    }

    /// A first frame came on `link`: its welcome has arrived, so older tokens are void.
    pub fn confirm(&self, session: &Session, link: &Link) {
        let mut sessions = self.lock();
        for void in session.confirm(link) {
            sessions.by_token.remove(&void);
        }
    }

    /// Those whose link stands.
    pub fn linked(&self) -> Vec<SocketId> {
        self.ids(Session::is_linked)
    }

    /// Those who want to hear of their place in the queue.
    pub fn expecting_places(&self) -> Vec<SocketId> {
        self.ids(Session::expects_place)
    }

    pub fn get(&self, id: &SocketId) -> Option<Arc<Session>> {
        self.lock().by_id.get(id).cloned()
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
        if session.push(event).is_err() {
            session.end();
            // Fails only when the server is gone, and then so are the sessions.
            let _ = self.overflowed.send(to.clone());
        }
    }

    fn end(&self, who: &SocketId) {
        let mut sessions = self.lock();
        let Some(session) = sessions.by_id.remove(who) else { return };
        for token in session.lock().tokens.all() {
            sessions.by_token.remove(&token);
        }
        session.end();
    }
}
