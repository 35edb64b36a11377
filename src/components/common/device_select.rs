//! The choice of camera, microphone and speaker, in the Studio and in mid-call.

use leptos::prelude::*;

use super::{Glyph, Icon, use_hydrated};
use crate::i18n::use_i18n;
use crate::services::media::{Device, DeviceKind, StreamContext};
use crate::tr;

#[component]
pub fn CameraSelect() -> impl IntoView {
    view! { <DeviceSelect kind=DeviceKind::Camera id="camera" name="camera" numbered="camera-number" /> }
}

#[component]
pub fn MicrophoneSelect() -> impl IntoView {
    view! { <DeviceSelect kind=DeviceKind::Microphone id="microphone" name="microphone" numbered="microphone-number" /> }
}

/// Nothing, where the browser leaves the speaker to the system.
#[component]
pub fn SpeakerSelect() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    view! {
        <Show when=move || stream.speakers.with(|speakers| !speakers.is_empty())>
            <DeviceSelect kind=DeviceKind::Speaker id="speaker" name="speaker" numbered="speaker-number" />
        </Show>
    }
}

#[component]
fn DeviceSelect(
    kind: DeviceKind,
    id: &'static str,
    /// The message that names it, and the one for a device whose own name is unknown.
    name: &'static str,
    numbered: &'static str,
) -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let (devices, chosen) = (stream.devices(kind), stream.chosen(kind));
    let hydrated = use_hydrated();
    let i18n = use_i18n();
    let options = move || {
        devices
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, Device { id, label })| {
                // Browsers hide the labels until a permission is given.
                let label = move || {
                    if label.is_empty() {
                        i18n.say(numbered, &[("number", (index + 1).into())])
                    } else {
                        label.clone()
                    }
                };
                let value = id.clone();
                view! {
                    <option value=value prop:selected=move || chosen.get() == id>
                        {label}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <div class="field">
            <label for=id>{tr!(name)}</label>
            <div class="select">
                <select
                    id=id
                    disabled=move || !hydrated.get()
                    on:change=move |event| stream.choose(kind, event_target_value(&event))
                >
                    <option value="" prop:selected=move || chosen.get().is_empty()>
                        {tr!("device-default")}
                    </option>
                    {options}
                </select>
                <Icon glyph=Glyph::Chevron />
            </div>
        </div>
    }
}
