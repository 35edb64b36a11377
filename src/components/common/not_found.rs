//! Any address that is no page; the server answers it with 404.

use leptos::prelude::*;

use super::PageHead;
use crate::tr;

#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHead title="not-found-title" description="not-found-description" />
        <main id="content" class="not-found" tabindex="-1">
            <p class="not-found-number" aria-hidden="true">
                "4" <span>"0"</span> "4"
            </p>
            <h1>{tr!("not-found")}</h1>
            <p>{tr!("not-found-advice")}</p>
            <a class="button primary" href="/">
                {tr!("not-found-back")}
            </a>
        </main>
    }
}
