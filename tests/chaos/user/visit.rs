//! A user on one link: reads what comes, does what is due, follows a whim.

use std::sync::atomic::Ordering;
use std::time::Duration;

use live_loop::protocol::limits::SEEN_EVERY_FRAMES;
use live_loop::protocol::session::Request as SessionRequest;
use live_loop::protocol::signaling::{MediaState, Request as Signaling};
use rand::RngExt;
use rand::rngs::StdRng;
use tokio::time::{Instant, sleep_until};

use super::diary::Diary;
use super::dice::{self, Leave, Whim};
use super::errand::Errand;
use super::link::{Link, LinkError};
use super::session::{Place, Session};
use super::wire::frame_of;
use crate::chaos::history::{Ending, Request, What};
use crate::chaos::world::World;

/// After this much silence the server is asked whether it is there.
const SILENCE: Duration = Duration::from_secs(2);
/// How often one looks around with nothing to do.
const LOOK_AROUND: Duration = Duration::from_millis(500);

pub struct Visit<'a> {
    pub link: &'a mut Link,
    pub session: &'a mut Session,
    world: &'a World,
    rng: &'a mut StdRng,
    diary: &'a mut Diary,
    /// When the user next feels like doing something.
    whim_at: Instant,
    last_heard: Instant,
    /// When the user leaves an instance that is leaving.
    leave_at: Option<Instant>,
    /// The last frame that the server was told to forget.
    told_seen: u64,
    /// Counts among those who have settled.
    counted: bool,
}

/// Why a user is without a link.
#[derive(Debug)]
pub enum Departure {
    Lost(LinkError),
    Left(Leave),
    /// The round is over.
    Over,
}

impl<'a> Visit<'a> {
    pub fn new(
        link: &'a mut Link,
        session: &'a mut Session,
        world: &'a World,
        rng: &'a mut StdRng,
        diary: &'a mut Diary,
    ) -> Self {
        let now = Instant::now();
        let told_seen = session.seq;
        Self {
            link,
            session,
            world,
            rng,
            diary,
            whim_at: now,
            last_heard: now,
            leave_at: None,
            told_seen,
            counted: false,
        }
    }

    /// Until the link is lost or left, or the round is over.
    pub async fn live(&mut self) -> Departure {
        let departure = loop {
            match self.act().await {
                Ok(None) => {}
                Ok(Some(leave)) => break Departure::Left(leave),
                Err(error) => break Departure::Lost(error),
            }
            let next_look = self.next_look();
            tokio::select! {
                () = self.world.over.cancelled() => break Departure::Over,
                frame = self.link.next() => match frame {
                    Ok(frame) => self.read(frame),
                    Err(error) => break Departure::Lost(error),
                },
                () = sleep_until(next_look) => {}
            }
        };
        self.count(false);
        departure
    }

    /// Asks whether the server is there, and reads until it says so.
    pub async fn catch_up(&mut self) -> Result<(), LinkError> {
        self.send_probe().await?;
        while self.session.probe.is_some() {
            let frame = self.link.next().await?;
            self.read(frame);
        }
        Ok(())
    }

    fn read(&mut self, frame: live_loop::protocol::ServerFrame) {
        self.last_heard = Instant::now();
        let place = self.session.place.clone();
        self.session.read(frame, self.diary);
        if self.session.place != place {
            self.rest();
        }
        if let Some(within) = self.session.told_to_go.take() {
            self.leave_at = Some(Instant::now() + within.mul_f64(self.rng.random_range(0.0..1.0)));
        }
    }

    async fn act(&mut self) -> Result<Option<Leave>, LinkError> {
        if self.session.has_lost_patience() {
            return Err(LinkError::Closed(None));
        }
        if self.leave_at.is_some_and(|at| at <= Instant::now()) {
            return Ok(Some(Leave::Away { goodbye: true, time: Duration::ZERO }));
        }
        if self.session.seq - self.told_seen >= SEEN_EVERY_FRAMES {
            self.told_seen = self.session.seq;
            self.link.send(None, SessionRequest::Seen { seq: self.told_seen }).await?;
        }
        if self.session.probe.is_none() && (!self.session.caught_up || self.last_heard.elapsed() >= SILENCE) {
            self.send_probe().await?;
        }
        if !self.session.caught_up {
            return Ok(None);
        }
        let leave = self.follow_whim().await?;
        self.run_errands().await?;
        self.count(
            self.world.settle.is_cancelled() && self.session.has_time() && self.session.is_vouched_for(),
        );
        Ok(leave)
    }

    fn next_look(&self) -> Instant {
        let session = &self.session;
        let due = |errand: &Errand| errand.sent.is_none().then_some(errand.due);
        let errands = [session.wish.as_ref(), session.words.front()];
        let errands = errands.into_iter().flatten().filter_map(due).filter(|_| session.caught_up);
        let whim = session.caught_up.then_some(self.whim_at);
        let moments = errands.chain(whim).chain(self.leave_at);
        moments.fold(Instant::now() + LOOK_AROUND, Instant::min)
    }

    async fn send_probe(&mut self) -> Result<(), LinkError> {
        let id = self.session.next_id();
        self.session.probe = Some((id, Instant::now()));
        self.told_seen = self.session.seq;
        self.link.send(Some(id), SessionRequest::Seen { seq: self.told_seen }).await
    }

    /// Sends what is due and not on its way: one wish, one message at a time.
    async fn run_errands(&mut self) -> Result<(), LinkError> {
        let id = self.session.next_id();
        let session = &mut *self.session;
        for errand in session.wish.iter_mut().chain(session.words.front_mut()) {
            if errand.is_due() {
                errand.sent = Some((id, Instant::now()));
                self.diary.note(What::Sent { id, request: errand.request.clone() });
                return self.link.send(Some(id), frame_of(&errand.request)).await;
            }
        }
        Ok(())
    }

    async fn follow_whim(&mut self) -> Result<Option<Leave>, LinkError> {
        if self.whim_at > Instant::now() {
            return Ok(None);
        }
        self.rest();
        if self.world.settle.is_cancelled() {
            self.settle();
            return Ok(None);
        }
        if !self.session.has_time() {
            return Ok(self.lose_patience());
        }
        let room = match &self.session.place {
            Place::Idle => {
                self.session.wish_for(Request::Room);
                return Ok(None);
            }
            Place::Queue => return Ok(self.rng.random_bool(0.03).then(|| self.leave())),
            Place::Room(room) => room.clone(),
        };
        match dice::in_room(self.rng, self.world.resume_window) {
            Whim::Talk(messages) => self.session.talk(&room, messages),
            Whim::Signal => {
                let state = MediaState { room_id: room, audio: true, video: true, screen: false };
                self.link.send(None, Signaling::MediaState(state)).await?;
            }
            Whim::Next => self.session.wish_for(Request::Room),
            Whim::Stop => self.session.wish_for(Request::Stop(room)),
            Whim::Block => self.session.wish_for(Request::Block(room)),
            Whim::Leave(leave) => return Ok(Some(leave)),
        }
        Ok(None)
    }

    /// Now and then something else comes before the answer does.
    fn lose_patience(&mut self) -> Option<Leave> {
        match self.rng.random_range(0..20) {
            0 => Some(self.leave()),
            1 if self.session.wish.is_none() => {
                self.session.wish_for(Request::Room);
                None
            }
            _ => None,
        }
    }

    /// Everybody wants a partner, keeps whom they get, and makes sure that they are there.
    fn settle(&mut self) {
        if !self.session.has_time() || self.session.is_vouched_for() {
            return;
        }
        match self.session.place.clone() {
            Place::Idle => self.session.wish_for(Request::Room),
            Place::Queue => {}
            Place::Room(room) => self.session.talk(&room, 1),
        }
    }

    fn count(&mut self, settled: bool) {
        if settled != self.counted {
            self.counted = settled;
            let one = if settled { 1 } else { usize::MAX };
            // Wraps around: one less.
            self.world.settled.fetch_add(one, Ordering::SeqCst);
        }
    }

    fn leave(&mut self) -> Leave {
        dice::leave(self.rng, self.world.resume_window)
    }

    fn rest(&mut self) {
        self.whim_at = Instant::now() + self.world.pace.mul_f64(self.rng.random_range(0.2..1.8));
    }
}

/// The link is good for one last frame.
pub async fn say_goodbye(link: &mut Link, ending: Ending) {
    if ending == Ending::Bye {
        // If it does not arrive, the resume window ends the session.
        let _ = link.send(None, SessionRequest::Bye {}).await;
    }
}
