//! What this instance remembers of its sessions, beside what Redis knows of them: enough to relay
//! between two that are here without asking, and to put them back where Redis lost them.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::words::{Details, Entry, Heard, How, Mail, RoomView, Standing, Word};
use crate::protocol::{Event, RoomId, SocketId};
use crate::server::security::relay_only::without_addresses;
use crate::server::security::visitor::Visitor;
use crate::server::store::{GivenUp, Mailboxes, REMEMBERED_KEYS};

/// How much news of sessions is kept that are about to come here.
const EARLY: usize = 1024;

#[derive(Default)]
pub struct Residents(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    here: HashMap<SocketId, Resident>,
    early: VecDeque<Mail>,
}

#[derive(Clone, Debug, Default)]
pub struct Resident {
    /// The lobby's epoch in which Redis was last known to know the session; none if it never did.
    pub epoch: Option<String>,
    pub standing: Standing,
    pub details: Details,
    /// Who comes back, if the browser told it here.
    pub visitor: Option<Visitor>,
    /// The last entry of the mail that was read, see base.lua.
    pub d: u64,
    pub n: u64,
    /// The room that it was told of last, and not that it is over.
    pub told: Option<RoomId>,
    /// Its client has come back, and Redis could not be told.
    pub returned: bool,
    /// Kept entries that the client may not have seen.
    pub unseen: VecDeque<Unseen>,
    heard: VecDeque<Heard>,
}

#[derive(Clone, Debug)]
pub struct Unseen {
    pub d: u64,
    pub seq: u64,
    pub word: Word,
}

/// A kept entry that was given its place in a session's stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    pub who: SocketId,
    pub d: u64,
    pub seq: u64,
}

/// What became of a piece of mail.
#[derive(Debug, PartialEq, Eq)]
pub enum Delivered {
    /// A kept entry waits, held, to be recorded.
    Held(Numbered),
    Done,
    /// Something before it has not arrived.
    Missed,
}

impl Resident {
    /// One that has just come here, with its mail read up to `d`.
    pub fn arrived(epoch: Option<String>, standing: Standing, details: Details, d: u64) -> Self {
        let told = standing.room.as_ref().map(|room| room.id.clone());
        Self { epoch, standing, details, d, told, ..Self::default() }
    }

    /// Takes over where the session stands, unless something newer is known.
    pub fn note(&mut self, standing: Standing) {
        if standing.v >= self.standing.v {
            self.standing = standing;
        }
    }

    pub fn room(&self, id: &RoomId) -> Option<&RoomView> {
        self.standing.room.as_ref().filter(|room| room.id == *id)
    }

    /// What it has heard in the room that it is in.
    pub fn heard(&self) -> impl Iterator<Item = &Heard> {
        let room = self.standing.room.as_ref().map(|room| &room.id);
        self.heard.iter().filter(move |heard| Some(&heard.room) == room)
    }

    /// Forgets entries that the client has seen.
    pub fn seen(&mut self, seq: u64) -> bool {
        let before = self.unseen.len();
        while self.unseen.pop_front_if(|entry| entry.seq <= seq).is_some() {}
        self.unseen.len() < before
    }

    /// Where it stands as far as it was told: of a match whose word was lost nobody may hear the end.
    pub fn standing_as_told(&self) -> Standing {
        let mut standing = self.standing.clone();
        if standing.room.as_ref().is_some_and(|room| Some(&room.id) != self.told.as_ref()) {
            standing.room = None;
            standing.state = "waiting".into();
        }
        standing
    }

    pub fn remember(&mut self, d: u64, seq: u64, word: Word) {
        match &word {
            Word::Match { room, .. } | Word::Waiting { room, .. } => self.told = Some(room.clone()),
            Word::Left { .. } => self.told = None,
            _ => {}
        }
        if let Some(heard) = Heard::of(&word) {
            if self.heard.len() == REMEMBERED_KEYS {
                self.heard.pop_front();
            }
            self.heard.push_back(heard);
        }
        self.unseen.push_back(Unseen { d, seq, word });
    }
}

impl Residents {
    pub fn insert(&self, who: SocketId, resident: Resident) {
        self.lock().here.insert(who, resident);
    }

    pub fn remove(&self, who: &SocketId) -> Option<Resident> {
        self.lock().here.remove(who)
    }

    /// Looks at, or changes, what is remembered of `who`.
    pub fn with<T>(&self, who: &SocketId, look: impl FnOnce(&mut Resident) -> T) -> Option<T> {
        self.lock().here.get_mut(who).map(look)
    }

    /// Whether nothing is known here of `who` that is newer than change `v`.
    pub fn is_older(&self, who: &SocketId, v: u64) -> bool {
        self.with(who, |resident| resident.standing.v <= v).unwrap_or(true)
    }

    pub fn note(&self, who: &SocketId, standing: Standing) {
        self.with(who, |resident| resident.note(standing));
    }

    /// Relays to the other side of `room`, if that one is here, too.
    pub fn relay(&self, from: &SocketId, room: &RoomId, event: Event, mailboxes: &dyn Mailboxes) -> Relayed {
        let inside = self.lock();
        let view = inside.here.get(from).and_then(|resident| resident.room(room));
        let Some((view, peer)) = view.and_then(|view| Some((view, view.peer_of(from)?))) else {
            return Relayed::NotInRoom;
        };
        let Some(event) = (if view.relay_only { without_addresses(event) } else { Some(event) }) else {
            return Relayed::Done;
        };
        match inside.here.get(peer) {
            None => Relayed::Elsewhere(event),
            Some(resident) if resident.room(room).is_none() => Relayed::NotInRoom,
            Some(_) => {
                mailboxes.post(peer, event);
                Relayed::Done
            }
        }
    }

    /// Gives up a session, whole: nothing reaches it here any more.
    pub fn give_up(&self, who: &SocketId, mailboxes: &dyn Mailboxes) -> Option<(Resident, GivenUp)> {
        let mut inside = self.lock();
        let resident = inside.here.remove(who);
        let given_up = mailboxes.give_up(who);
        Some((resident?, given_up?))
    }

    /// Hands mail on to its session, if it is the next piece.
    pub fn deliver(&self, mail: Mail, mailboxes: &dyn Mailboxes) -> Delivered {
        let mut inside = self.lock();
        let Some(resident) = inside.here.get_mut(&mail.to) else {
            // It may be on its way here.
            if inside.early.len() == EARLY {
                inside.early.pop_front();
            }
            inside.early.push_back(mail);
            return Delivered::Done;
        };
        let kept = mail.how == How::Kept;
        if kept && mail.d <= resident.d {
            return Delivered::Done;
        }
        if mail.d > resident.d + u64::from(kept) {
            return Delivered::Missed;
        }
        // A Redis that has been replaced since counts on from what its successor may never have heard of.
        if kept && resident.epoch.as_deref() != Some(&mail.epoch) {
            return Delivered::Missed;
        }
        resident.note(mail.standing);
        // What is not kept has no place of its own, and leads back to none that was passed.
        let (d, n) = if kept { (mail.d, 0) } else { (resident.d, resident.n) };
        let entry = Entry { d, n, word: mail.word };
        hand_on(resident, &mail.to, entry, kept, mailboxes)
    }

    /// As [`Residents::deliver`], with an entry as it lay in the mail.
    pub fn catch_up(&self, who: &SocketId, entry: Entry, mailboxes: &dyn Mailboxes) -> Delivered {
        let mut inside = self.lock();
        let Some(resident) = inside.here.get_mut(who) else { return Delivered::Done };
        if (entry.d, entry.n) <= (resident.d, resident.n) {
            return Delivered::Done;
        }
        let kept = entry.n == 0;
        hand_on(resident, who, entry, kept, mailboxes)
    }

    /// The mail that came before `who` did.
    pub fn take_early(&self, who: &SocketId) -> Vec<Mail> {
        let mut inside = self.lock();
        let early = std::mem::take(&mut inside.early);
        let (theirs, others): (Vec<Mail>, Vec<Mail>) = early.into_iter().partition(|mail| mail.to == *who);
        inside.early = others.into();
        theirs
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What became of something that was to be relayed.
#[derive(Debug, PartialEq)]
pub enum Relayed {
    Done,
    NotInRoom,
    /// The other side is on another instance, and is to get this.
    Elsewhere(Event),
}

fn hand_on(
    resident: &mut Resident,
    who: &SocketId,
    entry: Entry,
    kept: bool,
    mailboxes: &dyn Mailboxes,
) -> Delivered {
    (resident.d, resident.n) = (entry.d, entry.n);
    if !kept {
        mailboxes.post(who, entry.word.into());
        return Delivered::Done;
    }
    let Some(seq) = mailboxes.post_held(who, entry.word.clone().into()) else { return Delivered::Done };
    resident.remember(entry.d, seq, entry.word);
    Delivered::Held(Numbered { who: who.clone(), d: entry.d, seq })
}

#[cfg(test)]
mod tests;
