//! What a session has been told and has not yet seen: mailbox and resend buffer in one.
//!
//! Frames of the resumable stream get their `seq` here and stay until the client has seen them;
//! others (typing, places) pass through in order and are gone once written. A link reads on from
//! its cursor; a new link rewinds the cursor to what the client has seen.

use std::collections::VecDeque;

use axum::extract::ws::Utf8Bytes;

use crate::protocol::limits::{UNSEEN_BYTES, UNSEEN_FRAMES};
use crate::protocol::{Event, ServerFrame};

/// More transient frames than this wait for a slow link: the oldest is dropped, they go stale.
const TRANSIENT_FRAMES: usize = 16;

#[derive(Default)]
pub struct Outbox {
    /// The frames `forgotten + 1 ..= forgotten + frames.len()`.
    frames: VecDeque<Utf8Bytes>,
    bytes: usize,
    /// The last frame that is no longer kept.
    forgotten: u64,
    /// The last frame that the present link has written.
    written: u64,
    /// The last frame that any link has written.
    sent: u64,
    /// The last frame that the client has seen, as it said when it resumed.
    seen: u64,
    /// Frames without a `seq`, each with the `seq` that it comes after.
    transient: VecDeque<(u64, Utf8Bytes)>,
    /// Frames that may not be written yet, and with them none that comes after.
    held: VecDeque<u64>,
}

/// More is unseen than the server keeps, and the client would miss something.
#[derive(Debug, PartialEq, Eq)]
pub struct Overflow;

/// What an outbox keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    pub frames: usize,
    pub bytes: usize,
}

impl Load {
    /// As a share of what one may keep.
    pub fn fullness(self) -> f64 {
        let frames = self.frames as f64 / UNSEEN_FRAMES as f64;
        frames.max(self.bytes as f64 / UNSEEN_BYTES as f64)
    }
}

impl Outbox {
    /// An outbox whose client has seen the stream up to `seq`.
    pub fn after(seq: u64) -> Self {
        Self { forgotten: seq, written: seq, sent: seq, seen: seq, ..Self::default() }
    }

    /// Adds a frame of the stream.
    ///
    /// # Errors
    /// When a frame would have to be forgotten that nobody has read: without a link any unseen one,
    /// with a link one that it has not written.
    pub fn push(&mut self, event: Event, linked: bool) -> Result<(), Overflow> {
        let frame = encode(Some(self.last() + 1), event);
        self.bytes += frame.len();
        self.frames.push_back(frame);
        let spare = if linked { self.written } else { self.seen };
        while self.frames.len() > UNSEEN_FRAMES || self.bytes > UNSEEN_BYTES {
            if self.forgotten >= spare {
                return Err(Overflow);
            }
            self.forget_first();
        }
        Ok(())
    }

    /// Keeps the last frame, and all that come after it, from being written.
    pub fn hold(&mut self) -> u64 {
        let seq = self.last();
        self.held.push_back(seq);
        seq
    }

    /// What was held up to `seq` may be written.
    pub fn release(&mut self, seq: u64) {
        while self.held.pop_front_if(|held| *held <= seq).is_some() {}
    }

    /// Adds a frame outside of the stream.
    pub fn push_transient(&mut self, event: Event) {
        if self.transient.len() == TRANSIENT_FRAMES {
            self.transient.pop_front();
        }
        self.transient.push_back((self.last(), encode(None, event)));
    }

    pub fn drop_transient(&mut self) {
        self.transient.clear();
    }

    /// The next frame to write.
    pub fn next(&mut self) -> Option<Utf8Bytes> {
        if let Some((_, frame)) = self.transient.pop_front_if(|(after, _)| *after <= self.written) {
            return Some(frame);
        }
        if self.held.front().is_some_and(|held| *held == self.written + 1) {
            return None;
        }
        let frame = self.frames.get((self.written - self.forgotten) as usize)?.clone();
        self.written += 1;
        self.sent = self.sent.max(self.written);
        Some(frame)
    }

    /// Whether a client that has seen the stream up to `seq` can be told all that followed.
    pub fn can_replay_after(&self, seq: u64) -> bool {
        (self.forgotten..=self.sent).contains(&seq)
    }

    /// A new link reads on after `seq`, which [`Outbox::can_replay_after`].
    pub fn rewind(&mut self, seq: u64) {
        self.written = seq;
        self.seen = seq;
        self.drop_transient();
    }

    /// Forgets what the client has seen. False if `seq` was never sent.
    pub fn seen(&mut self, seq: u64) -> bool {
        if seq > self.written {
            return false;
        }
        while self.forgotten < seq {
            self.forget_first();
        }
        true
    }

    /// How much it keeps.
    pub fn load(&self) -> Load {
        Load { frames: self.frames.len(), bytes: self.bytes }
    }

    /// The last frame that is no longer kept.
    pub fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// The last frame that any link has written.
    pub fn sent(&self) -> u64 {
        self.sent
    }

    /// All that is kept, with its place in the stream.
    pub fn frames(&self) -> impl Iterator<Item = (u64, &Utf8Bytes)> {
        (self.forgotten + 1..).zip(&self.frames)
    }

    fn last(&self) -> u64 {
        self.forgotten + self.frames.len() as u64
    }

    fn forget_first(&mut self) {
        if let Some(frame) = self.frames.pop_front() {
            self.bytes -= frame.len();
            self.forgotten += 1;
        }
    }
}

fn encode(seq: Option<u64>, event: Event) -> Utf8Bytes {
    ServerFrame { seq, event }.to_json().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::matchmaking::{Event as Matchmaking, LeaveReason};
    use crate::protocol::{RoomId, Timestamp};

    fn event() -> Event {
        Matchmaking::PeerLeft { room_id: RoomId::from("r"), reason: LeaveReason::Next }.into()
    }

    fn big_event(bytes: usize) -> Event {
        Matchmaking::PeerAway { room_id: RoomId::from("x".repeat(bytes)) }.into()
    }

    fn transient() -> Event {
        place(1)
    }

    fn place(position: u64) -> Event {
        let joined_at = Timestamp::from_millis(0);
        Matchmaking::MatchWaiting { position, waiting: 1, joined_at }.into()
    }

    fn seqs(outbox: &mut Outbox) -> Vec<Option<u64>> {
        let frames = std::iter::from_fn(|| outbox.next());
        frames.map(|frame| serde_json::from_str::<ServerFrame>(&frame).unwrap().seq).collect()
    }

    fn filled(frames: usize) -> Outbox {
        let mut outbox = Outbox::default();
        for _ in 0..frames {
            outbox.push(event(), true).unwrap();
        }
        outbox
    }

    #[test]
    fn counts_from_one_without_a_hole() {
        assert_eq!(seqs(&mut filled(3)), [Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn it_is_full_by_frames_or_by_bytes_whichever_are_more() {
        assert_eq!(filled(UNSEEN_FRAMES / 2).load().fullness(), 0.5);
        let mut outbox = Outbox::default();
        outbox.push(big_event(UNSEEN_BYTES / 2), true).unwrap();
        assert!(outbox.load().fullness() > 0.5 && outbox.load().frames == 1);
        outbox.next();
        outbox.seen(1);
        assert_eq!(outbox.load(), Load { frames: 0, bytes: 0 });
    }

    #[test]
    fn transient_frames_keep_their_place_and_have_no_number() {
        let mut outbox = filled(1);
        outbox.push_transient(transient());
        outbox.push(event(), true).unwrap();
        assert_eq!(seqs(&mut outbox), [Some(1), None, Some(2)]);
        outbox.push_transient(transient());
        outbox.rewind(0);
        assert_eq!(seqs(&mut outbox), [Some(1), Some(2)], "they are not replayed");
    }

    #[test]
    fn a_slow_link_gets_the_newest_of_the_transient_frames() {
        let mut outbox = Outbox::default();
        for position in 0..=TRANSIENT_FRAMES as u64 {
            outbox.push_transient(place(position));
        }
        let oldest = outbox.next().unwrap();
        assert_eq!(serde_json::from_str::<ServerFrame>(&oldest).unwrap().event, place(1));
        assert_eq!(seqs(&mut outbox).len(), TRANSIENT_FRAMES - 1);
    }

    #[test]
    fn replays_what_was_not_seen_and_nothing_else() {
        let mut outbox = filled(3);
        seqs(&mut outbox);
        assert!(outbox.seen(2));
        assert!(!outbox.can_replay_after(1), "forgotten");
        assert!(!outbox.can_replay_after(4), "never sent");
        assert!(outbox.can_replay_after(3) && outbox.can_replay_after(2));
        outbox.rewind(2);
        outbox.push(event(), true).unwrap();
        assert_eq!(seqs(&mut outbox), [Some(3), Some(4)]);
    }

    #[test]
    fn what_no_link_has_written_was_never_sent() {
        let mut outbox = filled(2);
        assert!(!outbox.seen(1));
        assert!(!outbox.can_replay_after(1));
        assert!(outbox.can_replay_after(0));
    }

    #[test]
    fn with_a_link_the_oldest_written_frame_makes_room() {
        let mut outbox = filled(UNSEEN_FRAMES);
        seqs(&mut outbox);
        outbox.push(event(), true).unwrap();
        assert!(!outbox.can_replay_after(0));
        assert!(outbox.can_replay_after(1));
    }

    #[test]
    fn a_link_that_does_not_keep_up_overflows() {
        let mut outbox = filled(UNSEEN_FRAMES);
        assert_eq!(outbox.push(event(), true), Err(Overflow));
    }

    #[test]
    fn without_a_link_nothing_unseen_makes_room() {
        let mut outbox = filled(UNSEEN_FRAMES);
        seqs(&mut outbox);
        assert_eq!(outbox.push(event(), false), Err(Overflow));
    }

    #[test]
    fn without_a_link_what_a_resume_says_was_seen_makes_room() {
        let mut outbox = filled(UNSEEN_FRAMES);
        seqs(&mut outbox);
        outbox.rewind(1);
        assert_eq!(outbox.push(event(), false), Ok(()));
        assert_eq!(outbox.push(event(), false), Err(Overflow));
    }

    #[test]
    fn what_is_held_waits_and_keeps_the_order() {
        let mut outbox = filled(2);
        assert_eq!(outbox.hold(), 2);
        outbox.push(event(), true).unwrap();
        outbox.push_transient(transient());
        assert_eq!(seqs(&mut outbox), [Some(1)]);
        outbox.release(1);
        assert_eq!(seqs(&mut outbox), []);
        outbox.release(2);
        assert_eq!(seqs(&mut outbox), [Some(2), Some(3), None]);
        outbox.rewind(1);
        assert_eq!(seqs(&mut outbox), [Some(2), Some(3)], "once released, for good");
    }

    #[test]
    fn goes_on_after_what_another_instance_has_told() {
        let mut outbox = Outbox::after(7);
        assert!(outbox.can_replay_after(7) && !outbox.can_replay_after(6) && !outbox.can_replay_after(8));
        outbox.push(event(), false).unwrap();
        assert_eq!(seqs(&mut outbox), [Some(8)]);
        assert_eq!(outbox.frames().map(|(seq, _)| seq).collect::<Vec<_>>(), [8]);
        assert_eq!((outbox.forgotten(), outbox.sent()), (7, 8));
    }

    #[test]
    fn bytes_count_as_frames_do() {
        let mut outbox = Outbox::default();
        for _ in 0..3 {
            outbox.push(big_event(80 * 1024), false).unwrap();
        }
        assert_eq!(outbox.push(big_event(80 * 1024), false), Err(Overflow));
    }

    #[test]
    fn as_many_bytes_as_are_kept_fit() {
        let around = encode(Some(1), big_event(0)).len();
        assert_eq!(Outbox::default().push(big_event(UNSEEN_BYTES - around), false), Ok(()));
        assert_eq!(Outbox::default().push(big_event(UNSEEN_BYTES - around + 1), false), Err(Overflow));
    }
}
