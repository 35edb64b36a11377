//! Any address that is no page; the server answers it with 404.

use leptos::prelude::*;

use super::PageHead;

#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHead title="Page not found" description="There is no page at this address on Live Loop." />
        <main id="content" class="not-found" tabindex="-1">
            <p class="not-found-number" aria-hidden="true">
                "4" <span>"0"</span> "4"
            </p>
            <h1>"There is nothing here"</h1>
            <p>"The address may be mistyped, or the page has moved on to the next partner."</p>
            <a class="button primary" href="/">
                "Back to the start"
            </a>
        </main>
    }
}
