//! What operators see of their cluster: its instances, its last day, what people reported and wrote.
//!
//! `server::store::Oversight` and `Conduct` know it; `api::operators` and the HTTP API hand it to whoever has the
//! operators' token.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::progress::{Phase, Route};
use super::reports::{Reason, Sealed};

/// How finely the last day is remembered.
pub const INTERVAL: Duration = Duration::from_mins(10);
/// How long.
pub const DAY: Duration = Duration::from_hours(24);

/// Ten minutes of the last day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Interval {
    /// When they began, in ms since the Unix epoch.
    pub start: u64,
    /// The most sessions with a link at once.
    pub active_connections: u64,
    /// The most who waited at once.
    pub waiting_users: u64,
    /// The most rooms with two people in them at once.
    pub active_rooms: u64,
    pub rooms_created: u64,
    pub messages_exchanged: u64,
    pub connection_failures: u64,
    #[serde(flatten)]
    pub funnel: Funnel,
}

/// How many people came to the end of each phase of a call, each side for itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Funnel {
    pub queued: u64,
    pub matched: u64,
    pub offer: u64,
    pub connected: u64,
    /// Of those connected, by a relay.
    pub relayed: u64,
    pub first_frame: u64,
    pub alive: u64,
}

impl Funnel {
    pub const NOBODY: Self =
        Self { queued: 0, matched: 0, offer: 0, connected: 0, relayed: 0, first_frame: 0, alive: 0 };

    pub fn count(&mut self, phase: Phase, route: Option<Route>) {
        match phase {
            Phase::Offer => self.offer += 1,
            Phase::Connected => {
                self.connected += 1;
                self.relayed += u64::from(route == Some(Route::Relay));
            }
            Phase::FirstFrame => self.first_frame += 1,
            Phase::Alive => self.alive += 1,
            Phase::Ended => {}
        }
    }
}

impl std::ops::AddAssign for Funnel {
    fn add_assign(&mut self, other: Self) {
        self.queued += other.queued;
        self.matched += other.matched;
        self.offer += other.offer;
        self.connected += other.connected;
        self.relayed += other.relayed;
        self.first_frame += other.first_frame;
        self.alive += other.alive;
    }
}

/// An instance, as it said a moment ago.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Instance {
    pub id: String,
    pub version: String,
    pub started: Timestamp,
    /// It is leaving.
    pub draining: bool,
    /// Open ones.
    pub sockets: u64,
    /// With a link, or waiting for one.
    pub sessions: u64,
}

/// Of the contact form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Letter {
    pub id: String,
    pub email: String,
    pub message: String,
    pub received: Timestamp,
}

/// Somebody who comes back, without a name: see docs/PRIVACY.md.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pseudonym(String);

impl Pseudonym {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Pseudonym {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A report, as operators see it in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Filed {
    pub id: String,
    pub reason: Reason,
    pub created: Timestamp,
    /// Who is reported, if they can be told again.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>))]
    pub person: Option<Pseudonym>,
    #[serde(rename = "hasEvidence")]
    pub has_evidence: bool,
}

/// One report with what was sealed for the operators.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Opened {
    #[serde(flatten)]
    pub filed: Filed,
    pub sealed: Option<Sealed>,
}

/// Somebody who is not matched until then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Ban {
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub id: Pseudonym,
    pub until: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phase_counts_where_it_belongs() {
        let mut funnel = Funnel { queued: 5, matched: 4, ..Funnel::NOBODY };
        for (phase, route) in [
            (Phase::Offer, None),
            (Phase::Connected, Some(Route::Direct)),
            (Phase::Connected, Some(Route::Direct)),
            (Phase::Connected, Some(Route::Relay)),
            (Phase::FirstFrame, Some(Route::Relay)),
            (Phase::Alive, Some(Route::Relay)),
            (Phase::Ended, Some(Route::Relay)),
        ] {
            funnel.count(phase, route);
        }
        let once =
            Funnel { queued: 5, matched: 4, offer: 1, connected: 3, relayed: 1, first_frame: 1, alive: 1 };
        assert_eq!(funnel, once);
        let more =
            Funnel { queued: 3, matched: 3, offer: 3, connected: 3, relayed: 3, first_frame: 3, alive: 3 };
        funnel += more;
        let both =
            Funnel { queued: 8, matched: 7, offer: 4, connected: 6, relayed: 4, first_frame: 4, alive: 4 };
        assert_eq!(funnel, both);
    }

    #[test]
    fn what_an_interval_does_not_say_is_nothing() {
        let interval: Interval = serde_json::from_str(r#"{"start":600000,"queued":2}"#).unwrap();
        let funnel = Funnel { queued: 2, ..Funnel::NOBODY };
        assert_eq!(interval, Interval { start: 600_000, funnel, ..Interval::default() });
    }
}
