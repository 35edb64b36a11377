//! Who is at the other end of a socket, and what they have not yet seen.
//!
//! A session outlives its links: the [`registry`](Registry) finds it again by its resume token, its
//! [`outbox`] replays what was missed. After it on a call's way comes the [`store`](super::store);
//! before it the links in [`signaling`](super::signaling).

mod journey;
mod outbox;
mod place;
mod registry;
mod token;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::ws::Utf8Bytes;
use tokio::sync::Notify;

use self::journey::Journey;
use self::outbox::{Outbox, Overflow};
use self::place::PlaceNotice;
use self::token::Tokens;
use super::store::{GivenUp, Holding, Place};
use super::telemetry::browser::Browser;
use super::telemetry::metrics::funnel;
use crate::protocol::matchmaking::{Event as Matchmaking, Match};
use crate::protocol::progress::Progress;
use crate::protocol::{Event, ServerFrame, SocketId};

pub use journey::NoCall;
pub use registry::{Opened, Pressure, Registry};
pub use token::TokenHash;

/// One user of this instance. All methods are short and never wait.
pub struct Session {
    pub id: SocketId,
    state: Mutex<State>,
}

struct State {
    tokens: Tokens,
    outbox: Outbox,
    place: PlaceNotice,
    journey: Journey,
    browser: Browser,
    /// The link that stands, if one does.
    link: Option<Link>,
    /// Something may be missing in the stream, and the client does not know it yet.
    gap: bool,
    over: bool,
    /// Another instance has it: what becomes of the links here is nobody's business any more.
    moved: bool,
}

/// One socket's hold on a session; the newest one writes.
#[derive(Clone)]
pub struct Link {
    /// Woken when [`Session::next`] has something new to say.
    pub wake: Arc<Notify>,
}

impl Link {
    fn is(&self, other: &Link) -> bool {
        Arc::ptr_eq(&self.wake, &other.wake)
    }
}

/// What a link is to do next.
#[derive(Debug, PartialEq)]
pub enum Next {
    Write(Utf8Bytes),
    /// Nothing: wait to be woken.
    Wait,
    /// Another link has taken the session over.
    TakenOver,
    /// The session is over: the user left, or did not keep up with what was sent.
    Over,
}

impl Session {
    fn new(id: SocketId, tokens: Tokens, outbox: Outbox) -> Self {
        let state = State {
            tokens,
            outbox,
            place: PlaceNotice::default(),
            journey: Journey::default(),
            browser: Browser::default(),
            link: None,
            gap: false,
            over: false,
            moved: false,
        };
        Self { id, state: Mutex::new(state) }
    }

    /// One that another instance had. `gap`: something may be missing in its stream.
    fn adopted(id: SocketId, tokens: Tokens, outbox: Outbox, gap: bool) -> Self {
        let session = Self::new(id, tokens, outbox);
        {
            let mut state = session.lock();
            state.gap = gap;
            state.journey = Journey::adopted();
        }
        session
    }

    /// It waits already, since when is not known: only its place is of interest.
    fn goes_on_waiting(&self) {
        self.lock().place.expect();
    }

    /// A new link takes over, and writes from the frame after `seq` on.
    fn attach(&self, state: &mut State, seq: u64) -> Link {
        let link = Link { wake: Arc::new(Notify::new()) };
        state.outbox.rewind(seq);
        state.place.forget();
        if let Some(old) = state.link.replace(link.clone()) {
            old.wake.notify_one();
        }
        link
    }

    /// `link` is gone. Unless another one has taken its place, the session has none now.
    pub fn detach(&self, link: &Link) {
        let mut state = self.lock();
        if state.link.take_if(|standing| standing.is(link)).is_some() {
            state.outbox.drop_transient();
        }
    }

    /// Whether `link` is the one that stands.
    pub fn is_held_by(&self, link: &Link) -> bool {
        self.lock().is_held_by(link)
    }

    /// What it may be resumed with.
    pub fn tokens(&self) -> Vec<TokenHash> {
        self.lock().tokens.all().collect()
    }

    /// Whether another instance has taken the session.
    pub fn has_moved(&self) -> bool {
        self.lock().moved
    }

    pub fn is_linked(&self) -> bool {
        self.lock().link.is_some()
    }

    /// What `link` is to do next. Frames that it gets count as written.
    pub fn next(&self, link: &Link) -> Next {
        let mut state = self.lock();
        if state.over {
            return Next::Over;
        }
        if !state.is_held_by(link) {
            return Next::TakenOver;
        }
        state.outbox.next().map_or(Next::Wait, Next::Write)
    }

    /// Voids the tokens before the one that `link` was welcomed with, and returns them.
    fn confirm(&self, link: &Link) -> Vec<TokenHash> {
        let mut state = self.lock();
        if !state.is_held_by(link) {
            return Vec::new();
        }
        state.gap = false;
        state.tokens.confirm()
    }

    /// The client has seen the stream up to `seq`. False if that was never sent.
    pub fn seen(&self, seq: u64) -> bool {
        self.lock().outbox.seen(seq)
    }

    /// Which browser is at the other end; for the operator's counts.
    pub fn comes_by(&self, browser: Browser) {
        self.lock().browser = browser;
    }

    /// The user asks for a place in the queue: from now on they want to hear of it.
    pub fn expect_place(&self) {
        let mut state = self.lock();
        state.place.expect();
        if state.journey.wait() {
            funnel::queued(state.browser);
        }
    }

    /// The user left the queue.
    pub fn forgo_place(&self) {
        let mut state = self.lock();
        state.place.forgo();
        state.journey.stop_waiting();
    }

    /// Counts how far the user's call has come. Returns whether it is one more that never connected.
    ///
    /// # Errors
    /// [`NoCall`] when there is none.
    pub fn progress(&self, progress: Progress) -> Result<bool, NoCall> {
        let mut state = self.lock();
        let browser = state.browser;
        let Some(step) = state.journey.tell(progress)? else { return Ok(false) };
        funnel::reached(progress.phase(), browser, step.route);
        if let (Progress::FirstFrame, Some(since_match)) = (progress, step.since_match) {
            funnel::first_frame(since_match);
        }
        let Progress::Ended(reason) = progress else { return Ok(false) };
        funnel::ended(Some(reason), step.before, browser, step.route);
        Ok(reason.is_failure_to_connect())
    }

    /// Whether the user wants to hear of their place, and has a link to hear it on.
    pub fn expects_place(&self) -> bool {
        let state = self.lock();
        state.link.is_some() && state.place.is_expected()
    }

    /// Tells the place in the queue, if it is news and the last word was a second ago.
    pub fn tell_place(&self, place: Place) {
        let mut state = self.lock();
        if state.place.is_due(place.position) {
            let Place { position, waiting, joined_at } = place;
            // Outside of the stream: cannot overflow it.
            let _ = state.push(Matchmaking::MatchWaiting { position, waiting, joined_at }.into());
        }
    }

    /// Counts that the user has met somebody.
    fn note_match(&self, found: &Match) {
        let mut state = self.lock();
        let waited = state.journey.matched();
        funnel::matched(state.browser, waited, !found.polite);
    }

    /// Adds what the user is to be told.
    ///
    /// # Errors
    /// When more is unseen than the server keeps: the session cannot go on.
    fn push(&self, event: Event) -> Result<(), Overflow> {
        self.lock().push(event)
    }

    /// As [`Session::push`], but the frame is not to be written yet. Returns its place in the stream.
    fn push_held(&self, event: Event) -> Result<u64, Overflow> {
        let mut state = self.lock();
        state.push(event)?;
        Ok(state.outbox.hold())
    }

    fn release(&self, seq: u64) {
        let mut state = self.lock();
        state.outbox.release(seq);
        state.wake();
    }

    /// What the store must know of it.
    fn holding(&self) -> Holding {
        let state = self.lock();
        Holding {
            who: self.id.clone(),
            linked: state.link.is_some(),
            tokens: state.tokens.all().collect(),
            seen: state.outbox.forgotten(),
        }
    }

    /// All that another instance needs to go on with it. Its link closes.
    fn give_up(&self) -> GivenUp {
        let mut state = self.lock();
        state.wake();
        state.link = None;
        state.moved = true;
        let frames = state.outbox.frames().filter_map(|(seq, frame)| {
            let frame: ServerFrame = serde_json::from_str(frame).ok()?;
            Some((seq, frame.event))
        });
        GivenUp {
            forgotten: state.outbox.forgotten(),
            sent: state.outbox.sent(),
            frames: frames.collect(),
            gap: state.gap,
        }
    }

    /// Ends the session; its link closes.
    fn end(&self) {
        let mut state = self.lock();
        state.over = true;
        if let Some((reached, route)) = state.journey.end() {
            funnel::ended(None, Some(reached), state.browser, route);
        }
        state.wake();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_held_by(&self, link: &Link) -> bool {
        self.link.as_ref().is_some_and(|standing| standing.is(link))
    }

    fn push(&mut self, event: Event) -> Result<(), Overflow> {
        if let Event::Matchmaking(Matchmaking::MatchDone(_) | Matchmaking::RoomWaiting { .. }) = event {
            self.place.forgo();
            self.journey.stop_waiting();
        }
        let linked = self.link.is_some();
        if event.is_resumable() {
            self.outbox.push(event, linked)?;
        } else if linked {
            self.outbox.push_transient(event);
        }
        self.wake();
        Ok(())
    }

    fn wake(&self) {
        if let Some(link) = &self.link {
            link.wake.notify_one();
        }
    }
}
