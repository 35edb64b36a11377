//! How far a call has come, as its two browsers tell at the end of each phase. Only counts come of it:
//! the operator's funnel, from the queue to a call that lives.

use serde::{Deserialize, Serialize};

use super::named::named;

/// The end of a phase. Each is told at most once a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
#[serde(try_from = "Wire", into = "Wire")]
pub enum Progress {
    /// An offer was made, or answered.
    Offer,
    /// ICE has found a way.
    Connected(Route),
    /// The partner's first picture; never where they have no camera.
    FirstFrame,
    /// It connected thirty seconds ago, and is connected.
    Alive,
    /// The last word of a call.
    Ended(EndReason),
}

named! {
    pub enum Phase {
        Offer = "offer",
        Connected = "connected",
        FirstFrame = "first-frame",
        Alive = "alive",
        Ended = "ended",
    }
}

named! {
    /// By which way sound and picture go (the candidates' types, RFC 8445 section 5.1.1).
    pub enum Route {
        Direct = "direct",
        /// Through a TURN server, on either side.
        Relay = "relay",
    }
}

named! {
    /// Why a call ended, as one side of it sees that.
    pub enum EndReason {
        /// This side went on to the next.
        Next = "next",
        /// This side stopped.
        Stopped = "stopped",
        /// This side never wants to meet the partner again.
        Blocked = "blocked",
        /// The partner left.
        PartnerLeft = "partner-left",
        /// The partner was lost to the server for too long.
        PartnerLost = "partner-lost",
        /// It never connected.
        NotConnected = "not-connected",
        /// Only relays may be used, and none could be reached.
        NoRelay = "no-relay",
        /// It had connected, broke off, and could not be mended.
        ConnectionLost = "connection-lost",
    }
}

impl EndReason {
    /// Whether it was no connection that ended it, and not a person.
    pub const fn is_failure_to_connect(self) -> bool {
        matches!(self, EndReason::NotConnected | EndReason::NoRelay)
    }
}

impl Progress {
    pub const fn phase(self) -> Phase {
        match self {
            Progress::Offer => Phase::Offer,
            Progress::Connected(_) => Phase::Connected,
            Progress::FirstFrame => Phase::FirstFrame,
            Progress::Alive => Phase::Alive,
            Progress::Ended(_) => Phase::Ended,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema), schemars(rename = "Progress"))]
struct Wire {
    phase: Phase,
    /// Of `connected`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    route: Option<Route>,
    /// Of `ended`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<EndReason>,
}

impl From<Progress> for Wire {
    fn from(progress: Progress) -> Self {
        let (route, reason) = match progress {
            Progress::Connected(route) => (Some(route), None),
            Progress::Ended(reason) => (None, Some(reason)),
            Progress::Offer | Progress::FirstFrame | Progress::Alive => (None, None),
        };
        Wire { phase: progress.phase(), route, reason }
    }
}

impl TryFrom<Wire> for Progress {
    type Error = &'static str;

    fn try_from(Wire { phase, route, reason }: Wire) -> Result<Self, Self::Error> {
        Ok(match phase {
            Phase::Offer => Progress::Offer,
            Phase::Connected => Progress::Connected(route.ok_or("route is missing")?),
            Phase::FirstFrame => Progress::FirstFrame,
            Phase::Alive => Progress::Alive,
            Phase::Ended => Progress::Ended(reason.ok_or("reason is missing")?),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json, to_value};

    use super::*;

    #[test]
    fn it_is_spelt_as_the_protocol_says() {
        for (progress, data) in [
            (Progress::Offer, json!({"phase": "offer"})),
            (Progress::Connected(Route::Relay), json!({"phase": "connected", "route": "relay"})),
            (Progress::FirstFrame, json!({"phase": "first-frame"})),
            (Progress::Alive, json!({"phase": "alive"})),
            (Progress::Ended(EndReason::NoRelay), json!({"phase": "ended", "reason": "no-relay"})),
        ] {
            assert_eq!(to_value(progress).unwrap(), data);
            assert_eq!(from_value::<Progress>(data).unwrap(), progress);
        }
    }

    #[test]
    fn anything_else_is_no_progress() {
        for data in [
            json!({}),
            json!({"phase": 0}),
            json!({"phase": "queued"}),
            json!({"phase": {"offer": null}}),
            json!({"phase": "connected"}),
            json!({"phase": "connected", "route": null}),
            json!({"phase": "connected", "route": "host"}),
            json!({"phase": "connected", "route": {"direct": null}}),
            json!({"phase": "ended", "reason": 1}),
            json!({"phase": "ended", "reason": "Next"}),
        ] {
            assert!(from_value::<Progress>(data.clone()).is_err(), "{data}");
        }
    }

    #[test]
    fn a_call_that_had_connected_did_not_fail_to() {
        assert!(
            EndReason::NotConnected.is_failure_to_connect() && EndReason::NoRelay.is_failure_to_connect()
        );
        assert!(
            !EndReason::ConnectionLost.is_failure_to_connect() && !EndReason::Next.is_failure_to_connect()
        );
    }

    #[test]
    fn unknown_fields_are_ignored() {
        let data: Value = json!({"phase": "alive", "route": "relay", "more": 1});
        assert_eq!(from_value::<Progress>(data).unwrap(), Progress::Alive);
    }
}
