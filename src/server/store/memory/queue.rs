//! The queue: places, and who is matched with whom.

use std::collections::HashSet;
use std::time::Duration;

use super::room::{self, Kind, Room};
use super::state::State;
use super::user::{User, Whereabouts};
use crate::protocol::limits::{WIDEN_INTERESTS_AFTER, WIDEN_LANGUAGES_AFTER};
use crate::protocol::matchmaking::LeaveReason;
use crate::protocol::{SocketId, Timestamp};
use crate::server::matchmaking::{Fit, Profile, Waiter, fit};
use crate::server::store::{Place, Refusal};

impl State {
    pub fn request_room(
        &mut self,
        who: &SocketId,
        profile: Profile,
        now: Timestamp,
    ) -> Result<Option<Place>, Refusal> {
        self.check_ban(who, now)?;
        self.note_skip(who, now);
        self.leave_room(who, LeaveReason::Next, now);
        let free_at = self.free_at(who, now);
        let user = self.users.get_mut(who).ok_or(Refusal::Gone)?;
        user.profile = profile;
        if user.whereabouts == Whereabouts::Idle {
            let turn = self.next_turn;
            self.next_turn += 1;
            user.whereabouts = Whereabouts::Waiting { turn };
            user.joined = now;
            user.free_at = free_at;
            self.queue.insert((now, turn), who.clone());
        }
        self.match_if_possible(who, now);
        Ok(self.places(std::slice::from_ref(who)).pop().map(|(_, place)| place))
    }

    pub fn cancel_request(&mut self, who: &SocketId) -> Result<(), Refusal> {
        self.leave_queue(who);
        Ok(())
    }

    pub fn places(&self, who: &[SocketId]) -> Vec<(SocketId, Place)> {
        let wanted: HashSet<&SocketId> = who.iter().collect();
        let waiting = self.queue.len() as u64;
        (1..)
            .zip(&self.queue)
            .filter(|(_, (_, who))| wanted.contains(who))
            .map(|(position, (&(joined_at, _), who))| (who.clone(), Place { position, waiting, joined_at }))
            .collect()
    }

    /// Gives up the place in the queue, if there is one.
    pub fn leave_queue(&mut self, who: &SocketId) {
        if let Some(user) = self.users.get_mut(who)
            && let Whereabouts::Waiting { turn } = user.whereabouts
        {
            user.whereabouts = Whereabouts::Idle;
            self.queue.remove(&(user.joined, turn));
        }
    }

    /// Matches those who fit only because one of them has now waited long enough.
    pub fn match_those_who_waited(&mut self, since: Timestamp, now: Timestamp) {
        for who in self.freed_between(since, now) {
            self.match_if_possible(&who, now);
        }
        for threshold in [WIDEN_INTERESTS_AFTER, WIDEN_LANGUAGES_AFTER] {
            for who in self.joined_between(since, now, threshold) {
                self.match_if_possible(&who, now);
            }
        }
    }

    /// Looks for a partner for someone who waits and whose link stands.
    pub fn match_if_possible(&mut self, who: &SocketId, now: Timestamp) {
        if let Some(partner) = self.best_partner(who, now) {
            self.leave_queue(who);
            self.leave_queue(&partner);
            self.pair(&partner, who, now);
        }
    }

    /// Puts two people into a new room. The first is the one to make the offer.
    pub fn pair(&mut self, first: &SocketId, second: &SocketId, now: Timestamp) {
        let room_id = room::new_id();
        for (who, partner) in [(first, second), (second, first)] {
            if let Some(user) = self.users.get_mut(who) {
                user.last_partner = Some(partner.clone());
            }
        }
        self.figures.rooms_created += 1;
        self.rooms.insert(room_id.clone(), Room::new(Kind::Queue, vec![first.clone(), second.clone()]));
        self.seat(&room_id, first, second, now);
    }

    fn best_partner(&self, who: &SocketId, now: Timestamp) -> Option<SocketId> {
        let newcomer = self.waiting(who, now)?;
        let mut best = None;
        for candidate in self.queue.values().filter(|candidate| *candidate != who) {
            let Some(user) = self.waiting(candidate, now) else { continue };
            let blocks = newcomer.blocked.contains(candidate) || self.records.are_apart(newcomer, user, now);
            let newcomer = as_waiter(newcomer, candidate, blocks, now);
            match fit(newcomer, as_waiter(user, who, blocks, now)) {
                Some(Fit::SharesInterest) => return Some(candidate.clone()),
                Some(Fit::Fits) => best = best.or(Some(candidate)),
                None => {}
            }
        }
        best.cloned()
    }

    /// The user, if they wait, their link stands, and nothing holds them back.
    fn waiting(&self, who: &SocketId, now: Timestamp) -> Option<&User> {
        let waits = |user: &&User| {
            matches!(user.whereabouts, Whereabouts::Waiting { .. })
                && user.is_present()
                && user.free_at <= now
        };
        self.users.get(who).filter(waits)
    }

    /// Those in the queue whom nothing holds back any more, after `since` and until `now`.
    fn freed_between(&self, since: Timestamp, now: Timestamp) -> Vec<SocketId> {
        let is_freed = |who: &&SocketId| {
            self.users
                .get(*who)
                .is_some_and(|user| user.free_at > user.joined && user.free_at > since && user.free_at <= now)
        };
        self.queue.values().filter(is_freed).cloned().collect()
    }

    /// Those in the queue whose wait reached `threshold` after `since` and until `now`.
    fn joined_between(&self, since: Timestamp, now: Timestamp, threshold: Duration) -> Vec<SocketId> {
        let reached = |moment: Timestamp, joined: Timestamp| moment.since(joined) >= threshold;
        self.queue
            .iter()
            .take_while(|((joined, _), _)| reached(now, *joined))
            .filter(|((joined, _), _)| !reached(since, *joined))
            .map(|(_, who)| who.clone())
            .collect()
    }
}

fn as_waiter<'a>(user: &'a User, other: &SocketId, blocks: bool, now: Timestamp) -> Waiter<'a> {
    Waiter {
        profile: &user.profile,
        waited: now.since(user.joined),
        just_met: user.last_partner.as_ref() == Some(other),
        blocks,
    }
}
