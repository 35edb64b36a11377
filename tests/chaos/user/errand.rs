//! Something that is asked of the server until it has answered.

use std::time::Duration;

use tokio::time::Instant;

use crate::chaos::history::Request;

/// A server that does not answer for this long is taken for gone.
pub const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Debug)]
pub struct Errand {
    pub request: Request,
    /// As which frame, and when, on the present link.
    pub sent: Option<(u32, Instant)>,
    /// Not before that.
    pub due: Instant,
}

impl Errand {
    pub fn new(request: Request) -> Self {
        Self { request, sent: None, due: Instant::now() }
    }

    pub fn is_due(&self) -> bool {
        self.sent.is_none() && self.due <= Instant::now()
    }

    pub fn is_answered_by(&self, id: u32) -> bool {
        self.sent.is_some_and(|(sent, _)| sent == id)
    }

    /// It was not carried out, or perhaps it was: once more, after a while.
    pub fn try_again(&mut self, after: Duration) {
        self.sent = None;
        self.due = Instant::now() + after;
    }
}
