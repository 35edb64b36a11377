//! How people treat each other: who is who, blocks and bans beyond sessions, reports, the slower lane.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;

use super::state::State;
use super::user::User;
use crate::protocol::limits::REPORT_WITHIN;
use crate::protocol::operators::{Ban, Filed, Opened, Pseudonym};
use crate::protocol::{RoomId, SocketId, Timestamp};
use crate::server::matchmaking::lane::{self, CONDUCT_LIFE, INSTANT, REPORT_POINTS, SKIP_POINTS};
use crate::server::random;
use crate::server::security::visitor::Visitor;
use crate::server::store::{BLOCK_LIFE, BLOCKS, REPORT_LIFE, REPORTS, Refusal, Report};

/// What is kept under pseudonyms, and the reports.
#[derive(Default)]
pub struct Records {
    /// Of each, whom they have blocked or were blocked by, and until when.
    blocks: HashMap<Pseudonym, HashMap<Pseudonym, Timestamp>>,
    bans: HashMap<Pseudonym, Timestamp>,
    /// As of then.
    scores: HashMap<Pseudonym, (f64, Timestamp)>,
    /// The oldest first.
    reports: VecDeque<Opened>,
    /// Calls that have ended, while they can still be reported.
    ended: HashMap<RoomId, (Encounter, Timestamp)>,
}

/// Two people who met in a room.
pub struct Encounter {
    pub since: Timestamp,
    members: [(SocketId, Option<Visitor>); 2],
    reported_by: HashSet<SocketId>,
}

impl Encounter {
    pub fn new(members: [(SocketId, Option<Visitor>); 2], since: Timestamp) -> Self {
        Self { since, members, reported_by: HashSet::new() }
    }

    /// The other one, as `who` met them.
    fn other(&self, who: &SocketId) -> Option<&Option<Visitor>> {
        match &self.members {
            [(a, _), (_, visitor)] if a == who => Some(visitor),
            [(_, visitor), (b, _)] if b == who => Some(visitor),
            _ => None,
        }
    }
}

impl Records {
    /// Whether one of the two has blocked the other in some session.
    pub fn are_apart(&self, a: &User, b: &User, now: Timestamp) -> bool {
        let (Some(a), Some(b)) = (&a.visitor, &b.visitor) else { return false };
        let of_a = a.pseudonyms().into_iter().filter_map(|mine| self.blocks.get(mine));
        of_a.flat_map(|blocks| b.pseudonyms().into_iter().filter_map(|theirs| blocks.get(theirs)))
            .any(|until| *until > now)
    }

    fn block(&mut self, one: &Pseudonym, other: &Pseudonym, now: Timestamp) {
        let blocks = self.blocks.entry(one.clone()).or_default();
        blocks.retain(|_, until| *until > now);
        if blocks.len() == BLOCKS
            && let Some(oldest) = blocks.iter().min_by_key(|(_, until)| **until).map(|(who, _)| who.clone())
        {
            blocks.remove(&oldest);
        }
        blocks.insert(other.clone(), now + BLOCK_LIFE);
    }

    /// How much longer the visitor is shut out.
    fn banned_for(&self, visitor: &Visitor, now: Timestamp) -> Option<Duration> {
        let until = visitor.pseudonyms().into_iter().filter_map(|it| self.bans.get(it)).max()?;
        Some(until.since(now)).filter(|left| !left.is_zero())
    }

    fn count_against(&mut self, person: &Pseudonym, points: f64, now: Timestamp) {
        let score = self.score(person, now) + points;
        self.scores.insert(person.clone(), (score, now));
    }

    fn score(&self, person: &Pseudonym, now: Timestamp) -> f64 {
        self.scores.get(person).map_or(0.0, |(score, at)| lane::faded(*score, now.since(*at)))
    }

    /// A call has ended.
    pub fn remember(&mut self, room: RoomId, encounter: Encounter, now: Timestamp) {
        self.ended.insert(room, (encounter, now));
    }

    pub fn forget_the_old(&mut self, now: Timestamp) {
        self.ended.retain(|_, (_, ended)| now.since(*ended) <= REPORT_WITHIN);
        self.scores.retain(|_, (_, at)| now.since(*at) <= CONDUCT_LIFE);
        self.bans.retain(|_, until| *until > now);
        self.blocks.retain(|_, blocks| blocks.values().any(|until| *until > now));
        while self.reports.pop_front_if(|it| now.since(it.filed.created) >= REPORT_LIFE).is_some() {}
    }
}

impl State {
    pub fn introduce(&mut self, who: &SocketId, visitor: Visitor) -> Result<(), Refusal> {
        self.users.get_mut(who).ok_or(Refusal::Gone)?.visitor = Some(visitor);
        Ok(())
    }

    /// Refuses whoever is banned.
    pub fn check_ban(&self, who: &SocketId, now: Timestamp) -> Result<(), Refusal> {
        let visitor = self.users.get(who).and_then(|user| user.visitor.as_ref());
        match visitor.and_then(|visitor| self.records.banned_for(visitor, now)) {
            Some(left) => Err(Refusal::Banned(left)),
            None => Ok(()),
        }
    }

    /// Keeps a block beyond both sessions. Two windows of one browser are one visitor: nobody is kept from
    /// themselves.
    pub fn block_visitors(&mut self, who: &SocketId, peer: &SocketId, now: Timestamp) {
        let of = |who| Some(self.users.get(who)?.visitor.as_ref()?.current.clone());
        if let (Some(one), Some(other)) = (of(who), of(peer))
            && one != other
        {
            self.records.block(&one, &other, now);
            self.records.block(&other, &one, now);
        }
    }

    /// Counts it against whoever asks for the next when the last match was only just made.
    pub fn note_skip(&mut self, who: &SocketId, now: Timestamp) {
        let Some(user) = self.users.get(who) else { return };
        let room = user.room().and_then(|room| self.rooms.get(room)).filter(|room| room.is_of_queue());
        if let (Some(visitor), Some(met)) = (&user.visitor, room.and_then(|room| room.encounter.as_ref()))
            && now.since(met.since) < INSTANT
        {
            self.records.count_against(&visitor.current, SKIP_POINTS, now);
        }
    }

    /// When whoever asks now can be matched.
    pub fn free_at(&self, who: &SocketId, now: Timestamp) -> Timestamp {
        let visitor = self.users.get(who).and_then(|user| user.visitor.as_ref());
        visitor.map_or(now, |visitor| now + lane::delay(self.records.score(&visitor.current, now)))
    }

    pub fn report(
        &mut self,
        who: &SocketId,
        room_id: &RoomId,
        report: Report,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let going_on = self.rooms.get_mut(room_id).and_then(|room| room.encounter.as_mut());
        let ended = self.records.ended.get_mut(room_id).map(|(encounter, _)| encounter);
        let encounter = going_on.or(ended).ok_or(Refusal::NotInRoom)?;
        let accused = encounter.other(who).ok_or(Refusal::NotInRoom)?.clone();
        if !encounter.reported_by.insert(who.clone()) {
            return Ok(());
        }
        let person = accused.map(|visitor| visitor.current);
        if let Some(person) = &person {
            self.records.count_against(person, REPORT_POINTS, now);
        }
        let Report { reason, sealed } = report;
        let id = random::token::<16>();
        let filed = Filed { id, reason, created: now, person, has_evidence: sealed.is_some() };
        if self.records.reports.len() == REPORTS {
            self.records.reports.pop_front();
        }
        self.records.reports.push_back(Opened { filed, sealed });
        Ok(())
    }

    pub fn reports(&self) -> Vec<Filed> {
        self.records.reports.iter().rev().map(|report| report.filed.clone()).collect()
    }

    pub fn open_report(&self, id: &str) -> Option<Opened> {
        self.records.reports.iter().find(|report| report.filed.id == id).cloned()
    }

    pub fn dismiss_report(&mut self, id: &str) -> bool {
        let before = self.records.reports.len();
        self.records.reports.retain(|report| report.filed.id != id);
        self.records.reports.len() < before
    }

    pub fn ban(&mut self, person: &Pseudonym, until: Timestamp) {
        self.records.bans.insert(person.clone(), until);
    }

    pub fn bans(&self, now: Timestamp) -> Vec<Ban> {
        let bans = self.records.bans.iter().filter(|(_, until)| **until > now);
        bans.map(|(id, until)| Ban { id: id.clone(), until: *until }).collect()
    }

    pub fn lift_ban(&mut self, person: &Pseudonym) -> bool {
        self.records.bans.remove(person).is_some()
    }
}
