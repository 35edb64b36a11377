//! The one script: a library of Redis functions with all commands of the lobby, put together from `lua/`.
//!
//! Functions and not EVALSHA: a script makes all that it defines anew in each call, which for this one
//! takes ten times as long as most commands (ADR 7).

use std::fmt::Write;
use std::time::Duration;

use sha1::{Digest, Sha1};

use super::limits::SECRET_LIFE;
use crate::protocol::limits::{
    REPORT_WITHIN, TALK_AGAIN_WITHIN, UNSEEN_BYTES, UNSEEN_FRAMES, WIDEN_INTERESTS_AFTER,
    WIDEN_LANGUAGES_AFTER,
};
use crate::protocol::operators::{DAY, INTERVAL};
use crate::server::matchmaking::lane;
use crate::server::security::visitor::PERIOD;
use crate::server::store::{
    BLOCK_LIFE, BLOCKS, LEASE, LETTER_LIFE, LETTERS, LONGEST_BAN, REMEMBERED_KEYS, RENEW_EVERY, REPORT_LIFE,
    REPORTS,
};

/// In the order in which they build on each other.
const FILES: [&str; 12] = [
    include_str!("lua/base.lua"),
    include_str!("lua/conduct.lua"),
    include_str!("lua/queue.lua"),
    include_str!("lua/rooms.lua"),
    include_str!("lua/delivery.lua"),
    include_str!("lua/sessions.lua"),
    include_str!("lua/upkeep.lua"),
    include_str!("lua/reports.lua"),
    include_str!("lua/figures.lua"),
    include_str!("lua/limits.lua"),
    include_str!("lua/oversight.lua"),
    include_str!("lua/main.lua"),
];

/// How long nobody is matched after Redis came back, for instances to put back what they know.
pub const FENCE: Duration = Duration::from_millis(400);
/// How soon after Redis came back everything can have been put back: not before all instances have renewed their
/// leases, should it have forgotten who there is. Each does so as soon as it finds Redis, and before it compares.
const RECOVERY: Duration = RENEW_EVERY;
/// How long an instance that renews its lease is waited for to say that it has put back what it knows.
const PATIENCE: Duration = Duration::from_secs(12);
/// When nobody swept for this long, Redis was out of everyone's reach, and no time has passed.
const HOLE: Duration = Duration::from_secs(2);
/// Every session's keys end after this unless its instance refreshes them.
pub const SESSION_TTL: Duration = Duration::from_hours(1);
/// How long a call that has ended can be looked up.
const ENDED_TTL: Duration = REPORT_WITHIN;
/// Longer than anything is kept under a pseudonym, as long as there are visitors.
const PSEUDONYM_KEY_LIFE: Duration = PERIOD.saturating_mul(2);
/// An interval is told of until the last of its day is over.
const INTERVAL_TTL: Duration = Duration::from_hours(25);
const METRICS_TTL: Duration = Duration::from_hours(400 * 24);

/// The library, as FUNCTION LOAD takes it, and the function that FCALL calls.
pub struct Library {
    pub text: String,
    pub function: String,
}

pub fn library(resume_window: Duration) -> Library {
    let millis = |duration: Duration| duration.as_millis();
    let seconds = |duration: Duration| u128::from(duration.as_secs());
    let constants: [(&str, u128); 31] = [
        ("LEASE", millis(LEASE)),
        ("WINDOW", millis(resume_window)),
        ("FENCE", millis(FENCE)),
        ("RECOVERY", millis(RECOVERY)),
        ("PATIENCE", millis(PATIENCE)),
        ("HOLE", millis(HOLE)),
        ("WIDEN_INTERESTS", millis(WIDEN_INTERESTS_AFTER)),
        ("WIDEN_LANGUAGES", millis(WIDEN_LANGUAGES_AFTER)),
        ("TALK_AGAIN", millis(TALK_AGAIN_WITHIN)),
        ("LIMIT_SECRET", millis(SECRET_LIFE)),
        ("UNSEEN_FRAMES", UNSEEN_FRAMES as u128),
        ("UNSEEN_BYTES", UNSEEN_BYTES as u128),
        ("REMEMBERED_KEYS", REMEMBERED_KEYS as u128),
        ("BLOCK_LIFE", millis(BLOCK_LIFE)),
        ("BLOCKS", BLOCKS as u128),
        ("REPORT_LIFE", millis(REPORT_LIFE)),
        ("REPORTS", REPORTS as u128),
        ("LONGEST_BAN", millis(LONGEST_BAN)),
        ("KEY_LIFE", millis(PSEUDONYM_KEY_LIFE)),
        ("INSTANT", millis(lane::INSTANT)),
        ("HALF_LIFE", millis(lane::HALF_LIFE)),
        ("LANE_LONGEST", millis(lane::LANE_LONGEST)),
        ("CONDUCT_LIFE", millis(lane::CONDUCT_LIFE)),
        ("SESSION_TTL", seconds(SESSION_TTL)),
        ("ENDED_TTL", seconds(ENDED_TTL)),
        ("METRICS_TTL", seconds(METRICS_TTL)),
        ("INTERVAL", millis(INTERVAL)),
        ("DAY", millis(DAY)),
        ("INTERVAL_TTL", seconds(INTERVAL_TTL)),
        ("LETTER_LIFE", millis(LETTER_LIFE)),
        ("LETTERS", LETTERS as u128),
    ];
    let mut body = String::new();
    for (name, value) in constants {
        // Writing to a string does not fail.
        let _ = writeln!(body, "local {name} = {value}");
    }
    let points: [(&str, f64); 4] = [
        ("SKIP_POINTS", lane::SKIP_POINTS),
        ("REPORT_POINTS", lane::REPORT_POINTS),
        ("LANE_FROM", lane::LANE_FROM),
        ("LANE_STEP", lane::LANE_STEP.as_secs_f64() * 1000.0),
    ];
    for (name, value) in points {
        let _ = writeln!(body, "local {name} = {value}");
    }
    body.push_str(&FILES.concat());
    // Another text has another name: while instances are rolled, each calls its own.
    let digest = Sha1::digest(&body);
    let mut function = "live_loop_".to_owned();
    for byte in &digest[..6] {
        let _ = write!(function, "{byte:02x}");
    }
    let text = format!("#!lua name={function}\nlocal NAME = '{function}'\n{body}");
    Library { text, function }
}
