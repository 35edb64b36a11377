//! The one script: all commands of the lobby, put together from `lua/`.
//!
//! One script and not one each, because its absence says something: a server that does not know it has
//! been restarted, or is another one, and may have lost what it was told last (see `open` in
//! upkeep.lua).

use std::fmt::Write;
use std::time::Duration;

use redis::Script;

use crate::protocol::limits::{
    TALK_AGAIN_WITHIN, UNSEEN_BYTES, UNSEEN_FRAMES, WIDEN_INTERESTS_AFTER, WIDEN_LANGUAGES_AFTER,
};
use crate::server::store::{LEASE, REMEMBERED_KEYS};

/// In the order in which they build on each other.
const FILES: [&str; 8] = [
    include_str!("lua/base.lua"),
    include_str!("lua/queue.lua"),
    include_str!("lua/rooms.lua"),
    include_str!("lua/delivery.lua"),
    include_str!("lua/sessions.lua"),
    include_str!("lua/upkeep.lua"),
    include_str!("lua/figures.lua"),
    include_str!("lua/main.lua"),
];

/// How long nobody is matched after Redis came back, for instances to put back what they know.
pub const FENCE: Duration = Duration::from_millis(400);
/// When nobody swept for this long, Redis was out of everyone's reach, and no time has passed.
const HOLE: Duration = Duration::from_secs(2);
/// Every session's keys end after this unless its instance refreshes them.
pub const SESSION_TTL: Duration = Duration::from_secs(60 * 60);
/// How long a call that has ended can be looked up.
const ENDED_TTL: Duration = Duration::from_secs(60);
const METRICS_TTL: Duration = Duration::from_secs(400 * 24 * 60 * 60);

/// The script, and the hash that a server knows it by.
pub struct Source {
    pub text: String,
    pub hash: String,
}

pub fn source(resume_window: Duration) -> Source {
    let millis = |duration: Duration| duration.as_millis();
    let seconds = |duration: Duration| u128::from(duration.as_secs());
    let constants: [(&str, u128); 13] = [
        ("LEASE", millis(LEASE)),
        ("WINDOW", millis(resume_window)),
        ("FENCE", millis(FENCE)),
        ("HOLE", millis(HOLE)),
        ("WIDEN_INTERESTS", millis(WIDEN_INTERESTS_AFTER)),
        ("WIDEN_LANGUAGES", millis(WIDEN_LANGUAGES_AFTER)),
        ("TALK_AGAIN", millis(TALK_AGAIN_WITHIN)),
        ("UNSEEN_FRAMES", UNSEEN_FRAMES as u128),
        ("UNSEEN_BYTES", UNSEEN_BYTES as u128),
        ("REMEMBERED_KEYS", REMEMBERED_KEYS as u128),
        ("SESSION_TTL", seconds(SESSION_TTL)),
        ("ENDED_TTL", seconds(ENDED_TTL)),
        ("METRICS_TTL", seconds(METRICS_TTL)),
    ];
    let mut text = String::new();
    for (name, value) in constants {
        // Writing to a string does not fail.
        let _ = writeln!(text, "local {name} = {value}");
    }
    text.push_str(&FILES.concat());
    let hash = Script::new(&text).get_hash().to_owned();
    Source { text, hash }
}
