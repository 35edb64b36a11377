//! Short-lived words on what happened, in the page's one region for such. They say nothing that does
//! not stand elsewhere too, and wait as long as somebody points at them.

use std::time::Duration;

use leptos::prelude::*;

use super::news::{News, Toast};
use super::view::CallView;
use crate::components::common::{Glyph, Icon};
use crate::i18n::{I18n, use_i18n};
use crate::tr;

const STANDS: Duration = Duration::from_secs(7);

#[component]
pub fn ToastRegion() -> impl IntoView {
    let view = expect_context::<CallView>();
    let held = RwSignal::new(false);
    view! {
        // No role, as for the banner: `status` is the call's own.
        <ul
            class="toasts"
            aria-live="polite"
            aria-label=tr!("toasts")
            on:pointerenter=move |_| held.set(true)
            on:pointerleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
        >
            <For each=move || view.toasts.get().shown().to_vec() key=|toast| toast.id let:toast>
                <ToastLine toast held />
            </For>
        </ul>
    }
}

#[component]
fn ToastLine(toast: Toast, held: RwSignal<bool>) -> impl IntoView {
    let view = expect_context::<CallView>();
    let i18n = use_i18n();
    let Toast { id, news } = toast;
    let dismiss = move || view.toasts.update(|toasts| toasts.dismiss(id));
    Effect::new(move || {
        if !held.get() {
            let timer = set_timeout_with_handle(dismiss, STANDS);
            on_cleanup(move || _ = timer.inspect(|timer| timer.clear()));
        }
    });
    view! {
        <li class="toast">
            <span>{move || words(i18n, &news)}</span>
            <button
                class="button quiet icon-only"
                aria-label=tr!("dismiss")
                on:click=move |_| {
                    // The focus goes with the button, and no longer holds the others.
                    held.set(false);
                    dismiss();
                }
            >
                <Icon glyph=Glyph::Close />
            </button>
        </li>
    }
}

fn words(i18n: I18n, news: &News) -> String {
    let named = |id, name: &String| i18n.say(id, &[("name", name.into())]);
    match news {
        News::Microphone { name, on: true } => named("toast-microphone-on", name),
        News::Microphone { name, on: false } => named("toast-microphone-off", name),
        News::Camera { name, on: true } => named("toast-camera-on", name),
        News::Camera { name, on: false } => named("toast-camera-off", name),
        News::Back { name } => named("toast-back", name),
        News::Devices { more: true } => i18n.say("toast-device-in", &[]),
        News::Devices { more: false } => i18n.say("toast-device-out", &[]),
    }
}
