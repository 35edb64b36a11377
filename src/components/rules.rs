//! What is expected of whoever calls somebody here, and what becomes of those who do not keep to it.
//! Complete without scripts.

use leptos::prelude::*;

use super::common::{Glyph, Icon, PageHead};
use crate::tr;

/// Messages: a heading and what it means.
const RULES: [(&str, &str); 5] = [
    ("rules-age", "rules-age-text"),
    ("rules-kind", "rules-kind-text"),
    ("rules-dressed", "rules-dressed-text"),
    ("rules-private", "rules-private-text"),
    ("rules-law", "rules-law-text"),
];

#[component]
pub fn RulesPage() -> impl IntoView {
    let rules = RULES.map(|(rule, text)| {
        view! {
            <li>
                <h2>{tr!(rule)}</h2>
                <p>{tr!(text)}</p>
            </li>
        }
    });
    view! {
        <PageHead title="rules-title" description="rules-description" />
        <main id="content" class="rules" tabindex="-1">
            <h1>{tr!("rules")}</h1>
            <p class="lead">{tr!("rules-lead")}</p>
            <ol class="rules-list">{rules}</ol>
            <h2>{tr!("rules-help")}</h2>
            <p>{tr!("rules-help-text")}</p>
            <p>{tr!("rules-kept")}</p>
            <a class="button primary" href="/studio">
                {tr!("hero-start")}
                <Icon glyph=Glyph::Arrow />
            </a>
        </main>
    }
    .into_any()
}
