//! The buttons of a call, over the lower edge of the stage.

use leptos::prelude::*;

use super::extras::Extras;
use super::shortcut::Shortcut;
use super::view::CallView;
use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::services::call::CallContext;
use crate::services::media::StreamContext;
use crate::tr;

#[component]
pub fn Controls() -> impl IntoView {
    let call = expect_context::<CallContext>();
    view! {
        <div class="controls" role="group" aria-label=tr!("controls")>
            <MicrophoneButton />
            <CameraButton />
            <Control class="stop" name="stop" label="stop" glyph=Glyph::Stop press=move || call.stop() />
            <Control
                class="next"
                name="next"
                label="next"
                glyph=Glyph::Next
                shortcut=Shortcut::Next
                press=move || call.next()
            />
            <Extras />
        </div>
    }
    .into_any()
}

/// Where there is no microphone or camera yet, the same buttons ask for one.
#[component]
fn MicrophoneButton() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let off = stream.muted;
    view! {
        <Control
            name=Signal::derive(move || if off.get() { "unmute" } else { "mute" })
            label=Signal::derive(move || if off.get() { "unmute-short" } else { "mute-short" })
            glyph=Signal::derive(move || if off.get() { Glyph::MicrophoneOff } else { Glyph::Microphone })
            off=off
            shortcut=Shortcut::Mute
            press=move || stream.toggle_mute()
        />
    }
}

#[component]
fn CameraButton() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let off = stream.camera_off;
    view! {
        <Control
            name=Signal::derive(move || if off.get() { "camera-turn-on" } else { "camera-turn-off" })
            label=Signal::derive(move || if off.get() { "camera-turn-on-short" } else { "camera-turn-off-short" })
            glyph=Signal::derive(move || if off.get() { Glyph::CameraOff } else { Glyph::Camera })
            off=off
            shortcut=Shortcut::Camera
            press=move || stream.toggle_camera()
        />
    }
}

/// A button whose accessible name is the full sentence, and whose label is short enough to stand under its
/// icon; both are messages.
#[component]
pub fn Control(
    #[prop(optional)] class: &'static str,
    #[prop(into)] name: Signal<&'static str>,
    #[prop(into)] label: Signal<&'static str>,
    #[prop(into)] glyph: Signal<Glyph>,
    /// For style sheets: the device is off.
    #[prop(into, default = false.into())]
    off: Signal<bool>,
    /// The key that does the same.
    #[prop(optional, into)]
    shortcut: Option<Shortcut>,
    press: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let hydrated = use_hydrated();
    let view = expect_context::<CallView>();
    view! {
        <button
            class=format!("control {class}")
            aria-label=tr!(name.get())
            aria-keyshortcuts=move || view.key_of(shortcut)
            data-off=move || off.get().then_some("")
            disabled=move || !hydrated.get()
            on:click=move |_| press()
        >
            <span class="control-face">
                <Icon glyph />
            </span>
            <span class="control-label">{tr!(label.get())}</span>
        </button>
    }
    .into_any()
}
