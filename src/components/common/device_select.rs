//! The choice of camera and microphone, in the Studio and in mid-call.

use leptos::prelude::*;

use super::{Glyph, Icon, use_hydrated};
use crate::i18n::use_i18n;
use crate::services::media::{Device, StreamContext};
use crate::tr;

#[component]
pub fn CameraSelect() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    view! {
        <DeviceSelect
            id="camera"
            name="camera"
            numbered="camera-number"
            devices=stream.cameras
            chosen=stream.camera
            choose=move |id| stream.choose_camera(id)
        />
    }
}

#[component]
pub fn MicrophoneSelect() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    view! {
        <DeviceSelect
            id="microphone"
            name="microphone"
            numbered="microphone-number"
            devices=stream.microphones
            chosen=stream.microphone
            choose=move |id| stream.choose_microphone(id)
        />
    }
}

#[component]
fn DeviceSelect(
    id: &'static str,
    /// The message that names it, and the one for a device whose own name is unknown.
    name: &'static str,
    numbered: &'static str,
    devices: RwSignal<Vec<Device>>,
    chosen: RwSignal<String>,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> impl IntoView {
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
                    on:change=move |event| choose(event_target_value(&event))
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
