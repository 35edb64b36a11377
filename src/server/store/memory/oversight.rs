//! The one instance's last day, and its letters.

use std::collections::VecDeque;

use super::state::State;
use crate::protocol::Timestamp;
use crate::protocol::operators::{DAY, Funnel, INTERVAL, Instance, Interval, Letter};
use crate::server::store::{Figures, LETTER_LIFE, LETTERS};

#[derive(Default)]
pub struct Journal {
    instance: Option<Instance>,
    is_to_leave: bool,
    day: VecDeque<Interval>,
    /// As they were when they were noted last: what is more since then belongs to the present interval.
    noted: Figures,
    letters: VecDeque<Letter>,
}

impl State {
    pub fn note(&mut self, about: &Instance, funnel: &Funnel, now: Timestamp) -> bool {
        let figures = self.figures();
        let journal = &mut self.journal;
        journal.instance = Some(about.clone());
        let length = INTERVAL.as_millis() as u64;
        let start = now.as_millis() / length * length;
        while journal.day.pop_front_if(|it| now.since(Timestamp::from_millis(it.start)) > DAY).is_some() {}
        if journal.day.back().is_none_or(|it| it.start != start) {
            journal.day.push_back(Interval { start, ..Interval::default() });
        }
        if let Some(interval) = journal.day.back_mut() {
            add(interval, &figures, &journal.noted, funnel);
        }
        journal.noted = figures;
        std::mem::take(&mut journal.is_to_leave)
    }

    pub fn ask_to_leave(&mut self, instance: &str) -> bool {
        let is_known = self.journal.instance.as_ref().is_some_and(|it| it.id == instance);
        self.journal.is_to_leave |= is_known;
        is_known
    }

    pub fn instances(&self) -> Vec<Instance> {
        self.journal.instance.iter().cloned().collect()
    }

    pub fn last_day(&self) -> Vec<Interval> {
        self.journal.day.iter().copied().collect()
    }

    pub fn keep_letter(&mut self, letter: &Letter) {
        let letters = &mut self.journal.letters;
        letters.push_front(letter.clone());
        letters.truncate(LETTERS);
    }

    pub fn letters(&mut self, now: Timestamp) -> Vec<Letter> {
        self.journal.letters.retain(|it| now.since(it.received) <= LETTER_LIFE);
        self.journal.letters.iter().cloned().collect()
    }

    pub fn dismiss_letter(&mut self, id: &str) -> bool {
        let before = self.journal.letters.len();
        self.journal.letters.retain(|it| it.id != id);
        self.journal.letters.len() < before
    }
}

/// What has happened since it was `noted`.
fn add(interval: &mut Interval, figures: &Figures, noted: &Figures, funnel: &Funnel) {
    for (most, at_once) in [
        (&mut interval.active_connections, figures.active_connections),
        (&mut interval.waiting_users, figures.waiting_users),
        (&mut interval.active_rooms, figures.active_rooms),
    ] {
        *most = at_once.max(*most);
    }
    interval.rooms_created += figures.rooms_created - noted.rooms_created;
    interval.messages_exchanged += figures.messages_exchanged - noted.messages_exchanged;
    interval.connection_failures += figures.connection_failures - noted.connection_failures;
    interval.funnel += *funnel;
}
