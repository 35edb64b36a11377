//! What operators see of the whole cluster, whichever instance they ask.
//!
//! The fourth of the store's traits. Each instance tells it what happened there ([`crate::server::upkeep`]); the
//! operators' page and API read it.

use std::time::Duration;

use async_trait::async_trait;

use super::Refusal;
use crate::protocol::operators::{Funnel, Instance, Interval, Letter};

/// How long letters are kept.
pub const LETTER_LIFE: Duration = Duration::from_hours(30 * 24);
/// How many; older ones make room.
pub const LETTERS: usize = 500;

#[async_trait]
pub trait Oversight: Send + Sync + 'static {
    /// What this instance is doing, and how far calls have come here since it told that last. True: an operator
    /// has asked it to leave; that is said once.
    async fn note(&self, about: &Instance, funnel: &Funnel) -> Result<bool, Refusal>;

    /// Those whose leases stand, by name.
    async fn instances(&self) -> Result<Vec<Instance>, Refusal>;

    /// An instance is to leave; it hears so with its next note. False if there is none of that name.
    async fn ask_to_leave(&self, instance: &str) -> Result<bool, Refusal>;

    /// The intervals in which something was noted, the oldest first.
    async fn last_day(&self) -> Result<Vec<Interval>, Refusal>;

    async fn keep_letter(&self, letter: &Letter) -> Result<(), Refusal>;

    /// The newest first.
    async fn letters(&self) -> Result<Vec<Letter>, Refusal>;

    /// Forgets a letter. False if there is none.
    async fn dismiss_letter(&self, id: &str) -> Result<bool, Refusal>;
}
