//! How much one address and one session may ask for: sockets, frames, requests for a room, messages, rooms,
//! letters. Each refusal says when to try again; whoever goes on all the same is cut off, and at last the
//! address has to wait.
//!
//! [`settings`] says how much; [`own`] counts in this instance, by governor's GCRA, and [`SharedCounts`] in the
//! store that instances share, so that more of them do not mean more of everything. Before this module come
//! the door ([`upgrade`](crate::server::signaling::upgrade)), HTTP and the links; nothing comes after it.

mod frames;
mod own;
mod settings;
mod sockets;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use governor::clock::{Clock, DefaultClock, QuantaInstant};
use governor::{NotUntil, Quota};

use self::own::{CoolDowns, Own};
use self::sockets::OpenSockets;
use super::client::ClientKey;
use crate::protocol::SocketId;
use crate::server::store::Refusal;
use crate::server::telemetry::metrics::events;

pub use frames::FrameLimit;
pub use settings::LimitSettings;
pub use sockets::ConnectionPermit;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A new socket.
    Connect,
    /// A frame, whatever it asks for.
    Frame,
    /// To be brought into a room: by the queue, which is also Next, by a link, or once again.
    Request,
    /// A chat message.
    Chat,
    /// A private room.
    Room,
    /// A letter by the contact form.
    Letter,
    /// To log in as an operator.
    Login,
    /// To be cut off for going on after refusals.
    Flood,
}

impl Deed {
    pub const ALL: [Self; 8] = [
        Self::Connect,
        Self::Frame,
        Self::Request,
        Self::Chat,
        Self::Room,
        Self::Letter,
        Self::Login,
        Self::Flood,
    ];

    /// As the counts of the store, and the operators', are called.
    pub fn name(self) -> &'static str {
        match self {
            Deed::Connect => "connect",
            Deed::Frame => "frame",
            Deed::Request => "request",
            Deed::Chat => "chat",
            Deed::Room => "room",
            Deed::Letter => "letter",
            Deed::Login => "login",
            Deed::Flood => "flood",
        }
    }

    /// Whether instances count it together. Frames and messages each counts for itself: they are too many to
    /// ask the store about each, and what a session may do of them bounds them already.
    fn is_shared(self) -> bool {
        !matches!(self, Deed::Frame | Deed::Chat)
    }
}

/// Over a limit; try again after this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded {
    pub retry_after: Duration,
}

impl From<NotUntil<QuantaInstant>> for Exceeded {
    fn from(not_until: NotUntil<QuantaInstant>) -> Self {
        Self { retry_after: not_until.wait_time_from(DefaultClock::default().now()) }
    }
}

/// What addresses have done, counted by all instances together.
#[async_trait]
pub trait SharedCounts: Send + Sync + 'static {
    /// Counts one more. The inner error: there is nothing left, and it was not counted.
    ///
    /// # Errors
    /// [`Refusal::Unavailable`]: the counts are out of reach.
    async fn spend(
        &self,
        deed: Deed,
        client: ClientKey,
        quota: Quota,
    ) -> Result<Result<(), Exceeded>, Refusal>;

    /// Leaves nothing for that long.
    ///
    /// # Errors
    /// As [`SharedCounts::spend`].
    async fn exhaust(
        &self,
        deed: Deed,
        client: ClientKey,
        quota: Quota,
        pause: Duration,
    ) -> Result<(), Refusal>;
}

pub struct Limits {
    settings: LimitSettings,
    sockets: OpenSockets,
    addresses: Own<ClientKey>,
    sessions: Own<SocketId>,
    cooling: CoolDowns,
    shared: Option<Arc<dyn SharedCounts>>,
}

impl Limits {
    pub fn new(settings: LimitSettings, shared: Option<Arc<dyn SharedCounts>>) -> Self {
        Self {
            settings,
            sockets: OpenSockets::new(settings.connections_per_ip),
            addresses: Own::new(|deed| settings.of_address(deed)),
            sessions: Own::new(|deed| settings.of_session(deed)),
            cooling: CoolDowns::default(),
            shared,
        }
    }

    /// Lets a socket in, and counts it until the permit is dropped.
    pub async fn connect(&self, client: ClientKey) -> Result<ConnectionPermit, Exceeded> {
        told(Deed::Connect, self.cooling.check(client))?;
        self.spend(Deed::Connect, client).await?;
        told(Deed::Connect, self.sockets.open(client))
    }

    /// Counts a deed of an address.
    pub async fn spend(&self, deed: Deed, client: ClientKey) -> Result<(), Exceeded> {
        told(deed, self.count(deed, client).await)
    }

    async fn count(&self, deed: Deed, client: ClientKey) -> Result<(), Exceeded> {
        let Some(quota) = self.settings.of_address(deed) else { return Ok(()) };
        if let Some(shared) = self.shared.as_ref().filter(|_| deed.is_shared())
            && let Ok(verdict) = shared.spend(deed, client, quota).await
        {
            return verdict;
        }
        // The store is out of reach or need not be asked, or this instance is alone: what it has seen itself counts.
        self.addresses.spend(deed, &client)
    }

    /// Counts a deed of a session, and of the address that it comes from.
    pub async fn spend_in_session(
        &self,
        deed: Deed,
        who: &SocketId,
        client: ClientKey,
    ) -> Result<(), Exceeded> {
        told(deed, self.sessions.spend(deed, who))?;
        self.spend(deed, client).await
    }

    /// The limit on the frames of one socket, whose address is `client`.
    pub fn frames(self: &Arc<Self>, client: ClientKey) -> FrameLimit {
        FrameLimit::new(self.clone(), client, self.settings.of_session(Deed::Frame))
    }

    /// A socket was cut off because it went on after refusals. That may happen; an address where it happens
    /// again and again has to wait before it is let in anew, at whichever instance.
    pub async fn note_flood(&self, client: ClientKey) {
        let (Some(pause), Some(quota)) = (self.settings.cool_down(), self.settings.of_address(Deed::Connect))
        else {
            return;
        };
        if self.spend(Deed::Flood, client).await.is_ok() {
            return;
        }
        self.cooling.begin(client, pause);
        if let Some(shared) = &self.shared {
            // Out of reach: then it waits at this instance only.
            let _ = shared.exhaust(Deed::Connect, client, quota, pause).await;
        }
    }

    /// Forgets who has been quiet for long enough to have their full allowance again.
    pub fn forget_the_quiet(&self) {
        self.addresses.forget_the_quiet();
        self.sessions.forget_the_quiet();
        self.cooling.forget_the_past();
    }
}

/// Tells the operators of a refusal.
fn told<T>(deed: Deed, verdict: Result<T, Exceeded>) -> Result<T, Exceeded> {
    verdict.inspect_err(|_| events::over_limit(deed))
}

#[cfg(test)]
mod tests;
