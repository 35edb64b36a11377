//! The bar on top of every page (the seed's NavbarHome).

use leptos::prelude::*;
use leptos_router::components::A;

use super::Loop;
use crate::tr;

#[component]
pub fn NavBar() -> impl IntoView {
    view! {
        // `rel="external"` leaves the jump, and the focus that goes with it, to the browser.
        <a class="skip-link" href="#content" rel="external">
            {tr!("skip-link")}
        </a>
        <header class="site-header">
            <a class="brand" href="/">
                <Loop />
                <span>{tr!("brand")}</span>
            </a>
            <nav class="site-nav" aria-label=tr!("nav-main")>
                <A href="/" exact=true>
                    {tr!("nav-home")}
                </A>
                <A href="/studio">{tr!("nav-studio")}</A>
            </nav>
        </header>
    }
}
