//! What the page says when its WASM does not start; `public/watchdog.js` shows it.

use leptos::prelude::*;

use super::use_hydrated;

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
                <strong>"Live Loop could not start in this browser. "</strong>
                "Please reload the page. If that does not help, try a current Chrome, Edge, Firefox or Safari, \
                and switch off extensions that block WebAssembly."
            </p>
        </div>
    }
}
