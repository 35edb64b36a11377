//! Something that a person should know, until they have read it.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::tr;

#[component]
pub fn Alert(
    /// Nothing, while there is nothing to say.
    words: impl Fn() -> Option<String> + Send + Sync + 'static,
    dismiss: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    move || {
        let words = words()?;
        Some(view! {
            <div class="notice">
                <p role="alert">{words}</p>
                <button class="button quiet icon-only" aria-label=tr!("dismiss") on:click=move |_| dismiss()>
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        })
    }
}
