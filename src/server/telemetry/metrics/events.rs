//! What is counted and timed as it happens, on the instance where it happens.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use metrics::{Unit, counter, describe_counter, describe_histogram, histogram};

use crate::protocol::reports::Reason;
use crate::protocol::session::Error;
use crate::server::security::limits::Deed;

const CONNECTION_FAILURES: &str = "live_loop_connection_failures_total";
const ERRORS: &str = "live_loop_errors_total";
const OVER_LIMIT: &str = "live_loop_over_limit_total";
const REPORTS: &str = "live_loop_reports_total";
const PROBLEMS: &str = "live_loop_http_problems_total";
const RESUMES: &str = "live_loop_resumes_total";
const OVERFLOWS: &str = "live_loop_mailbox_overflows_total";
const REDIS_FAILURES: &str = "live_loop_redis_failures_total";
pub const RELAY_SECONDS: &str = "live_loop_relay_seconds";
pub const REDIS_SECONDS: &str = "live_loop_redis_seconds";

pub fn describe() {
    describe_counter!(
        CONNECTION_FAILURES,
        "Sockets refused, or that ended badly, and calls that never connected, by reason"
    );
    describe_counter!(ERRORS, "Errors told on sockets, by code");
    describe_counter!(OVER_LIMIT, "What the limits at the door have refused, by deed");
    describe_counter!(REPORTS, "Reports of a partner, by reason");
    describe_counter!(PROBLEMS, "Problems answered over HTTP, by status");
    describe_counter!(RESUMES, "Attempts to resume a session, by outcome");
    describe_counter!(OVERFLOWS, "Sessions ended because too much was unseen");
    describe_counter!(REDIS_FAILURES, "Commands that Redis did not answer in time");
    describe_histogram!(RELAY_SECONDS, Unit::Seconds, "From a signal or message to its being handed on");
    describe_histogram!(REDIS_SECONDS, Unit::Seconds, "Commands that Redis answered");
}

pub fn connection_failed(reason: &'static str) {
    counter!(CONNECTION_FAILURES, "reason" => reason).increment(1);
}

/// Who is banned is told `rate-limited`, but hits no limit.
pub fn told(error: &Error) {
    let code = if error.banned { "banned" } else { error.code.as_str() };
    counter!(ERRORS, "code" => code).increment(1);
}

pub fn over_limit(deed: Deed) {
    counter!(OVER_LIMIT, "deed" => deed.name()).increment(1);
}

pub fn reported(reason: Reason) {
    counter!(REPORTS, "reason" => reason.as_str()).increment(1);
}

/// The statuses are those that `Problem` is ever made with.
pub fn answered_problem(status: StatusCode) {
    counter!(PROBLEMS, "status" => status.as_str().to_owned()).increment(1);
}

/// What became of an attempt to resume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumed {
    Kept,
    /// Kept, but signals may be missing: an instance was lost.
    WithGap,
    Expired,
    /// The store could not be asked.
    Unavailable,
}

pub fn resumed(outcome: Resumed) {
    let outcome = match outcome {
        Resumed::Kept => "kept",
        Resumed::WithGap => "gap",
        Resumed::Expired => "expired",
        Resumed::Unavailable => "unavailable",
    };
    counter!(RESUMES, "outcome" => outcome).increment(1);
}

/// What one person says to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relayed {
    Signal,
    Chat,
}

pub fn relayed(what: Relayed, since: Instant) {
    let kind = match what {
        Relayed::Signal => "signal",
        Relayed::Chat => "chat",
    };
    histogram!(RELAY_SECONDS, "kind" => kind).record(since.elapsed());
}

pub fn mailbox_overflowed() {
    counter!(OVERFLOWS).increment(1);
}

pub fn redis_answered(after: Duration) {
    histogram!(REDIS_SECONDS).record(after);
}

pub fn redis_failed() {
    counter!(REDIS_FAILURES).increment(1);
}
