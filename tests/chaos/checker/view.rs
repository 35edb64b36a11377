//! A history, indexed for the rules: who was in which room with whom, and who was there when.

use std::collections::{HashMap, HashSet};

use live_loop::protocol::{RoomId, SocketId};

use super::PROMPT;
use super::asking::Asking;
use crate::chaos::history::{
    Answer, Entry, History, Moment, News, Outage, OutageKind, ProcessId, Request, Session, What,
};

pub struct View<'a> {
    pub history: &'a History,
    sessions: HashMap<&'a SocketId, Seen<'a>>,
    pub rooms: HashMap<&'a RoomId, Vec<Stay<'a>>>,
    /// Blocks that were acked, both ways, with the room that they ended.
    blocks: HashMap<(&'a SocketId, &'a SocketId), &'a RoomId>,
    /// Blocks that were sent, and may have been carried out, both ways.
    perhaps_blocked: HashSet<(&'a SocketId, &'a SocketId)>,
}

/// A session's time in a room, as its client knows it.
#[derive(Clone, Debug)]
pub struct Stay<'a> {
    pub session: &'a Session,
    pub room: &'a RoomId,
    pub partner: &'a SocketId,
    pub polite: bool,
    /// The earliest moment at which the match can have been made.
    pub asked: Moment,
    /// When its `match-done` was read, and as which entry.
    pub met: Moment,
    pub entry: usize,
    pub peer_left: Option<Moment>,
    /// When the client first asked to be elsewhere: carried out or not.
    pub left: Option<Moment>,
    /// Another request, sent before, may have led out of it at once.
    pub perhaps_left: bool,
    /// When that was acked.
    pub left_for_sure: Option<Moment>,
}

struct Seen<'a> {
    session: &'a Session,
    last_stay: Option<Stay<'a>>,
    /// A link stood, to a process that ran.
    reachable: Spans,
    /// That process had its store, too.
    well: Spans,
}

/// Apart from each other, in order.
struct Spans(Vec<(Moment, Moment)>);

impl<'a> View<'a> {
    pub fn of(history: &'a History) -> Self {
        let mut view = Self {
            history,
            sessions: HashMap::new(),
            rooms: HashMap::new(),
            blocks: HashMap::new(),
            perhaps_blocked: HashSet::new(),
        };
        for session in &history.sessions {
            let stays = stays(session);
            view.sessions.insert(&session.id, Seen::of(session, stays.last().cloned(), history));
            view.note_blocks(session, &stays);
            for stay in stays {
                view.rooms.entry(stay.room).or_default().push(stay);
            }
        }
        view
    }

    pub fn session(&self, id: &SocketId) -> Option<&'a Session> {
        self.sessions.get(id).map(|seen| seen.session)
    }

    /// The room that the session is in at the end, as far as its client knows.
    pub fn last_room(&self, id: &SocketId) -> Option<&'a RoomId> {
        let stay = self.sessions.get(id)?.last_stay.as_ref()?;
        (stay.peer_left.is_none() && stay.left.is_none()).then_some(stay.room)
    }

    /// Whether the client had a link to a process that could serve it, the whole time.
    pub fn is_well(&self, id: &SocketId, from: Moment, to: Moment) -> bool {
        self.sessions.get(id).is_some_and(|seen| seen.well.cover(from, to))
    }

    /// Whether it was well for long enough after `moment` to have been told what happened then.
    pub fn could_hear_of(&self, id: &SocketId, moment: Moment) -> bool {
        let long_enough = |&(from, to): &(Moment, Moment)| to.saturating_sub(from.max(moment)) > PROMPT;
        self.sessions.get(id).is_some_and(|seen| seen.well.0.iter().any(long_enough))
    }

    /// Since when the client has been gone, if it is gone at `moment`. A process that is silent
    /// takes its clients with it.
    pub fn gone_since(&self, id: &SocketId, moment: Moment) -> Option<Moment> {
        let spans = &self.sessions.get(id)?.reachable.0;
        let before = spans.iter().take_while(|(from, _)| *from <= moment).last()?;
        (before.1 < moment).then_some(before.1)
    }

    /// Since when the client has been gone for good, if its session is over.
    pub fn gone_for_good(&self, id: &SocketId) -> Option<Moment> {
        let seen = self.sessions.get(id)?;
        seen.session.ending()?;
        seen.reachable.0.last().map(|(_, to)| *to)
    }

    pub fn processes_of(&self, id: &SocketId) -> impl Iterator<Item = ProcessId> {
        self.session(id).into_iter().flat_map(|session| &session.entries).filter_map(|entry| {
            if let What::Linked { process, .. } = entry.what { Some(process) } else { None }
        })
    }

    /// The room that a block between these two ended.
    pub fn block_between(&self, a: &SocketId, b: &SocketId) -> Option<&'a RoomId> {
        self.blocks.get(&(a, b)).copied()
    }

    pub fn may_be_blocked(&self, a: &SocketId, b: &SocketId) -> bool {
        self.perhaps_blocked.contains(&(a, b))
    }

    /// Whether no fault disturbed that time; each is given a while to die away.
    pub fn is_quiet(&self, from: Moment, to: Moment) -> bool {
        !self.history.faults.iter().any(|fault| fault.from <= to && from <= fault.whole + PROMPT)
    }

    /// Whether the store may have forgotten what it did in that time.
    pub fn may_be_forgotten(&self, from: Moment, to: Moment) -> bool {
        self.history
            .faults
            .iter()
            .any(|fault| fault.loses_writes && fault.from <= to + PROMPT && from <= fault.whole + PROMPT)
    }

    fn note_blocks(&mut self, session: &'a Session, stays: &[Stay<'a>]) {
        for (id, request, _) in sent(session) {
            let Request::Block(room) = request else { continue };
            let Some(stay) = stays.iter().find(|stay| stay.room == room) else { continue };
            let ways = [(&session.id, stay.partner), (stay.partner, &session.id)];
            self.perhaps_blocked.extend(ways);
            if answer_to(session, id) == Some(&Answer::Done) {
                self.blocks.extend(ways.map(|way| (way, stay.room)));
            }
        }
    }
}

impl Stay<'_> {
    /// Whether it is over by then, or may be, as far as its own client knows.
    pub fn may_be_over_by(&self, moment: Moment) -> bool {
        let over = |at: Option<Moment>| at.is_some_and(|at| at <= moment);
        self.perhaps_left
            || over(self.peer_left)
            || over(self.left)
            || over(self.session.ending().map(|(at, _)| at))
    }
}

impl<'a> Seen<'a> {
    fn of(session: &'a Session, last_stay: Option<Stay<'a>>, history: &'a History) -> Self {
        let links = links(session, history.settled);
        let silent = |outage: &&Outage| outage.kind == OutageKind::Silent;
        Self {
            session,
            last_stay,
            reachable: Spans::without(&links, history.outages.iter().filter(silent)),
            well: Spans::without(&links, history.outages.iter()),
        }
    }
}

impl Spans {
    /// The times of `links` at which none of the `outages` befell their process.
    fn without<'a>(
        links: &[(ProcessId, Moment, Moment)],
        outages: impl Iterator<Item = &'a Outage> + Clone,
    ) -> Self {
        let mut spans = Vec::new();
        for &(process, from, to) in links {
            let mut rest = vec![(from, to)];
            for outage in outages.clone().filter(|outage| outage.process == process) {
                let end = outage.to.unwrap_or(Moment::MAX);
                rest = rest
                    .into_iter()
                    .flat_map(|(from, to)| [(from, to.min(outage.from)), (from.max(end), to)])
                    .filter(|(from, to)| from < to)
                    .collect();
            }
            spans.extend(rest);
        }
        spans.sort();
        Self(spans)
    }

    fn cover(&self, from: Moment, to: Moment) -> bool {
        self.0.iter().any(|span| span.0 <= from && to <= span.1)
    }
}

/// To which process there was a link, and when. One that stands at the end stands for good.
fn links(session: &Session, end: Moment) -> Vec<(ProcessId, Moment, Moment)> {
    let mut links: Vec<(ProcessId, Moment, Moment)> = Vec::new();
    let mut standing: Option<(ProcessId, Moment)> = None;
    for Entry { at, what } in &session.entries {
        match what {
            What::Linked { process, .. } => {
                links.extend(standing.replace((*process, *at)).map(|(process, from)| (process, from, *at)));
            }
            What::Unlinked { .. } | What::Ended(_) => {
                links.extend(standing.take().map(|(process, from)| (process, from, *at)));
            }
            What::Tried | What::Sent { .. } | What::Answered { .. } | What::Told { .. } => {}
        }
    }
    let last = session.entries.last().map_or(end, |entry| entry.at);
    links.extend(standing.map(|(process, from)| (process, from, end.max(last))));
    links
}

/// All requests of a session, with their ids and the moment.
pub fn sent(session: &Session) -> impl Iterator<Item = (u32, &Request, Moment)> {
    session.entries.iter().filter_map(|entry| match &entry.what {
        What::Sent { id, request } => Some((*id, request, entry.at)),
        _ => None,
    })
}

fn answer_to(session: &Session, wanted: u32) -> Option<&Answer> {
    session.entries.iter().find_map(|entry| match &entry.what {
        What::Answered { id, answer } if *id == wanted => Some(answer),
        _ => None,
    })
}

fn stays(session: &Session) -> Vec<Stay<'_>> {
    let mut stays: Vec<Stay<'_>> = Vec::new();
    let mut asking = Asking::default();
    // Requests that lead out of the last room.
    let mut leaving: HashSet<u32> = HashSet::new();
    for (entry, Entry { at, what }) in session.entries.iter().enumerate() {
        match what {
            What::Sent { id, request } => {
                asking.sent(*id, request, *at);
                let leaves = !matches!(request, Request::Say { .. });
                if let Some(stay) = stays.last_mut().filter(|_| leaves) {
                    stay.left.get_or_insert(*at);
                    leaving.insert(*id);
                }
            }
            What::Answered { id, answer } => {
                let Some(stay) = stays.last_mut() else { continue };
                asking.answered(*id, answer, Some(stay.room));
                stay.perhaps_left &= asking.may_lead_on();
                if *answer == Answer::Done && leaving.contains(id) {
                    stay.left_for_sure.get_or_insert(*at);
                }
            }
            What::Told { news: News::Met { room, partner, polite }, .. } => {
                let asked = asking.met().or(stays.last().map(|stay| stay.met)).unwrap_or_default();
                leaving.clear();
                stays.push(Stay {
                    session,
                    room,
                    partner,
                    polite: *polite,
                    asked,
                    met: *at,
                    entry,
                    peer_left: None,
                    left: None,
                    perhaps_left: asking.may_lead_on(),
                    left_for_sure: None,
                });
            }
            What::Told { news: News::PeerLeft(room), .. } => {
                if let Some(stay) = stays.iter_mut().rev().find(|stay| stay.room == room) {
                    stay.peer_left.get_or_insert(*at);
                }
            }
            What::Linked { .. }
            | What::Tried
            | What::Unlinked { .. }
            | What::Told { .. }
            | What::Ended(_) => {}
        }
    }
    stays
}
