//! What stands at the top of every page: title and description for its head, and words for browsers
//! that run no scripts.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::tr;

#[component]
pub fn PageHead(
    /// Both are messages.
    title: &'static str,
    description: &'static str,
) -> impl IntoView {
    view! {
        <Title text=tr!(title) />
        <Meta name="description" content=tr!(description) />
    }
}

/// For pages that are nothing without scripts.
#[component]
pub fn NeedsScript() -> impl IntoView {
    let words = tr!("needs-script");
    // As `inner_html`, since browsers with scripting parse what a noscript holds as mere text, and
    // hydration would look for elements there.
    view! {
        <noscript inner_html=move || format!("<p class=\"notice\">{}</p>", words())></noscript>
    }
}
