//! A device went away while the person got ready, and what is used instead.

use leptos::prelude::*;

use crate::components::common::{Glyph, Icon, device_lost};
use crate::i18n::use_i18n;
use crate::services::media::StreamContext;
use crate::tr;

#[component]
pub fn Lost() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let i18n = use_i18n();
    move || {
        let lost = stream.lost.get()?;
        Some(view! {
            <div class="notice">
                <p role="alert">{move || device_lost(i18n, &lost)}</p>
                <button
                    class="button quiet icon-only"
                    aria-label=tr!("dismiss")
                    on:click=move |_| stream.lost.set(None)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        })
    }
}
