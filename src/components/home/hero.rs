//! What Live Loop is, in one glance (the seed's HomePageHome).

use leptos::prelude::*;

use crate::components::common::{Glyph, Icon, NeedsScript};
use crate::components::invite::{InviteDialog, InviteFriend};
use crate::tr;

#[component]
pub fn Hero() -> impl IntoView {
    let open = RwSignal::new(false);
    let invitation = RwSignal::new(None);
    view! {
        <section class="hero">
            <div class="hero-words">
                <h1>{tr!("hero")}</h1>
                <p class="lead">
                    {tr!("hero-lead")}
                </p>
                <NeedsScript />
                <div class="hero-actions">
                    <a class="button primary large" href="/studio">
                        {tr!("hero-start")}
                        <Icon glyph=Glyph::Arrow />
                    </a>
                    <InviteFriend open invitation />
                    <a class="button quiet large" href="#set-up" rel="external">
                        {tr!("hero-how")}
                    </a>
                </div>
                <p class="hint">
                    {tr!("hero-adults")}
                    " "
                    <a href="/rules">{tr!("rules-read")}</a>
                </p>
                <ul class="promises">
                    <li>{tr!("hero-encrypted")}</li>
                    <li>{tr!("hero-not-recorded")}</li>
                    <li>{tr!("hero-one-click")}</li>
                </ul>
            </div>
            <div class="hero-picture" aria-hidden="true" inner_html=include_str!("pictures/hero.svg")></div>
            <InviteDialog open invitation />
        </section>
    }
    .into_any()
}
