//! What Live Loop is, in one glance (the seed's HomePageHome).

use leptos::prelude::*;

use crate::components::common::{Glyph, Icon};

#[component]
pub fn Hero() -> impl IntoView {
    view! {
        <section class="hero">
            <div class="hero-words">
                <h1>"Somebody out there would like to say hello"</h1>
                <p class="lead">
                    "Live Loop brings two people face to face in the browser. No account, nothing to install. \
                    Stay as long as you like, then go on to the next."
                </p>
                <p class="hero-actions">
                    <a class="button primary large" href="/studio">
                        "Start a call"
                        <Icon glyph=Glyph::Arrow />
                    </a>
                    <a class="button large" href="#set-up" rel="external">
                        "How it works"
                    </a>
                </p>
                <ul class="promises">
                    <li>"Picture and sound go encrypted from browser to browser"</li>
                    <li>"Calls are never recorded by this site"</li>
                    <li>"One click ends it, any time"</li>
                </ul>
            </div>
            <div class="hero-picture" aria-hidden="true" inner_html=include_str!("pictures/hero.svg")></div>
        </section>
    }
    .into_any()
}
