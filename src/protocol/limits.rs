//! Every size, count and time that a client may run into. Sizes are bytes of UTF-8, "characters" are
//! Unicode scalar values; what people write is counted after trimming and NFC ([`super::text`]).

use std::time::Duration;

/// Larger frames close the socket with 1009.
pub const FRAME_BYTES: usize = 64 * 1024;
/// How long a new socket may take to say `hello`.
pub const HELLO_WITHIN: Duration = Duration::from_secs(10);

/// How much of the resumable stream the server keeps for a client that has not yet seen it.
pub const UNSEEN_FRAMES: usize = 256;
pub const UNSEEN_BYTES: usize = 256 * 1024;
/// A client sends `seen` after this many frames or this long, whichever comes first.
pub const SEEN_EVERY_FRAMES: u64 = 16;
pub const SEEN_EVERY: Duration = Duration::from_secs(10);

pub const USER_NAME_CHARS: usize = 30;
/// Of the whole `data:` URL.
pub const USER_IMAGE_BYTES: usize = 32 * 1024;
/// Width and height.
pub const USER_IMAGE_PIXELS: u32 = 512;
pub const INTERESTS: usize = 5;
pub const INTEREST_CHARS: usize = 24;
pub const LANGUAGES: usize = 5;
/// The longest tag that RFC 5646 section 4.4.1 asks implementations to hold.
pub const LANGUAGE_CHARS: usize = 35;

pub const SDP_BYTES: usize = 32 * 1024;
pub const CANDIDATES: usize = 64;
pub const CANDIDATE_BYTES: usize = 1024;
/// `sdpMid` and `usernameFragment`; RFC 8445 section 5.3 ends the latter at 256 characters.
pub const CANDIDATE_FIELD_BYTES: usize = 256;
/// How long the client gathers candidates before it sends them as one batch.
pub const CANDIDATE_BATCH: Duration = Duration::from_millis(50);

pub const MESSAGE_CHARS: usize = 1000;
pub const MESSAGE_KEY_CHARS: usize = 36;

/// Lines of the chat that a report may carry.
pub const REPORT_LINES: usize = 20;
/// A report's sealed evidence, in base64: with the rest of its frame it fits into one.
pub const REPORT_DATA_BYTES: usize = 48 * 1024;
/// Of an RSA key of up to 8192 bits, in base64.
pub const REPORT_KEY_BYTES: usize = 1368;
/// Of its initialisation vector, 96 bits in base64.
pub const REPORT_IV_BYTES: usize = 16;
/// How long after a call's end its partner can still be reported.
pub const REPORT_WITHIN: Duration = Duration::from_secs(60);

/// After this wait, interests and the last partner no longer matter.
pub const WIDEN_INTERESTS_AFTER: Duration = Duration::from_secs(10);
/// After this wait, languages no longer matter either.
pub const WIDEN_LANGUAGES_AFTER: Duration = Duration::from_secs(30);
/// `match-waiting` is sent at most this often.
pub const PLACE_EVERY: Duration = Duration::from_secs(1);
/// How long after a call's end both may ask to talk again.
pub const TALK_AGAIN_WITHIN: Duration = Duration::from_secs(10);

pub const CONTACT_EMAIL_CHARS: usize = 254;
pub const CONTACT_MESSAGE_CHARS: usize = 2000;
