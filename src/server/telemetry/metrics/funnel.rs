//! How far calls come: queued, matched, and then what their browsers tell. Each side of a call counts.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use metrics::{Unit, counter, describe_counter, describe_histogram, histogram};

use crate::protocol::operators::Funnel;
use crate::protocol::progress::{EndReason, Phase, Route};
use crate::server::telemetry::browser::Browser;

/// What the store has not been told yet.
static UNTOLD: Mutex<Funnel> = Mutex::new(Funnel::NOBODY);

const FUNNEL: &str = "live_loop_funnel_total";
const ENDS: &str = "live_loop_calls_ended_total";
const MATCHES: &str = "live_loop_matches_total";
pub const WAITING_SECONDS: &str = "live_loop_waiting_seconds";
pub const FIRST_FRAME_SECONDS: &str = "live_loop_first_frame_seconds";

/// Why a call ended whose browser had no time to tell.
const GONE: &str = "gone";

pub fn describe() {
    describe_counter!(FUNNEL, "People who came to the end of a phase, by phase, browser and route");
    describe_counter!(
        ENDS,
        "Calls that ended, each side for itself, by reason, browser, route and the phase reached"
    );
    describe_counter!(MATCHES, "Pairs that were made");
    describe_histogram!(WAITING_SECONDS, Unit::Seconds, "From entering the queue to the match");
    describe_histogram!(FIRST_FRAME_SECONDS, Unit::Seconds, "From the match to the partner's first picture");
}

pub fn queued(browser: Browser) {
    untold().queued += 1;
    step("queued", browser, None);
}

/// One side of a match. `pair`: of the two, the one that stands for both.
pub fn matched(browser: Browser, waited: Option<Duration>, pair: bool) {
    untold().matched += 1;
    step("matched", browser, None);
    if pair {
        counter!(MATCHES).increment(1);
    }
    if let Some(waited) = waited {
        histogram!(WAITING_SECONDS).record(waited);
    }
}

pub fn reached(phase: Phase, browser: Browser, route: Option<Route>) {
    untold().count(phase, route);
    step(phase.as_str(), browser, route);
}

pub fn first_frame(since_match: Duration) {
    histogram!(FIRST_FRAME_SECONDS).record(since_match);
}

/// `reason`: none where the browser was gone before it could tell.
pub fn ended(reason: Option<EndReason>, reached: Option<Phase>, browser: Browser, route: Option<Route>) {
    let labels = [
        ("reason", reason.map_or(GONE, EndReason::as_str)),
        ("reached", reached.map_or("matched", Phase::as_str)),
        ("browser", browser.as_str()),
        ("route", route_label(route)),
    ];
    counter!(ENDS, &labels).increment(1);
}

/// What was counted since it was last taken.
pub fn take_untold() -> Funnel {
    std::mem::take(&mut *untold())
}

/// It could not be told.
pub fn give_back(funnel: Funnel) {
    *untold() += funnel;
}

fn untold() -> MutexGuard<'static, Funnel> {
    UNTOLD.lock().unwrap_or_else(PoisonError::into_inner)
}

fn step(phase: &'static str, browser: Browser, route: Option<Route>) {
    let labels = [("phase", phase), ("browser", browser.as_str()), ("route", route_label(route))];
    counter!(FUNNEL, &labels).increment(1);
}

/// Before a call connects, it has none.
fn route_label(route: Option<Route>) -> &'static str {
    route.map_or("none", Route::as_str)
}
