//! One of the hundreds: asks for partners, talks, moves on, loses the link and comes back, by the
//! contract and by dice. Forgiving to the network, and writes down all that happens.

mod diary;
mod dice;
mod errand;
mod link;
mod session;
mod visit;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use live_loop::protocol::session::Welcome;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::time::{sleep, timeout};

use self::diary::Diary;
use self::dice::Leave;
use self::link::Link;
use self::session::Session;
use self::visit::{Departure, Visit, say_goodbye};
use super::history::{self, Ending, ProcessId, What};
use super::world::World;

const FIRST_BACKOFF: Duration = Duration::from_millis(30);
const LAST_BACKOFF: Duration = Duration::from_millis(500);
/// How long the last frames may take to arrive.
const LAST_FRAMES: Duration = Duration::from_secs(5);

pub struct User {
    world: Arc<World>,
    rng: StdRng,
    diary: Diary,
    /// `None`: a new one, next time.
    session: Option<Session>,
}

impl User {
    pub fn new(number: usize, seed: u64, world: Arc<World>) -> Self {
        let diary = Diary::new(number, world.began);
        Self { rng: StdRng::seed_from_u64(seed), diary, session: None, world }
    }

    /// Until the round is over. Returns what the user lived through.
    pub async fn run(mut self) -> Vec<history::Session> {
        let mut link = self.enter().await;
        while let Some(standing) = link {
            link = self.live(standing).await;
        }
        self.diary.into_sessions()
    }

    /// Lives on one link, and returns the next one.
    async fn live(&mut self, mut link: Link) -> Option<Link> {
        let session = self.session.as_mut()?;
        let mut visit = Visit::new(&mut link, session, &self.world, &mut self.rng, &mut self.diary);
        let (code, away) = match visit.live().await {
            Departure::Over => {
                // Two answers: the first may overtake what waits to be written, the second does not.
                // What is missing then, the checker will find.
                let rest = async { visit.catch_up().await.and(visit.catch_up().await) };
                let _ = timeout(LAST_FRAMES, rest).await;
                return None;
            }
            Departure::Lost(error) => (error.code(), self.rng.random_range(Duration::ZERO..FIRST_BACKOFF)),
            Departure::Left(Leave::TakeOver) => {
                // The old link stands, but is read no more, and goes with the first attempt that is heard.
                self.diary.note(What::Unlinked { code: None });
                let next = self.enter().await;
                drop(link);
                return next;
            }
            Departure::Left(Leave::Away { goodbye, time }) => {
                if goodbye {
                    link.close().await;
                } else {
                    drop(link);
                }
                (None, time)
            }
            Departure::Left(Leave::ForGood(ending)) => {
                say_goodbye(&mut link, ending).await;
                drop(link);
                self.diary.note(What::Unlinked { code: None });
                self.diary.end_session(ending);
                self.session = None;
                return self.enter().await;
            }
        };
        self.diary.note(What::Unlinked { code });
        sleep(away).await;
        self.enter().await
    }

    /// Knocks at doors until one opens; `None` once the round is over.
    async fn enter(&mut self) -> Option<Link> {
        let world = self.world.clone();
        let mut backoff = FIRST_BACKOFF;
        while !world.over.is_cancelled() {
            let door = world.some_door(&mut self.rng);
            let resume = self.session.as_ref().map(Session::resume);
            if let Ok((link, welcome)) = Link::enter(door.address, resume).await {
                self.welcome(welcome, door.process());
                return Some(link);
            }
            if self.session.is_some() {
                self.diary.note(What::Tried);
            }
            sleep(backoff.mul_f64(self.rng.random_range(0.5..1.5))).await;
            backoff = LAST_BACKOFF.min(2 * backoff);
        }
        None
    }

    fn welcome(&mut self, welcome: Welcome, process: ProcessId) {
        let Welcome { socket_id, resume_token: token, resumed, gap, .. } = welcome;
        match &mut self.session {
            Some(session) if resumed => {
                assert_eq!(session.id, socket_id, "a resume leads to the same session");
                session.relink(token);
            }
            session => {
                assert!(!resumed, "nothing was to be resumed");
                if session.is_some() {
                    self.diary.end_session(Ending::Refused);
                }
                self.diary.begin_session(socket_id.clone());
                *session = Some(Session::new(socket_id, token));
            }
        }
        self.diary.note(What::Linked { process, resumed, gap });
    }
}
