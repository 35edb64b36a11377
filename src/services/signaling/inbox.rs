//! What came in: how far the resumable stream was seen, and when to tell the server so.

use crate::protocol::limits::SEEN_EVERY_FRAMES;

#[derive(Debug, Default)]
pub struct Inbox {
    seen: u64,
    told: u64,
}

impl Inbox {
    /// Whether a frame is new; one that was replayed although it had arrived is not.
    pub fn take(&mut self, seq: Option<u64>) -> bool {
        let Some(seq) = seq else { return true };
        if seq <= self.seen {
            return false;
        }
        self.seen = seq;
        true
    }

    /// The last frame that was seen, as `hello` and `seen` tell it.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// Enough frames came since `seen` was last sent.
    pub fn is_due(&self) -> bool {
        self.seen - self.told >= SEEN_EVERY_FRAMES
    }

    /// Anything came since `seen` was last sent.
    pub fn has_news(&self) -> bool {
        self.seen > self.told
    }

    /// The number for a `seen` that is sent now.
    pub fn tell(&mut self) -> u64 {
        self.told = self.seen;
        self.seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replayed_frame_is_taken_once() {
        let mut inbox = Inbox::default();
        assert!(inbox.take(Some(1)));
        assert!(inbox.take(Some(2)));
        assert!(!inbox.take(Some(2)));
        assert!(!inbox.take(Some(1)));
        assert!(inbox.take(Some(3)));
        assert_eq!(inbox.seen(), 3);
    }

    #[test]
    fn frames_outside_of_the_stream_always_pass_and_do_not_count() {
        let mut inbox = Inbox::default();
        assert!(inbox.take(None) && inbox.take(None));
        assert_eq!(inbox.seen(), 0);
        assert!(!inbox.has_news());
    }

    #[test]
    fn seen_is_due_after_sixteen_frames() {
        let mut inbox = Inbox::default();
        (1..=15).for_each(|seq| assert!(inbox.take(Some(seq))));
        assert!(inbox.has_news() && !inbox.is_due());
        inbox.take(Some(16));
        assert!(inbox.is_due());
        assert_eq!(inbox.tell(), 16);
        assert!(!inbox.has_news());
    }
}
