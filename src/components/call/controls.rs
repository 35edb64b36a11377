//! The four buttons of a call.

use leptos::prelude::*;

use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::services::call::CallContext;
use crate::services::media::StreamContext;

#[component]
pub fn Controls() -> impl IntoView {
    let call = expect_context::<CallContext>();
    view! {
        <div class="controls" role="group" aria-label="Call controls">
            <MicrophoneButton />
            <CameraButton />
            <Control
                class="stop"
                name="Stop"
                label="Stop"
                glyph=Glyph::Stop
                press=move || call.stop()
            />
            <Control
                class="next"
                name="Next"
                label="Next"
                glyph=Glyph::Next
                press=move || call.next()
            />
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
            name=Signal::derive(move || if off.get() { "Unmute microphone" } else { "Mute microphone" })
            label=Signal::derive(move || if off.get() { "Unmute" } else { "Mute" })
            glyph=Signal::derive(move || if off.get() { Glyph::MicrophoneOff } else { Glyph::Microphone })
            off=off
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
            name=Signal::derive(move || if off.get() { "Turn camera on" } else { "Turn camera off" })
            label=Signal::derive(move || if off.get() { "Camera on" } else { "Camera off" })
            glyph=Signal::derive(move || if off.get() { Glyph::CameraOff } else { Glyph::Camera })
            off=off
            press=move || stream.toggle_camera()
        />
    }
}

/// A button whose accessible name is the full sentence, and whose label is short enough to stand
/// under its icon.
#[component]
fn Control(
    #[prop(optional)] class: &'static str,
    #[prop(into)] name: Signal<&'static str>,
    #[prop(into)] label: Signal<&'static str>,
    #[prop(into)] glyph: Signal<Glyph>,
    /// For style sheets: the device is off.
    #[prop(into, default = false.into())]
    off: Signal<bool>,
    press: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let hydrated = use_hydrated();
    view! {
        <button
            class=format!("control {class}")
            aria-label=name
            data-off=move || off.get().then_some("")
            disabled=move || !hydrated.get()
            on:click=move |_| press()
        >
            <span class="control-face">
                <Icon glyph />
            </span>
            <span class="control-label">{label}</span>
        </button>
    }
}
