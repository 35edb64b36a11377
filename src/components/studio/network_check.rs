//! Whether calls will come about from here: the answer in words, before anybody is called.

use leptos::prelude::*;

use crate::components::common::use_hydrated;
use crate::services::network_check::{NetworkCheck, NetworkCheckContext, Reach};
use crate::tr;

#[component]
pub fn NetworkCheckCard() -> impl IntoView {
    let check = expect_context::<NetworkCheckContext>();
    let hydrated = use_hydrated();
    let running = move || check.state.get() == NetworkCheck::Running;
    view! {
        <section class="card network-check" aria-label=tr!("network-check")>
            <button
                type="button"
                class="button"
                disabled=move || !hydrated.get() || running()
                on:click=move |_| check.start()
            >
                {tr!("network-check-start")}
            </button>
            // Stands from the beginning: a region that comes with its words is not read out.
            <p role="status" class="hint">
                {move || words(check.state.get()).map(|id| tr!(id))}
            </p>
        </section>
    }
}

/// The message that says what came of it.
fn words(check: NetworkCheck) -> Option<&'static str> {
    Some(match check {
        NetworkCheck::NotAsked => return None,
        NetworkCheck::Running => "network-check-running",
        NetworkCheck::Done(Reach::Direct) => "network-check-direct",
        NetworkCheck::Done(Reach::RelayOnly) => "network-check-relay-only",
        NetworkCheck::Done(Reach::Blocked) => "network-check-blocked",
        NetworkCheck::Done(Reach::Offline) => "network-check-offline",
        NetworkCheck::Done(Reach::Untold) => "network-check-untold",
    })
}
