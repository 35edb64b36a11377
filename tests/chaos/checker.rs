//! Holds a [`History`] against what the wire contract promises. Pure: the same history, the same
//! verdict. Each rule has its own place, and its own broken histories in [`tests`] that it must catch.
//!
//! What a client cannot know is never held against the server: a request without an answer may have
//! been carried out or not; what a lost link swallowed, a session that is over is not told again.

mod asking;
mod chat;
mod ghosts;
mod left_behind;
mod resumes;
mod returns;
mod rooms;
mod settled;
mod stream;
mod tests;
mod view;
mod waiting;

use std::fmt;
use std::time::Duration;

use live_loop::protocol::SocketId;

use self::view::View;
use super::history::{History, Moment};

/// What is promised "at once" may take this long on a busy machine.
const PROMPT: Duration = Duration::from_secs(3);
/// From an instance's death, or the loss of a link, until nobody is matched with its users.
const NO_GHOSTS_AFTER: Duration = Duration::from_secs(8);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The numbers of a stream have no hole and no repeat.
    Sequence,
    /// A room comes of a request, one of each: so nobody is in two rooms at once.
    OneRoomAtATime,
    /// One hears only of the room that one is in.
    OwnRoomOnly,
    NotWithThemselves,
    NotWithBlocked,
    /// Both sides are told of the same room, the same two people and opposite roles.
    SidesAgree,
    /// A room is of two.
    NoThirdParty,
    /// Who is left in a room is told so.
    ToldWhenLeft,
    /// An acked message arrives.
    MessageArrives,
    /// No message arrives twice.
    MessageOnce,
    /// Messages arrive in the order in which they were sent.
    MessageOrder,
    /// What arrives was said, there and to that person.
    MessageWasSaid,
    /// Nobody waits while someone who fits waits.
    NobodyWaitsInVain,
    /// Nobody is matched with a session whose client is long gone.
    NoGhosts,
    /// A session can be resumed within its window.
    SessionResumes,
    /// Only its own client takes a session away from a link (close code 4409).
    TakenOverByItself,
    /// Once the store is back, people meet again.
    MatchingGoesOn,
    /// In the end everybody is in a room whose other side is there, too.
    Settled,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub rule: Rule,
    pub at: Moment,
    /// Whose histories show it.
    pub about: Vec<SocketId>,
    pub words: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, at, about, words } = self;
        let about: Vec<&str> = about.iter().map(SocketId::as_str).collect();
        write!(f, "{rule:?} at {:.3} s, {}: {words}", at.as_secs_f64(), about.join(" and "))
    }
}

#[derive(Debug, Default)]
pub struct Verdict {
    pub violations: Vec<Violation>,
    /// Rooms of which only one side was told, for a reason that counts.
    pub excused_rooms: usize,
    /// Acked messages that did not arrive, for a reason that counts.
    pub excused_messages: usize,
    /// From the store's return until the next two people met, at most.
    pub slowest_return: Duration,
}

impl Verdict {
    fn add(&mut self, rule: Rule, at: Moment, about: &[&SocketId], words: impl Into<String>) {
        let about = about.iter().copied().cloned().collect();
        self.violations.push(Violation { rule, at, about, words: words.into() });
    }
}

pub fn check(history: &History) -> Verdict {
    let view = View::of(history);
    let mut verdict = Verdict::default();
    stream::check(&view, &mut verdict);
    rooms::check(&view, &mut verdict);
    left_behind::check(&view, &mut verdict);
    chat::check(&view, &mut verdict);
    waiting::check(&view, &mut verdict);
    returns::check(&view, &mut verdict);
    ghosts::check(&view, &mut verdict);
    resumes::check(&view, &mut verdict);
    settled::check(&view, &mut verdict);
    verdict.violations.sort_by_key(|violation| violation.at);
    verdict
}
