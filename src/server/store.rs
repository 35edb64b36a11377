//! The shared state: a contract of four traits, which fail differently, and its implementations.
//!
//! - [`Lobby`]: who is here, who waits, who is in a room with whom. Every change is atomic.
//! - [`Delivery`]: what the two people of a room say to each other.
//! - [`Conduct`]: how people treat each other, beyond a session: blocks, reports, bans.
//! - [`Oversight`]: what operators see of the whole cluster.
//!
//! They tell sessions what happened through [`Mailboxes`], in the order in which it happened. What
//! every implementation must do is written as tests in `tests/store_contract`.
//!
//! [`MemoryStore`] is one process' own; instances that share a [`RedisStore`] are one lobby.

mod conduct;
mod memory;
mod oversight;
mod redis;

use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::matchmaking::Profile;
use super::session::TokenHash;
use crate::protocol::chat::Receipt;
use crate::protocol::matchmaking::LeaveReason;
use crate::protocol::{Event, RoomId, SocketId, Timestamp};

pub use self::redis::{RedisSettings, RedisStore};
pub use conduct::{BLOCK_LIFE, BLOCKS, Conduct, LONGEST_BAN, REPORT_LIFE, REPORTS, Report};
pub use memory::MemoryStore;
pub use oversight::{LETTER_LIFE, LETTERS, Oversight};

/// How long an instance's lease lasts: one that stops renewing is taken for dead after this, and its
/// sessions count as away.
pub const LEASE: Duration = Duration::from_secs(6);
/// How often an instance renews its lease.
pub const RENEW_EVERY: Duration = Duration::from_secs(2);
/// When to ask again while the store is out of reach.
pub const RETRY_AFTER: Duration = Duration::from_secs(1);
/// How long the link of a private room stays good.
pub const PRIVATE_ROOM_LIFE: Duration = Duration::from_hours(24);
/// How many keys of a sender's messages a room remembers, to tell a repeat from a new message.
pub const REMEMBERED_KEYS: usize = 256;

/// The sessions of this instance, as the store sees them. May be called while the store holds a lock
/// of its own: must neither block nor call back.
pub trait Mailboxes: Send + Sync + 'static {
    /// Hands `event` to session `to`.
    fn post(&self, to: &SocketId, event: Event);
    /// Hands over an event that must not reach the client before [`Mailboxes::release`]. Returns its
    /// place in the stream, or `None` if the session is not here, or is over.
    fn post_held(&self, to: &SocketId, event: Event) -> Option<u64>;
    /// What was held up to `seq` may go.
    fn release(&self, to: &SocketId, seq: u64);
    /// Session `who` is over: its resume window has passed, or it left.
    fn end(&self, who: &SocketId);

    /// The sessions that are here.
    fn holdings(&self) -> Vec<Holding>;
    /// One of them.
    fn holding(&self, who: &SocketId) -> Option<Holding>;
    /// Whether the stream of a session can go on after `seq`; `None` if it is not here.
    fn can_replay_after(&self, who: &SocketId, seq: u64) -> Option<bool>;
    /// Takes in a session from another instance. It has no link yet.
    fn adopt(&self, session: Adopted);
    /// Gives up a session that another instance takes; its link, if it has one, is closed.
    fn give_up(&self, who: &SocketId) -> Option<GivenUp>;
}

/// What the store must know of a session to put it back where it was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub who: SocketId,
    pub linked: bool,
    /// What it may be resumed with.
    pub tokens: Vec<TokenHash>,
    /// The last frame of the stream that its client is known to have seen.
    pub seen: u64,
}

/// A session that comes from another instance.
#[derive(Clone, Debug)]
pub struct Adopted {
    pub who: SocketId,
    pub tokens: Vec<TokenHash>,
    /// The last frame that its client has seen; `unseen` goes on from there.
    pub seq: u64,
    pub unseen: Vec<Event>,
    /// It is in the queue, and wants to hear of its place.
    pub waiting: bool,
    /// Frames of `signaling` may be missing.
    pub gap: bool,
}

/// What there was of a session that was given up.
#[derive(Clone, Debug)]
pub struct GivenUp {
    /// The last frame that is no longer kept.
    pub forgotten: u64,
    /// The last frame that a link has written.
    pub sent: u64,
    /// All that is kept, with its place in the stream.
    pub frames: Vec<(u64, Event)>,
    /// Its client has not yet been told that something is missing.
    pub gap: bool,
}

/// Why the store does not do as asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("You are not in that room.")]
    NotInRoom,
    #[error("Two people are in this room already.")]
    RoomFull,
    #[error("There is no such room, or its link has expired.")]
    RoomNotFound,
    /// The store does not know the session: it is over, or another instance has it.
    #[error("This session is over.")]
    Gone,
    /// An operator has shut this person out, for so long.
    #[error("You are excluded from calls here for a while.")]
    Banned(Duration),
    /// The store is out of reach. What was asked may have been done all the same.
    #[error("The lobby cannot be reached just now.")]
    Unavailable,
}

/// Whether a session's link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Present,
    /// The link is lost; everything is kept for the resume window.
    Away,
}

/// A place in the queue, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub position: u64,
    pub waiting: u64,
    pub joined_at: Timestamp,
}

/// A private room that two people reach by link.
#[derive(Clone, Debug, PartialEq)]
pub struct PrivateRoom {
    pub room_id: RoomId,
    pub expires_at: Timestamp,
}

/// Whether the store can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = StoreHealth)]
pub enum Health {
    /// Redis answers.
    Ready,
    /// The store is this process' own.
    Embedded,
    Unavailable,
}

/// What a client presents to take up its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Of all secrets in the token; the first one that is known counts.
    pub tokens: Vec<TokenHash>,
    /// The last frame that it has seen.
    pub seq: u64,
}

/// Figures of the whole cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Figures {
    /// Sessions whose link stands.
    pub active_connections: u64,
    pub waiting_users: u64,
    /// Rooms with two people in them.
    pub active_rooms: u64,
    pub rooms_created: u64,
    pub messages_exchanged: u64,
    pub connection_failures: u64,
}

/// Who is here, who waits, who is in a room with whom.
///
/// Its promises are the wire contract's: whoever fits is matched at once; nobody is matched with
/// themselves, with someone blocked, or twice at once; those who share an interest come first, and
/// within each the longest waiting.
#[async_trait]
pub trait Lobby: Send + Sync + 'static {
    /// A new session, present, and what it may be resumed with.
    async fn enter(&self, who: &SocketId, token: TokenHash) -> Result<(), Refusal>;

    /// From now on the session may be resumed with `tokens`, and nothing else.
    async fn keep_tokens(&self, who: &SocketId, tokens: &[TokenHash]) -> Result<(), Refusal>;

    /// Brings a session here that another instance has or had, by [`Mailboxes::adopt`]. False if
    /// there is none for that token, or the stream cannot go on after that frame.
    ///
    /// # Errors
    /// [`Refusal::Unavailable`]: nothing is known of it just now.
    async fn claim(&self, claim: Claim) -> Result<bool, Refusal>;

    /// The session's link was lost or came back. Telling it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::Gone`] when the session is over.
    async fn set_presence(&self, who: &SocketId, presence: Presence) -> Result<(), Refusal>;

    /// Renews this instance's lease, and brings the store up to date on its sessions.
    async fn renew(&self) -> Result<(), Refusal>;

    /// The instance is leaving: puts down its sessions so that others can take them up without a gap.
    async fn retire(&self) -> Result<(), Refusal>;

    fn health(&self) -> Health;

    /// The session is over. In a room, the other side hears `reason`. Needs no second try: a store
    /// that is out of reach is told later.
    async fn leave(&self, who: &SocketId, reason: LeaveReason) -> Result<(), Refusal>;

    /// Leaves any room, and enters the queue or, when in it, updates the details.
    /// Returns the place, or `None` if a partner was there.
    ///
    /// # Errors
    /// [`Refusal::Banned`]: nothing has changed. So with [`Lobby::join_room`] and [`Lobby::talk_again`].
    async fn request_room(&self, who: &SocketId, profile: Profile) -> Result<Option<Place>, Refusal>;

    /// Leaves the queue; harmless when not in it.
    async fn cancel_request(&self, who: &SocketId) -> Result<(), Refusal>;

    /// Makes a private room.
    async fn create_room(&self) -> Result<PrivateRoom, Refusal>;

    /// Enters a private room; only then leaves the queue or another room.
    ///
    /// # Errors
    /// [`Refusal::RoomFull`], [`Refusal::RoomNotFound`]: nothing has changed.
    async fn join_room(&self, who: &SocketId, room: &RoomId, profile: Profile) -> Result<(), Refusal>;

    /// Ends the call, or leaves the private room.
    async fn stop_call(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal>;

    /// Ends the call; these two are never matched again.
    async fn block_peer(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal>;

    /// Asks for the partner of the call that `room` was; when both have asked, they are matched anew.
    async fn talk_again(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal>;

    /// What time brings about: matches that a longer wait allows, lapsed leases and resume windows,
    /// expired rooms. Every instance calls it a few times a second.
    async fn sweep(&self) -> Result<(), Refusal>;

    /// The places of those of `who` that are in the queue.
    async fn places(&self, who: &[SocketId]) -> Result<Vec<(SocketId, Place)>, Refusal>;

    /// Counts a socket that was refused or ended badly, or a call that never connected.
    async fn count_connection_failure(&self) -> Result<(), Refusal>;

    async fn figures(&self) -> Result<Figures, Refusal>;
}

/// What the two people of a room say to each other. The sender names the room, never a target:
/// what they say reaches the other side of a room that they are in, and nobody else.
#[async_trait]
pub trait Delivery: Send + Sync + 'static {
    /// Passes a signal, or that someone types, to the other side. In a relay-only room, candidates
    /// that tell an address stay behind.
    ///
    /// # Errors
    /// [`Refusal::NotInRoom`] when `room` is not the sender's, or nobody else is in it.
    async fn relay(&self, from: &SocketId, room: &RoomId, event: Event) -> Result<(), Refusal>;

    /// Passes a chat message to the other side. A repeat of `key` in this room gets the first one's
    /// receipt, and is not passed on.
    ///
    /// # Errors
    /// As [`Delivery::relay`].
    async fn send_message(
        &self,
        from: &SocketId,
        room: &RoomId,
        text: String,
        key: Option<String>,
    ) -> Result<Receipt, Refusal>;
}
