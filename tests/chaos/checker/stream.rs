//! What one session was told, by itself: numbers without a hole, one room at a time, nobody that
//! does not belong there.

use std::collections::HashSet;

use live_loop::protocol::{RoomId, SocketId};

use super::asking::Asking;
use super::view::View;
use super::{Rule, Verdict};
use crate::chaos::history::{Entry, Moment, News, Session, What};

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    for session in &view.history.sessions {
        Scan::new(session, !view.history.promises.nothing_lost, verdict).run();
    }
}

struct Scan<'a> {
    session: &'a Session,
    verdict: &'a mut Verdict,
    /// The last number.
    seq: u64,
    asking: Asking<'a>,
    /// The room that the session was last told of, until the other side left.
    room: Option<&'a RoomId>,
    /// All that it was told of.
    known: HashSet<&'a RoomId>,
    /// With faults at once, what was told before may be told again.
    may_repeat: bool,
}

impl<'a> Scan<'a> {
    fn new(session: &'a Session, may_repeat: bool, verdict: &'a mut Verdict) -> Self {
        let known = HashSet::new();
        Self { session, verdict, seq: 0, asking: Asking::default(), room: None, known, may_repeat }
    }

    fn run(mut self) {
        for Entry { at, what } in &self.session.entries {
            match what {
                What::Sent { id, request } => self.asking.sent(*id, request, *at),
                What::Answered { id, answer } => self.asking.answered(*id, answer, self.room),
                What::Told { seq, news } => self.told(*at, *seq, news),
                What::Linked { .. } | What::Tried | What::Unlinked { .. } | What::Ended(_) => {}
            }
        }
    }

    fn told(&mut self, at: Moment, seq: u64, news: &'a News) {
        if seq != self.seq + 1 {
            self.fault(Rule::Sequence, at, format!("frame {seq} came after frame {}", self.seq));
        }
        self.seq = seq;
        match news {
            News::Met { room, partner, .. } => self.met(at, room, partner),
            News::PeerLeft(room) => {
                self.must_be_in(at, room, "peer-left");
                self.room.take_if(|own| *own == room);
            }
            News::PeerAway(room) => self.must_be_in(at, room, "peer-away"),
            News::PeerBack(room) => self.must_be_in(at, room, "peer-back"),
            News::Heard { room, .. } => self.must_be_in(at, room, "a message"),
            News::Other => {}
        }
    }

    fn met(&mut self, at: Moment, room: &'a RoomId, partner: &SocketId) {
        if self.asking.met().is_none() {
            let before = self.room.map_or("no room".into(), |room| format!("room {room}"));
            self.fault(Rule::OneRoomAtATime, at, format!("{before}, then room {room} without asking for it"));
        }
        self.room = Some(room);
        self.known.insert(room);
        if *partner == self.session.id {
            self.fault(Rule::NotWithThemselves, at, format!("room {room}"));
        }
    }

    fn must_be_in(&mut self, at: Moment, room: &RoomId, what: &str) {
        let repeat = self.may_repeat && self.known.contains(room);
        if self.room != Some(room) && !repeat {
            let own = self.room.map_or("none", RoomId::as_str);
            self.fault(Rule::OwnRoomOnly, at, format!("{what} of room {room}, the own one is {own}"));
        }
    }

    fn fault(&mut self, rule: Rule, at: Moment, words: String) {
        self.verdict.add(rule, at, &[&self.session.id], words);
    }
}
