//! The lobby's state and its steps: plain data in, effects out, no lock and no clock of its own.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use super::conduct::{Encounter, Records};
use super::oversight::Journal;
use super::room::{self, EndedCall, Kind, Room};
use super::user::{User, Whereabouts};
use crate::protocol::limits::TALK_AGAIN_WITHIN;
use crate::protocol::matchmaking::{Event as Matchmaking, LeaveReason, Match};
use crate::protocol::{Event, RoomId, SocketId, Timestamp};
use crate::server::matchmaking::Profile;
use crate::server::store::{Figures, PRIVATE_ROOM_LIFE, Presence, PrivateRoom, Refusal};

pub struct State {
    pub(super) users: HashMap<SocketId, User>,
    /// Ordered by the time of joining, then by turn.
    pub(super) queue: BTreeMap<(Timestamp, u64), SocketId>,
    pub(super) next_turn: u64,
    pub(super) rooms: HashMap<RoomId, Room>,
    pub(super) ended_calls: HashMap<RoomId, EndedCall>,
    pub(super) records: Records,
    pub(super) journal: Journal,
    /// The three counters; the rest is counted when asked for.
    pub(super) figures: Figures,
    resume_window: Duration,
    swept: Timestamp,
    effects: Vec<Effect>,
}

/// What a step brings about outside of the lobby.
pub enum Effect {
    Tell(SocketId, Event),
    End(SocketId),
}

impl State {
    pub fn new(resume_window: Duration, now: Timestamp) -> Self {
        Self {
            users: HashMap::new(),
            queue: BTreeMap::new(),
            next_turn: 0,
            rooms: HashMap::new(),
            ended_calls: HashMap::new(),
            records: Records::default(),
            journal: Journal::default(),
            figures: Figures::default(),
            resume_window,
            swept: now,
            effects: Vec::new(),
        }
    }

    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    pub fn enter(&mut self, who: &SocketId, now: Timestamp) {
        self.users.insert(who.clone(), User::new(now));
    }

    pub fn set_presence(
        &mut self,
        who: &SocketId,
        presence: Presence,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let user = self.users.get_mut(who).ok_or(Refusal::Gone)?;
        let was_present = user.is_present();
        match presence {
            Presence::Present => {
                user.away_until = None;
                if !was_present {
                    self.tell_peer(who, |room_id| Matchmaking::PeerBack { room_id });
                    self.match_if_possible(who, now);
                }
            }
            Presence::Away if was_present => {
                user.away_until = Some(now + self.resume_window);
                self.tell_peer(who, |room_id| Matchmaking::PeerAway { room_id });
            }
            Presence::Away => {}
        }
        Ok(())
    }

    pub fn leave(&mut self, who: &SocketId, reason: LeaveReason, now: Timestamp) {
        self.leave_queue(who);
        self.leave_room(who, reason, now);
        self.ended_calls.retain(|_, call| call.peer_of(who).is_none());
        let Some(user) = self.users.remove(who) else { return };
        for other in &user.blocked {
            if let Some(other) = self.users.get_mut(other) {
                other.blocked.remove(who);
            }
        }
        self.effects.push(Effect::End(who.clone()));
    }

    pub fn create_room(&mut self, now: Timestamp) -> PrivateRoom {
        let room_id = room::new_id();
        let expires_at = now + PRIVATE_ROOM_LIFE;
        self.figures.rooms_created += 1;
        self.rooms.insert(room_id.clone(), Room::new(Kind::Private { expires_at }, Vec::new()));
        PrivateRoom { room_id, expires_at }
    }

    pub fn join_room(
        &mut self,
        who: &SocketId,
        room_id: &RoomId,
        profile: Profile,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.check_ban(who, now)?;
        let expires_at = self.check_join(who, room_id, now)?;
        if self.users.get(who).ok_or(Refusal::Gone)?.room() == Some(room_id) {
            return Ok(());
        }
        self.leave_queue(who);
        self.leave_room(who, LeaveReason::Next, now);
        self.withdraw_asks(who);
        let user = self.users.get_mut(who).ok_or(Refusal::Gone)?;
        user.profile = profile;
        user.joined = now;
        user.whereabouts = Whereabouts::Room(room_id.clone());
        let room = self.rooms.get_mut(room_id).ok_or(Refusal::RoomNotFound)?;
        let host = room.members.first().cloned();
        room.members.push(who.clone());
        match host {
            None => self.tell(who, Matchmaking::RoomWaiting { room_id: room_id.clone(), expires_at }),
            Some(host) => self.seat(room_id, &host, who, now),
        }
        Ok(())
    }

    pub fn stop_call(&mut self, who: &SocketId, room: &RoomId, now: Timestamp) -> Result<(), Refusal> {
        self.check_member(who, room)?;
        self.leave_room(who, LeaveReason::Stopped, now);
        Ok(())
    }

    pub fn block_peer(&mut self, who: &SocketId, room: &RoomId, now: Timestamp) -> Result<(), Refusal> {
        let peer = self.peer_in(who, room)?;
        for (one, other) in [(who, &peer), (&peer, who)] {
            if let Some(user) = self.users.get_mut(one) {
                user.blocked.insert(other.clone());
            }
        }
        self.block_visitors(who, &peer, now);
        self.ended_calls.retain(|_, call| call.peer_of(who) != Some(&peer));
        self.leave_room(who, LeaveReason::Blocked, now);
        Ok(())
    }

    pub fn talk_again(&mut self, who: &SocketId, room_id: &RoomId, now: Timestamp) -> Result<(), Refusal> {
        self.check_ban(who, now)?;
        let call = self.ended_calls.get_mut(room_id).ok_or(Refusal::NotInRoom)?;
        let peer = call.peer_of(who).cloned().ok_or(Refusal::NotInRoom)?;
        if now.since(call.ended) > TALK_AGAIN_WITHIN {
            return Err(Refusal::NotInRoom);
        }
        match call.asked.replace(who.clone()) {
            Some(asked) if asked == peer => {
                self.ended_calls.remove(room_id);
                for one in [&peer, who] {
                    self.leave_queue(one);
                    self.leave_room(one, LeaveReason::Next, now);
                }
                self.pair(&peer, who, now);
            }
            Some(_) => {}
            None => self.tell(&peer, Matchmaking::TalkAgain { room_id: room_id.clone() }),
        }
        Ok(())
    }

    pub fn sweep(&mut self, now: Timestamp) {
        self.end_absent(now);
        self.expire_rooms(now);
        self.ended_calls.retain(|_, call| now.since(call.ended) <= TALK_AGAIN_WITHIN);
        self.records.forget_the_old(now);
        self.match_those_who_waited(self.swept, now);
        self.swept = now;
    }

    pub fn count_connection_failure(&mut self) {
        self.figures.connection_failures += 1;
    }

    pub fn figures(&self) -> Figures {
        Figures {
            active_connections: self.users.values().filter(|user| user.is_present()).count() as u64,
            waiting_users: self.queue.len() as u64,
            active_rooms: self.rooms.values().filter(|room| room.members.len() == 2).count() as u64,
            ..self.figures
        }
    }

    pub(super) fn tell(&mut self, to: &SocketId, event: impl Into<Event>) {
        self.effects.push(Effect::Tell(to.clone(), event.into()));
    }

    /// Both are in the room: tells each of the other. The first is the impolite side.
    pub(super) fn seat(&mut self, room_id: &RoomId, first: &SocketId, second: &SocketId, now: Timestamp) {
        let hides = |who: &SocketId| self.users.get(who).is_some_and(|user| user.profile.relay_only);
        let relay_only = hides(first) || hides(second);
        let member = |who: &SocketId| (who.clone(), self.users.get(who).and_then(|it| it.visitor.clone()));
        let encounter = Encounter::new([member(first), member(second)], now);
        if let Some(room) = self.rooms.get_mut(room_id) {
            room.encounter = Some(encounter);
            room.relay_only = relay_only;
        }
        for (who, peer, polite) in [(first, second, false), (second, first, true)] {
            let (Some(user), Some(partner)) = (self.users.get(who), self.users.get(peer)) else { continue };
            let event = Matchmaking::MatchDone(Match {
                room_id: room_id.clone(),
                polite,
                remote_user: partner.as_remote(peer),
                shared_interests: user.profile.shared_interests(&partner.profile),
                relay_only,
            });
            let is_away = !partner.is_present();
            self.tell(who, event);
            if is_away {
                self.tell(who, Matchmaking::PeerAway { room_id: room_id.clone() });
            }
            self.withdraw_asks(who);
            if let Some(user) = self.users.get_mut(who) {
                user.whereabouts = Whereabouts::Room(room_id.clone());
            }
        }
    }

    /// The other side of `room`, which `who` must be in.
    pub(super) fn peer_in(&self, who: &SocketId, room_id: &RoomId) -> Result<SocketId, Refusal> {
        self.check_member(who, room_id)?;
        let room = self.rooms.get(room_id);
        room.and_then(|room| room.peer_of(who)).cloned().ok_or(Refusal::NotInRoom)
    }

    /// Leaves the room that one is in, if any, and tells the other side why.
    pub(super) fn leave_room(&mut self, who: &SocketId, reason: LeaveReason, now: Timestamp) {
        let Some(user) = self.users.get_mut(who) else { return };
        let Some(room_id) = user.room().cloned() else { return };
        user.whereabouts = Whereabouts::Idle;
        let Some(room) = self.rooms.get_mut(&room_id) else { return };
        let kind = room.kind;
        let encounter = room.encounter.take();
        room.members.retain(|member| member != who);
        let peer = room.members.first().cloned();
        if let Some(peer) = &peer {
            self.tell(peer, Matchmaking::PeerLeft { room_id: room_id.clone(), reason });
        }
        match kind {
            Kind::Queue => {
                if let Some(encounter) = encounter {
                    self.records.remember(room_id.clone(), encounter, now);
                }
                self.end_call(&room_id, who, peer, reason, now);
            }
            Kind::Private { expires_at } if expires_at <= now => self.remove_room(&room_id),
            Kind::Private { expires_at } => {
                if let Some(peer) = peer {
                    self.tell(&peer, Matchmaking::RoomWaiting { room_id, expires_at });
                }
            }
        }
    }

    fn end_call(
        &mut self,
        room_id: &RoomId,
        who: &SocketId,
        peer: Option<SocketId>,
        reason: LeaveReason,
        now: Timestamp,
    ) {
        self.remove_room(room_id);
        if let Some(peer) = peer
            && matches!(reason, LeaveReason::Next | LeaveReason::Stopped)
        {
            let call = EndedCall { ended: now, members: [who.clone(), peer], asked: None };
            self.ended_calls.insert(room_id.clone(), call);
        }
    }

    /// Whoever is still in it is idle.
    fn remove_room(&mut self, room_id: &RoomId) {
        let Some(room) = self.rooms.remove(room_id) else { return };
        for member in room.members {
            if let Some(user) = self.users.get_mut(&member) {
                user.whereabouts = Whereabouts::Idle;
            }
        }
    }

    /// Whoever got into another room no longer asks for the last partner.
    fn withdraw_asks(&mut self, who: &SocketId) {
        for call in self.ended_calls.values_mut() {
            call.asked.take_if(|asked| asked == who);
        }
    }

    pub(super) fn check_member(&self, who: &SocketId, room_id: &RoomId) -> Result<(), Refusal> {
        let room = self.users.get(who).and_then(User::room);
        if room == Some(room_id) { Ok(()) } else { Err(Refusal::NotInRoom) }
    }

    /// Whether the private room is there and has a place for `who`. Returns when it expires.
    fn check_join(&self, who: &SocketId, room_id: &RoomId, now: Timestamp) -> Result<Timestamp, Refusal> {
        let room = self.rooms.get(room_id).ok_or(Refusal::RoomNotFound)?;
        let Kind::Private { expires_at } = room.kind else { return Err(Refusal::RoomNotFound) };
        if room.members.contains(who) {
            return Ok(expires_at);
        }
        let user = self.users.get(who).ok_or(Refusal::Gone)?;
        let blocks = |member| {
            user.blocked.contains(member)
                || self.users.get(member).is_some_and(|member| self.records.are_apart(user, member, now))
        };
        let blocked = room.members.iter().any(blocks);
        if blocked || expires_at <= now {
            Err(Refusal::RoomNotFound)
        } else if room.members.len() == 2 {
            Err(Refusal::RoomFull)
        } else {
            Ok(expires_at)
        }
    }

    /// Tells the other side of the room that `who` is in, if there is one.
    fn tell_peer(&mut self, who: &SocketId, event: impl FnOnce(RoomId) -> Matchmaking) {
        let Some(room_id) = self.users.get(who).and_then(User::room).cloned() else { return };
        if let Ok(peer) = self.peer_in(who, &room_id) {
            self.tell(&peer, event(room_id));
        }
    }

    fn end_absent(&mut self, now: Timestamp) {
        let is_over = |user: &User| user.away_until.is_some_and(|until| until <= now);
        let over: Vec<SocketId> =
            self.users.iter().filter(|(_, user)| is_over(user)).map(|(who, _)| who.clone()).collect();
        for who in over {
            self.leave(&who, LeaveReason::Disconnected, now);
        }
    }

    /// Private rooms expire once nobody talks in them; who waits alone there is idle again.
    fn expire_rooms(&mut self, now: Timestamp) {
        let is_over = |room: &Room| {
            matches!(room.kind, Kind::Private { expires_at } if expires_at <= now) && room.members.len() < 2
        };
        let over: Vec<RoomId> =
            self.rooms.iter().filter(|(_, room)| is_over(room)).map(|(id, _)| id.clone()).collect();
        for room_id in over {
            self.remove_room(&room_id);
        }
    }
}
