//! How people treat each other: who comes back, whom they have blocked or reported, and who is shut out.
//!
//! The third of the store's traits. Its records are kept under pseudonyms ([`Visitor`]); the sessions that
//! they belong to are the lobby's, which heeds them when it matches people.

use std::time::Duration;

use async_trait::async_trait;

use super::Refusal;
use crate::protocol::operators::{Ban, Filed, Opened, Pseudonym};
use crate::protocol::reports::{Reason, Sealed};
use crate::protocol::{RoomId, SocketId, Timestamp};
use crate::server::security::visitor::{PERIOD, Visitor};

/// How long a block lasts beyond the sessions. No longer than pseudonyms can be told for.
pub const BLOCK_LIFE: Duration = PERIOD;
/// How many blocks of one visitor are remembered.
pub const BLOCKS: usize = 500;
pub const REPORT_LIFE: Duration = Duration::from_hours(30 * 24);
/// How many reports are kept; older ones make room.
pub const REPORTS: usize = 500;
/// No longer than pseudonyms can be told for.
pub const LONGEST_BAN: Duration = PERIOD;

/// What somebody tells of their partner.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub reason: Reason,
    pub sealed: Option<Sealed>,
}

#[async_trait]
pub trait Conduct: Send + Sync + 'static {
    /// What pseudonyms are made with where the operator gives nothing: random, and the whole cluster's.
    async fn pseudonym_key(&self) -> Result<String, Refusal>;

    /// The session is this visitor's: from now on their blocks, bans and conduct count.
    ///
    /// # Errors
    /// [`Refusal::Gone`] when the session is over.
    async fn introduce(&self, who: &SocketId, visitor: &Visitor) -> Result<(), Refusal>;

    /// Keeps a report of the partner in `room`, a call that goes on or ended a minute ago at most. A second one
    /// of the same partner there changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotInRoom`] when there is no such partner.
    async fn report(&self, who: &SocketId, room: &RoomId, report: Report) -> Result<(), Refusal>;

    /// The newest first.
    async fn reports(&self) -> Result<Vec<Filed>, Refusal>;

    async fn open_report(&self, id: &str) -> Result<Option<Opened>, Refusal>;

    /// Forgets a report. False if there is none.
    async fn dismiss_report(&self, id: &str) -> Result<bool, Refusal>;

    /// From their next request on nobody is matched with this person, until then. A ban of before is replaced.
    async fn ban(&self, person: &Pseudonym, until: Timestamp) -> Result<(), Refusal>;

    async fn bans(&self) -> Result<Vec<Ban>, Refusal>;

    /// False if there is none.
    async fn lift_ban(&self, person: &Pseudonym) -> Result<bool, Refusal>;
}
