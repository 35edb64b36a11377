//! What stands at the top of every page: title and description for its head, and words for browsers
//! that run no scripts.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

#[component]
pub fn PageHead(title: &'static str, description: &'static str) -> impl IntoView {
    view! {
        <Title text=title />
        <Meta name="description" content=description />
    }
}

/// For pages that are nothing without scripts.
#[component]
pub fn NeedsScript() -> impl IntoView {
    // As `inner_html`, since browsers with scripting parse what a noscript holds as mere text, and
    // hydration would look for elements there.
    view! {
        <noscript inner_html="<p class=\"notice\">Video calls need JavaScript. \
        Please switch it on for this site, then reload the page.</p>"></noscript>
    }
}
