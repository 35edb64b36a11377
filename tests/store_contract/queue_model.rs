//! The queue against a model that is slow and obviously right: after every step the matches that
//! were told are legal, the best that there were, and nobody is left over who fits.

use std::collections::HashSet;
use std::time::Duration;

use live_loop::protocol::matchmaking::Event as Told;
use live_loop::protocol::{RoomId, SocketId};
use live_loop::server::store::Presence;
use proptest::prelude::*;
use tokio::time::Instant;

use super::{Bench, Shared, memory_for, redis_for};

const USERS: usize = 6;
const INTERESTS: [&str; 2] = ["chess", "go"];
const LANGUAGES: [&str; 2] = ["en", "de"];

#[derive(Clone, Copy, Debug)]
enum Step {
    /// With a set of interests and perhaps a language.
    Ask(usize, [bool; 2], Option<usize>),
    Cancel(usize),
    Away(usize),
    Back(usize),
    Stop(usize),
    Block(usize),
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let user = 0..USERS;
    prop_oneof![
        6 => (user.clone(), any::<[bool; 2]>(), proptest::option::of(0..LANGUAGES.len()))
            .prop_map(|(who, interests, language)| Step::Ask(who, interests, language)),
        1 => user.clone().prop_map(Step::Cancel),
        1 => user.clone().prop_map(Step::Away),
        1 => user.clone().prop_map(Step::Back),
        2 => user.clone().prop_map(Step::Stop),
        1 => user.prop_map(Step::Block),
        3 => (1..12_u64).prop_map(Step::Pass),
    ]
}

/// One user of the model.
#[derive(Default)]
struct User {
    away: bool,
    /// In the queue: since when, and with which turn.
    waiting: Option<(Instant, u64)>,
    interests: [bool; 2],
    language: Option<usize>,
    room: Option<(usize, RoomId)>,
    last_partner: Option<usize>,
    blocked: HashSet<usize>,
}

struct Model {
    bench: Bench,
    ids: [SocketId; USERS],
    users: [User; USERS],
    turn: u64,
}

impl Model {
    async fn new(shared: Shared) -> Self {
        let bench = Bench::new(shared);
        let ids = bench.enter(["0", "1", "2", "3", "4", "5"]).await;
        Self { bench, ids, users: Default::default(), turn: 0 }
    }

    async fn take(&mut self, step: Step) {
        let store = self.bench.store.clone();
        match step {
            Step::Ask(who, interests, language) => self.ask(who, interests, language).await,
            Step::Cancel(who) => {
                store.cancel_request(&self.ids[who]).await.unwrap();
                self.users[who].waiting = None;
            }
            Step::Away(who) => {
                store.set_presence(&self.ids[who], Presence::Away).await.unwrap();
                self.users[who].away = true;
            }
            Step::Back(who) => {
                self.users[who].away = false;
                store.set_presence(&self.ids[who], Presence::Present).await.unwrap();
                self.bench.settle().await;
                self.match_newcomer(who);
            }
            Step::Stop(who) => {
                let Some((peer, room)) = self.users[who].room.clone() else { return };
                store.stop_call(&self.ids[who], &room).await.unwrap();
                self.part(who, peer);
            }
            Step::Block(who) => {
                let Some((peer, room)) = self.users[who].room.clone() else { return };
                store.block_peer(&self.ids[who], &room).await.unwrap();
                self.part(who, peer);
                self.users[who].blocked.insert(peer);
            }
            Step::Pass(seconds) => self.pass(seconds).await,
        }
        self.bench.settle().await;
        self.nobody_is_told_anything_more();
        self.nobody_is_left_over();
    }

    async fn ask(&mut self, who: usize, interests: [bool; 2], language: Option<usize>) {
        let named: Vec<&str> =
            INTERESTS.into_iter().zip(interests).filter(|it| it.1).map(|it| it.0).collect();
        let languages: Vec<&str> = language.map(|language| LANGUAGES[language]).into_iter().collect();
        if self.users[who].away {
            return;
        }
        self.bench.ask(&self.ids[who], &named, &languages).await;
        self.bench.settle().await;
        if let Some((peer, _)) = self.users[who].room.clone() {
            self.part(who, peer);
        }
        self.turn += 1;
        let turn = self.turn;
        let user = &mut self.users[who];
        (user.interests, user.language) = (interests, language);
        user.waiting.get_or_insert((Instant::now(), turn));
        self.match_newcomer(who);
    }

    async fn pass(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.bench.pass(Duration::from_secs(1)).await;
            self.bench.settle().await;
            for who in 0..USERS {
                if let Some((partner, room)) = self.told_match(who) {
                    assert!(self.fit(who, partner), "{who} and {partner} do not fit");
                    self.seat(who, partner, room);
                }
            }
            self.nobody_is_left_over();
        }
    }

    /// `who` has just come, or come back: is matched at once, and with the best.
    fn match_newcomer(&mut self, who: usize) {
        let told = self.told_match(who);
        let best = self.best_for(who);
        assert_eq!(told.as_ref().map(|it| it.0), best, "the best partner for {who}");
        if let Some((partner, room)) = told {
            self.seat(who, partner, room);
        }
    }

    fn best_for(&self, who: usize) -> Option<usize> {
        let fitting = (0..USERS).filter(|other| self.fit(who, *other));
        fitting.min_by_key(|other| (!self.share_interest(who, *other), self.users[*other].waiting))
    }

    /// What the contract says, word by word.
    fn fit(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.users[a], &self.users[b]);
        let (Some((since_a, _)), Some((since_b, _))) = (one.waiting, other.waiting) else { return false };
        let waited = since_a.elapsed().max(since_b.elapsed()).as_secs();
        let blocked = one.blocked.contains(&b) || other.blocked.contains(&a);
        let neither_names_one = one.interests == [false; 2] && other.interests == [false; 2];
        let interests = self.share_interest(a, b) || neither_names_one;
        let languages = one.language.is_none() || other.language.is_none() || one.language == other.language;
        let just_met = one.last_partner == Some(b) || other.last_partner == Some(a);
        a != b
            && !one.away
            && !other.away
            && !blocked
            && (waited >= 10 || (interests && !just_met))
            && (waited >= 30 || languages)
    }

    fn share_interest(&self, a: usize, b: usize) -> bool {
        (0..2).any(|n| self.users[a].interests[n] && self.users[b].interests[n])
    }

    /// Takes the word of one side; the other's is taken with it.
    fn told_match(&self, who: usize) -> Option<(usize, RoomId)> {
        let told = self.bench.told_by_now(&self.ids[who]);
        let matches = told.into_iter().filter_map(|event| match event {
            Told::MatchDone(done) => Some(done),
            _ => None,
        });
        let matches: Vec<_> = matches.collect();
        assert!(matches.len() <= 1, "{who} is matched with two at once");
        let done = matches.into_iter().next()?;
        let partner = self.ids.iter().position(|id| *id == done.remote_user.socket).unwrap();
        let theirs = self.bench.told_by_now(&self.ids[partner]);
        let answers = theirs.iter().any(|event| match event {
            Told::MatchDone(theirs) => {
                theirs.room_id == done.room_id
                    && theirs.remote_user.socket == self.ids[who]
                    && theirs.polite != done.polite
            }
            _ => false,
        });
        assert!(answers, "{partner} was not told of {who}");
        Some((partner, done.room_id))
    }

    fn seat(&mut self, a: usize, b: usize, room: RoomId) {
        for (one, other) in [(a, b), (b, a)] {
            let user = &mut self.users[one];
            assert!(user.room.is_none() && user.waiting.is_some());
            user.waiting = None;
            user.last_partner = Some(other);
            user.room = Some((other, room.clone()));
        }
    }

    fn part(&mut self, a: usize, b: usize) {
        self.users[a].room = None;
        self.users[b].room = None;
    }

    fn nobody_is_told_anything_more(&self) {
        for who in 0..USERS {
            assert!(self.told_match(who).is_none(), "{who} is matched out of the blue");
        }
    }

    fn nobody_is_left_over(&self) {
        for a in 0..USERS {
            assert_eq!(self.best_for(a), None, "{a} is left over");
        }
    }
}

async fn live(shared: Shared, steps: Vec<Step>) {
    let mut model = Model::new(shared).await;
    for step in steps {
        model.take(step).await;
    }
}

fn run(life: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.unwrap().block_on(life);
}

/// Nobody's resume window passes: sessions are not what this is about.
const WINDOW: Duration = Duration::from_secs(1_000_000);

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_queue_in_memory_does_as_the_model_says(steps in proptest::collection::vec(step(), 1..60)) {
        run(async { live(memory_for(WINDOW), steps).await });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_queue_in_redis_does_as_the_model_says(steps in proptest::collection::vec(step(), 1..60)) {
        run(async { live(redis_for(WINDOW).await, steps).await });
    }
}
