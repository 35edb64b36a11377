//! What the page says when its WASM does not start; `public/watchdog.js` shows it.

use leptos::prelude::*;

use super::use_hydrated;
use crate::tr;

#[component]
pub fn StartTrouble() -> impl IntoView {
    let hydrated = use_hydrated();
    view! {
        <div
            id="start-trouble"
            class="notice start-trouble"
            role="alert"
            hidden
            data-started=move || hydrated.get().then_some("")
        >
            <p>
                <strong>{tr!("start-trouble")}</strong>
                " "
                {tr!("start-trouble-advice")}
            </p>
        </div>
    }
}
