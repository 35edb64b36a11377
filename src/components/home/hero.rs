//! What Live Loop is, in one glance (the seed's HomePageHome).

use leptos::prelude::*;

use crate::components::common::{Glyph, Icon};
use crate::tr;

#[component]
pub fn Hero() -> impl IntoView {
    view! {
        <section class="hero">
            <div class="hero-words">
                <h1>{tr!("hero")}</h1>
                <p class="lead">
                    {tr!("hero-lead")}
                </p>
                <p class="hero-actions">
                    <a class="button primary large" href="/studio">
                        {tr!("hero-start")}
                        <Icon glyph=Glyph::Arrow />
                    </a>
                    <a class="button large" href="#set-up" rel="external">
                        {tr!("hero-how")}
                    </a>
                </p>
                <ul class="promises">
                    <li>{tr!("hero-encrypted")}</li>
                    <li>{tr!("hero-not-recorded")}</li>
                    <li>{tr!("hero-one-click")}</li>
                </ul>
            </div>
            <div class="hero-picture" aria-hidden="true" inner_html=include_str!("pictures/hero.svg")></div>
        </section>
    }
    .into_any()
}
