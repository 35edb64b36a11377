//! One session of a user: what it knows of itself, what it has asked for, what it is told.

use std::collections::VecDeque;
use std::time::Duration;

use live_loop::protocol::session::{ErrorCode, Event as SessionEvent, Resume};
use live_loop::protocol::{Event, RoomId, ServerFrame, SocketId};
use tokio::time::Instant;

use super::diary::Diary;
use super::errand::{Errand, PATIENCE};
use super::wire::news_of;
use crate::chaos::history::{Answer, News, Request, What};

/// When to try again what is refused for now without a word of when.
const RETRY: Duration = Duration::from_millis(500);

pub struct Session {
    pub id: SocketId,
    token: String,
    /// The last frame of the stream that was read.
    pub seq: u64,
    pub place: Place,
    /// What is wanted of the lobby and not yet answered.
    pub wish: Option<Errand>,
    /// What is to be said in this room, in turn; the first may be on its way.
    pub words: VecDeque<Errand>,
    words_said: u32,
    /// The question whether the server is there.
    pub probe: Option<(u32, Instant)>,
    /// Everything that was missed is read: what was not answered may be asked again.
    pub caught_up: bool,
    /// The last room in which a message of this session was taken: it is in there for sure.
    pub vouched_for: Option<RoomId>,
    /// The instance is leaving, and so should the client within this time.
    pub told_to_go: Option<Duration>,
    last_id: u32,
}

/// As far as the client knows.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    Idle,
    Queue,
    Room(RoomId),
}

impl Session {
    pub fn new(id: SocketId, token: String) -> Self {
        Self {
            id,
            token,
            seq: 0,
            place: Place::Idle,
            wish: None,
            words: VecDeque::new(),
            words_said: 0,
            probe: None,
            caught_up: false,
            vouched_for: None,
            told_to_go: None,
            last_id: 0,
        }
    }

    pub fn resume(&self) -> Resume {
        Resume { token: self.token.clone(), seq: self.seq }
    }

    /// A new link: what was on its way on the old one may be lost.
    pub fn relink(&mut self, token: String) {
        self.token = token;
        self.caught_up = false;
        self.probe = None;
        self.told_to_go = None;
        for errand in self.wish.iter_mut().chain(&mut self.words) {
            errand.sent = None;
        }
    }

    pub fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    pub fn wish_for(&mut self, request: Request) {
        self.wish = Some(Errand::new(request));
    }

    pub fn talk(&mut self, room: &RoomId, messages: usize) {
        for _ in 0..messages {
            self.words_said += 1;
            let text = format!("{}/{}", self.id, self.words_said);
            self.words.push_back(Errand::new(Request::Say { room: room.clone(), text }));
        }
    }

    /// Nothing is left to be done or to be said.
    pub fn has_time(&self) -> bool {
        self.wish.is_none() && self.words.is_empty()
    }

    /// In a room for sure.
    pub fn is_vouched_for(&self) -> bool {
        matches!(&self.place, Place::Room(room) if self.vouched_for.as_ref() == Some(room))
    }

    /// Something is not answered for too long.
    pub fn has_lost_patience(&self) -> bool {
        let waited = |sent: Option<(u32, Instant)>| sent.is_some_and(|(_, at)| at.elapsed() > PATIENCE);
        waited(self.probe) || self.wish.iter().chain(&self.words).any(|errand| waited(errand.sent))
    }

    pub fn read(&mut self, frame: ServerFrame, diary: &mut Diary) {
        match frame.event {
            Event::Session(SessionEvent::Ack(ack)) => {
                let answer = ack.receipt.map_or(Answer::Done, |receipt| Answer::Taken(receipt.message_id));
                self.answered(ack.id, answer, RETRY, diary);
            }
            Event::Session(SessionEvent::Error(error)) => {
                let again = error.retry_after_ms.map_or(RETRY, Duration::from_millis);
                if let Some(id) = error.id {
                    self.answered(id, Answer::Refused(error.code), again, diary);
                }
            }
            Event::Session(SessionEvent::Draining { reconnect_within_ms }) => {
                self.told_to_go = Some(Duration::from_millis(reconnect_within_ms));
            }
            event => {
                if let Some(seq) = frame.seq {
                    self.seq = seq;
                    let news = news_of(event);
                    self.hear(&news);
                    diary.note(What::Told { seq, news });
                }
            }
        }
    }

    fn answered(&mut self, id: u32, answer: Answer, again: Duration, diary: &mut Diary) {
        if self.probe.take_if(|(probe, _)| *probe == id).is_some() {
            self.caught_up = true;
            return;
        }
        let is_wish = self.wish.as_ref().is_some_and(|wish| wish.is_answered_by(id));
        let is_word = self.words.front().is_some_and(|word| word.is_answered_by(id));
        let errand = if is_wish { self.wish.as_mut() } else { self.words.front_mut().filter(|_| is_word) };
        match (errand, &answer) {
            (Some(errand), Answer::Refused(ErrorCode::Unavailable | ErrorCode::RateLimited)) => {
                errand.try_again(again);
            }
            (Some(_), _) if is_wish => self.wish_answered(&answer),
            (Some(_), _) => self.word_answered(&answer),
            (None, _) => {}
        }
        diary.note(What::Answered { id, answer });
    }

    fn wish_answered(&mut self, answer: &Answer) {
        let Some(Errand { request, .. }) = self.wish.take() else { return };
        match request {
            Request::Room if *answer == Answer::Done => {
                self.place = Place::Queue;
                self.words.clear();
            }
            // Done, or no longer to be done.
            Request::Stop(room) | Request::Block(room) => self.leave_room(&room),
            Request::Room | Request::Say { .. } => {}
        }
    }

    fn word_answered(&mut self, answer: &Answer) {
        let Some(Errand { request: Request::Say { room, .. }, .. }) = self.words.pop_front() else { return };
        if matches!(answer, Answer::Taken(_)) {
            self.vouched_for = Some(room);
        } else {
            // The other side is gone, or this one is elsewhere.
            self.leave_room(&room);
        }
    }

    fn hear(&mut self, news: &News) {
        match news {
            News::Met { room, .. } => {
                // What was perhaps carried out has been; a request on its way leads on from here.
                self.wish.take_if(|wish| wish.sent.is_none());
                self.words.clear();
                self.place = Place::Room(room.clone());
            }
            News::PeerLeft(room) => {
                let ends = |it: &Request| matches!(it, Request::Stop(it) | Request::Block(it) if it == room);
                self.wish.take_if(|wish| wish.sent.is_none() && ends(&wish.request));
                self.leave_room(room);
            }
            News::PeerAway(_) | News::PeerBack(_) | News::Heard { .. } | News::Other => {}
        }
    }

    fn leave_room(&mut self, room: &RoomId) {
        if matches!(&self.place, Place::Room(own) if own == room) {
            self.place = Place::Idle;
            self.words.clear();
        }
    }
}
