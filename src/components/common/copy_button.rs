//! A button that copies a text, and says that it did.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Glyph, Icon};
use crate::services::clipboard;
use crate::tr;

/// How long the button says what became of it.
const SHOWN: Duration = Duration::from_secs(2);

#[component]
pub fn CopyButton(
    text: String,
    /// The message that names it.
    label: &'static str,
    /// Only the icon is seen; the name is heard.
    #[prop(optional)]
    icon_only: bool,
) -> impl IntoView {
    let outcome = RwSignal::new(None::<bool>);
    let text = StoredValue::new(text);
    let copy = move |_| {
        spawn_local(async move {
            let Some(words) = text.try_get_value() else { return };
            outcome.try_set(Some(clipboard::copy(&words).await));
            set_timeout(
                move || {
                    outcome.try_set(None);
                },
                SHOWN,
            );
        });
    };
    let name = Signal::derive(move || match outcome.get() {
        None => label,
        Some(true) => "copied",
        Some(false) => "copy-failed",
    });
    let glyph = Signal::derive(move || match outcome.get() {
        None => Glyph::Copy,
        Some(true) => Glyph::Check,
        Some(false) => Glyph::Close,
    });
    let words = tr!(name.get());
    view! {
        <button
            type="button"
            class=if icon_only { "button quiet icon-only copy" } else { "button copy" }
            aria-label=icon_only.then(|| tr!(name.get()))
            on:click=copy
        >
            <Icon glyph />
            {(!icon_only).then_some(words)}
        </button>
        // A button whose name changes is not read out again, and nothing inside of one is a region of its own.
        <span class="visually-hidden" aria-live="polite">
            {move || (outcome.get() == Some(true)).then(|| tr!(name.get()))}
        </span>
        {move || (outcome.get() == Some(false)).then(|| view! {
            <span class="visually-hidden" role="alert">{tr!("copy-failed")}</span>
        })}
    }
    .into_any()
}
