//! How much is allowed: what the operator set, and what follows from it.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::Quota;

use super::Deed;

/// As many sessions may come from one address at once with all that a session may do: a school, a carrier's NAT.
const SESSIONS_AN_ADDRESS: NonZeroU32 = NonZeroU32::new(16).unwrap();
/// A socket may send this many seconds' worth of frames at once.
const FRAMES_BURST_SECONDS: NonZeroU32 = NonZeroU32::new(3).unwrap();
/// The operators' token is too long to be guessed; this keeps the logs short.
const LOGINS_A_MINUTE: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// An address may be cut off for flooding this often in a row, and once more after each pause of that length.
const FLOODS: NonZeroU32 = NonZeroU32::new(2).unwrap();
const FLOOD_EVERY: Duration = Duration::from_secs(300);

/// What the operator may set. `None` lifts a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LimitSettings {
    /// Sockets of an address at once, at one instance. Without it the address' other limits on what its
    /// sessions do, and on rooms, are lifted, too.
    pub connections_per_ip: Option<NonZeroU32>,
    pub connects_per_minute: Option<NonZeroU32>,
    /// Frames of a socket. Without it the session's other limits are lifted, too.
    pub messages_per_second: Option<NonZeroU32>,
    /// Of a session.
    pub requests_per_minute: Option<NonZeroU32>,
    /// Of a session.
    pub chats_per_minute: Option<NonZeroU32>,
    /// Of an address.
    pub rooms_per_minute: Option<NonZeroU32>,
    /// Of an address.
    pub letters_per_hour: Option<NonZeroU32>,
    /// How long an address that was cut off again and again has to wait.
    pub cool_down_seconds: Option<NonZeroU32>,
}

impl LimitSettings {
    pub(super) fn of_session(&self, deed: Deed) -> Option<Quota> {
        let frames = self.messages_per_second?;
        match deed {
            Deed::Frame => {
                Some(Quota::per_second(frames).allow_burst(frames.saturating_mul(FRAMES_BURST_SECONDS)))
            }
            Deed::Request => self.requests_per_minute.map(Quota::per_minute),
            Deed::Chat => self.chats_per_minute.map(Quota::per_minute),
            Deed::Connect | Deed::Room | Deed::Letter | Deed::Login | Deed::Flood => None,
        }
    }

    pub(super) fn of_address(&self, deed: Deed) -> Option<Quota> {
        match deed {
            Deed::Connect => self.connects_per_minute.map(Quota::per_minute),
            Deed::Letter => self.letters_per_hour.map(Quota::per_hour),
            Deed::Login => Some(Quota::per_minute(LOGINS_A_MINUTE)),
            Deed::Flood => Quota::with_period(FLOOD_EVERY).map(|quota| quota.allow_burst(FLOODS)),
            Deed::Frame | Deed::Request | Deed::Chat | Deed::Room if self.connections_per_ip.is_none() => {
                None
            }
            Deed::Room => self.rooms_per_minute.map(Quota::per_minute),
            Deed::Frame | Deed::Request | Deed::Chat => self.of_session(deed).and_then(for_many),
        }
    }

    pub(super) fn cool_down(&self) -> Option<Duration> {
        self.cool_down_seconds.map(|seconds| Duration::from_secs(seconds.get().into()))
    }
}

/// What one session may do, for as many as may be behind an address.
fn for_many(one: Quota) -> Option<Quota> {
    let quota = Quota::with_period(one.replenish_interval() / SESSIONS_AN_ADDRESS.get())?;
    Some(quota.allow_burst(one.burst_size().saturating_mul(SESSIONS_AN_ADDRESS)))
}
