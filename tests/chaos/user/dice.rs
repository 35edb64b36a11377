//! What a user feels like doing.

use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;

use crate::chaos::history::Ending;

/// In a room, when nothing else is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whim {
    /// One message, or two in a row.
    Talk(usize),
    Signal,
    Next,
    Stop,
    Block,
    Leave(Leave),
}

/// Ways to lose a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Comes back after that time; with or without a closing handshake.
    Away {
        goodbye: bool,
        time: Duration,
    },
    /// Comes back while the old link stands.
    TakeOver,
    ForGood(Ending),
}

pub fn in_room(rng: &mut StdRng, resume_window: Duration) -> Whim {
    match rng.random_range(0..100) {
        0..46 => Whim::Talk(rng.random_range(1..=2)),
        46..50 => Whim::Signal,
        50..84 => Whim::Next,
        84..88 => Whim::Stop,
        88 => Whim::Block,
        _ => Whim::Leave(leave(rng, resume_window)),
    }
}

pub fn leave(rng: &mut StdRng, resume_window: Duration) -> Leave {
    match rng.random_range(0..20) {
        0..15 => {
            let longest = if rng.random_bool(0.8) { 0.06 } else { 0.6 };
            let time = resume_window.mul_f64(rng.random_range(0.0..longest));
            Leave::Away { goodbye: rng.random_bool(0.2), time }
        }
        15..18 => Leave::TakeOver,
        18 => Leave::ForGood(Ending::Abandoned),
        _ => Leave::ForGood(Ending::Bye),
    }
}
