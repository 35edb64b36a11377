//! The choice of camera and microphone, in the Studio and in mid-call.

use leptos::prelude::*;

use super::{Glyph, Icon, use_hydrated};
use crate::services::media::{Device, StreamContext};

#[component]
pub fn CameraSelect() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    view! {
        <DeviceSelect
            id="camera"
            name="Camera"
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
            name="Microphone"
            devices=stream.microphones
            chosen=stream.microphone
            choose=move |id| stream.choose_microphone(id)
        />
    }
}

#[component]
fn DeviceSelect(
    id: &'static str,
    name: &'static str,
    devices: RwSignal<Vec<Device>>,
    chosen: RwSignal<String>,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> impl IntoView {
    let hydrated = use_hydrated();
    let options = move || {
        devices
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, Device { id, label })| {
                // Browsers hide the labels until a permission is given.
                let label = if label.is_empty() { format!("{name} {}", index + 1) } else { label };
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
            <label for=id>{name}</label>
            <div class="select">
                <select
                    id=id
                    disabled=move || !hydrated.get()
                    on:change=move |event| choose(event_target_value(&event))
                >
                    <option value="" prop:selected=move || chosen.get().is_empty()>
                        "The browser’s choice"
                    </option>
                    {options}
                </select>
                <Icon glyph=Glyph::Chevron />
            </div>
        </div>
    }
}
