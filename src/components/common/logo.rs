//! The mark of Live Loop: a loop that two people share, and a live dot that travels on it.

use leptos::prelude::*;

#[component]
pub fn Loop() -> impl IntoView {
    view! {
        <svg class="loop" viewBox="0 0 64 36" aria-hidden="true">
            <path
                class="loop-line"
                d="M32 18C40 5 59 3 59 18S40 31 32 18S5 3 5 18S24 31 32 18Z"
                fill="none"
                stroke-width="6"
                stroke-linejoin="round"
            />
            <circle class="loop-dot" r="5" />
        </svg>
    }
}
