//! The soft reveal: a stranger's picture begins blurred, so that nobody has to see what they did not ask
//! for, and clears after a moment, or when the person wishes. Only the look of it: the video plays on.

use std::time::Duration;

use leptos::prelude::*;

use super::view::{CallView, is_live};
use crate::components::common::{Glyph, Icon};
use crate::services::call::{CallContext, CallStatus};
use crate::tr;

/// From the first picture on.
const CLEARS_AFTER: Duration = Duration::from_millis(2500);

/// Veils each new stranger, and lifts the veil in time.
pub fn watch(call: CallContext, view: CallView) {
    Effect::new(move |before: Option<bool>| {
        let begins = call.status.with(|status| matches!(status, CallStatus::Connecting { again: false, .. }));
        if begins && before != Some(true) {
            let wanted = view.preferences.with_untracked(|it| it.soft_reveal);
            view.veiled.set(wanted && !call.with_friend.get_untracked());
        }
        begins
    });
    let seen = Memo::new(move |_| is_seen(call, view));
    Effect::new(move || {
        if seen.get()
            && view.veiled.get()
            && let Ok(timer) = set_timeout_with_handle(move || view.veiled.set(false), CLEARS_AFTER)
        {
            on_cleanup(move || timer.clear());
        }
    });
}

fn is_seen(call: CallContext, view: CallView) -> bool {
    view.has_frame.get() && call.status.with(is_live) && call.remote_media.get().video
}

/// Over the blurred picture.
#[component]
pub fn Veil() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let view = expect_context::<CallView>();
    view! {
        <Show when=move || view.veiled.get() && is_seen(call, view)>
            <button type="button" class="button veil-button" on:click=move |_| view.veiled.set(false)>
                <Icon glyph=Glyph::Eye />
                {tr!("veil-lift")}
            </button>
        </Show>
    }
}
