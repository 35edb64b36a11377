//! The queue: places, and who is matched with whom.

use std::time::Duration;

use super::room::{Kind, Room};
use super::state::State;
use super::user::{User, Whereabouts};
use crate::protocol::limits::{WIDEN_INTERESTS_AFTER, WIDEN_LANGUAGES_AFTER};
use crate::protocol::matchmaking::LeaveReason;
use crate::protocol::{RoomId, SocketId, Timestamp};
use crate::server::matchmaking::{Fit, Profile, Waiter, fit};
use crate::server::store::{Place, Refusal};

impl State {
    pub fn request_room(
        &mut self,
        who: &SocketId,
        profile: Profile,
        now: Timestamp,
    ) -> Result<Option<Place>, Refusal> {
        self.leave_room(who, LeaveReason::Next, now);
        let user = self.users.get_mut(who).ok_or(Refusal::Gone)?;
        user.profile = profile;
        if user.whereabouts == Whereabouts::Idle {
            let turn = self.next_turn;
            self.next_turn += 1;
            user.whereabouts = Whereabouts::Waiting { turn };
            user.joined = now;
            self.queue.insert((now, turn), who.clone());
        }
        self.match_if_possible(who, now);
        Ok(self.place(who))
    }

    pub fn cancel_request(&mut self, who: &SocketId) -> Result<(), Refusal> {
        self.leave_queue(who);
        Ok(())
    }

    pub fn places(&self, who: &[SocketId]) -> Vec<(SocketId, Place)> {
        who.iter().filter_map(|who| Some((who.clone(), self.place(who)?))).collect()
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
            self.pair(&partner, who);
        }
    }

    /// Puts two people into a new room. The first is the one to make the offer.
    pub fn pair(&mut self, first: &SocketId, second: &SocketId) {
        let room_id = self.new_room_id();
        for (who, partner) in [(first, second), (second, first)] {
            if let Some(user) = self.users.get_mut(who) {
                user.last_partner = Some(partner.clone());
            }
        }
        self.figures.rooms_created += 1;
        self.rooms.insert(room_id.clone(), Room::new(Kind::Queue, vec![first.clone(), second.clone()]));
        self.seat(&room_id, first, second);
    }

    fn best_partner(&self, who: &SocketId, now: Timestamp) -> Option<SocketId> {
        let newcomer = self.waiting(who)?;
        let mut best = None;
        for candidate in self.queue.values().filter(|candidate| *candidate != who) {
            let Some(user) = self.waiting(candidate) else { continue };
            match fit(as_waiter(newcomer, candidate, now), as_waiter(user, who, now)) {
                Some(Fit::SharesInterest) => return Some(candidate.clone()),
                Some(Fit::Fits) => best = best.or(Some(candidate)),
                None => {}
            }
        }
        best.cloned()
    }

    /// The user, if they wait and their link stands.
    fn waiting(&self, who: &SocketId) -> Option<&User> {
        let waits =
            |user: &&User| matches!(user.whereabouts, Whereabouts::Waiting { .. }) && user.is_present();
        self.users.get(who).filter(waits)
    }

    fn place(&self, who: &SocketId) -> Option<Place> {
        let user = self.users.get(who)?;
        let Whereabouts::Waiting { turn } = user.whereabouts else { return None };
        let ahead = self.queue.range(..(user.joined, turn)).count();
        Some(Place { position: ahead as u64 + 1, waiting: self.queue.len() as u64, joined_at: user.joined })
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

    fn new_room_id(&self) -> RoomId {
        crate::server::random::token::<16>().into()
    }
}

fn as_waiter<'a>(user: &'a User, other: &SocketId, now: Timestamp) -> Waiter<'a> {
    Waiter {
        profile: &user.profile,
        waited: now.since(user.joined),
        just_met: user.last_partner.as_ref() == Some(other),
        blocks: user.blocked.contains(other),
    }
}
