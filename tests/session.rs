//! Who is at the other end: `hello`, resume, what was missed, how a link ends.

mod greeting;
mod liveness;
mod outbox;
mod progress;
mod resume;
