//! While one waits: for how long, and how to shorten it.

use std::time::Duration;

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::protocol::limits::WIDEN_INTERESTS_AFTER;
use crate::services::call::{CallContext, CallStatus};
use crate::tr;

const TICK: Duration = Duration::from_secs(1);

#[component]
pub fn Waiting() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let waits = Memo::new(move |_| {
        call.status
            .with(|status| matches!(status, CallStatus::Waiting { .. } | CallStatus::RoomWaiting { .. }))
    });
    view! {
        <Show when=move || waits.get()>
            <Wait />
        </Show>
    }
}

/// Lives as long as one wait.
#[component]
fn Wait() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let i18n = use_i18n();
    let seconds = RwSignal::new(0_u64);
    count(seconds);
    let offers = move || call.prospects.with(|prospects| prospects.may_drop_interests);
    let matter = move || seconds.get() < WIDEN_INTERESTS_AFTER.as_secs();
    view! {
        <p class="wait">
            {tr!("wait")} " "
            // Silent: nobody wants to hear each second.
            <span role="timer" aria-live="off">
                {move || minutes(seconds.get())}
            </span>
        </p>
        <Show when=offers>
            {move || {
                if matter() {
                    view! {
                        <button type="button" class="button" on:click=move |_| call.drop_interests()>
                            {tr!("wait-drop-interests")}
                        </button>
                    }
                        .into_any()
                } else {
                    view! { <p class="status-detail">{move || i18n.say("wait-widened", &[])}</p> }.into_any()
                }
            }}
        </Show>
    }
}

/// By the clock, since browsers slow the timers of pages that nobody sees.
fn count(seconds: RwSignal<u64>) {
    let from = now();
    if let Ok(ticking) = set_interval_with_handle(move || seconds.set(((now() - from) / 1000.0) as u64), TICK)
    {
        on_cleanup(move || ticking.clear());
    }
}

/// In milliseconds; nobody waits on the server.
fn now() -> f64 {
    #[cfg(feature = "hydrate")]
    return js_sys::Date::now();
    #[cfg(not(feature = "hydrate"))]
    0.0
}

/// `m:ss`
fn minutes(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_counted_in_minutes_and_seconds() {
        assert_eq!(minutes(0), "0:00");
        assert_eq!(minutes(69), "1:09");
        assert_eq!(minutes(3600), "60:00");
    }
}
