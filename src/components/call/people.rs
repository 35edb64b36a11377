//! Who is here, and what their camera and microphone do.

use leptos::prelude::*;

use super::status::partner;
use crate::components::common::{Glyph, Icon};
use crate::services::call::CallContext;
use crate::services::media::{Access, StreamContext};

#[component]
pub fn People() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let stream = expect_context::<StreamContext>();
    let own_audio =
        move || !stream.muted.get() && matches!(stream.access.get(), Access::Ready { audio: true, .. });
    let own_video =
        move || !stream.camera_off.get() && matches!(stream.access.get(), Access::Ready { video: true, .. });
    view! {
        <ul class="people">
            <Person
                name="You".to_owned()
                image=None
                audio=Signal::derive(own_audio)
                video=Signal::derive(own_video)
            />
            {move || {
                let name = call.status.with(|status| partner(status).map(str::to_owned))?;
                Some(
                    view! {
                        <Person
                            name
                            image=call.remote_image.get()
                            audio=Signal::derive(move || call.remote_media.get().audio)
                            video=Signal::derive(move || call.remote_media.get().video)
                        />
                    },
                )
            }}
        </ul>
        <Show when=move || call.status.with(|status| partner(status).is_none())>
            <p class="hint">"Nobody else is here yet."</p>
        </Show>
    }
}

#[component]
fn Person(name: String, image: Option<String>, audio: Signal<bool>, video: Signal<bool>) -> impl IntoView {
    let initial = name.chars().next().map(|first| first.to_uppercase().to_string());
    view! {
        <li class="person">
            <span class="avatar" aria-hidden="true">
                {match image {
                    Some(image) => view! { <img src=image alt="" width="40" height="40" /> }.into_any(),
                    None => initial.into_any(),
                }}
            </span>
            <span class="person-name">{name}</span>
            <Device on=audio glyphs=(Glyph::Microphone, Glyph::MicrophoneOff) name="Microphone" />
            <Device on=video glyphs=(Glyph::Camera, Glyph::CameraOff) name="Camera" />
        </li>
    }
}

#[component]
fn Device(on: Signal<bool>, glyphs: (Glyph, Glyph), name: &'static str) -> impl IntoView {
    view! {
        <span class="person-device" data-off=move || (!on.get()).then_some("")>
            <Icon glyph=Signal::derive(move || if on.get() { glyphs.0 } else { glyphs.1 }) />
            <span class="visually-hidden">
                {move || format!("{name} {}", if on.get() { "on" } else { "off" })}
            </span>
        </span>
    }
}
