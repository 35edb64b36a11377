//! The bar on top of every page (the seed's NavbarHome).

use leptos::prelude::*;
use leptos_router::components::A;

use super::Loop;

#[component]
pub fn NavBar() -> impl IntoView {
    view! {
        // `rel="external"` leaves the jump, and the focus that goes with it, to the browser.
        <a class="skip-link" href="#content" rel="external">
            "Skip to the content"
        </a>
        <header class="site-header">
            <a class="brand" href="/">
                <Loop />
                <span>"Live Loop"</span>
            </a>
            <nav class="site-nav" aria-label="Main">
                <A href="/" exact=true>
                    "Home"
                </A>
                <A href="/studio">"Studio"</A>
            </nav>
        </header>
    }
}
