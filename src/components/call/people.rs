//! Who is here, and what their camera and microphone do.

use leptos::prelude::*;

use super::remote_picture::initial;
use super::status::partner;
use super::unpleasant::PartnerWays;
use super::view::CallView;
use crate::components::common::{Glyph, Icon};
use crate::i18n::use_i18n;
use crate::services::call::CallContext;
use crate::services::media::{Access, StreamContext};
use crate::tr;

#[component]
pub fn People() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let stream = expect_context::<StreamContext>();
    let page = expect_context::<CallView>();
    let own_audio =
        move || !stream.muted.get() && matches!(stream.access.get(), Access::Ready { audio: true, .. });
    let own_video =
        move || !stream.camera_off.get() && matches!(stream.access.get(), Access::Ready { video: true, .. });
    view! {
        <ul class="people">
            <Person
                name=Signal::derive(tr!("you"))
                image=None
                audio=Signal::derive(own_audio)
                video=Signal::derive(own_video)
                speaks=page.own_speaks
            />
            {move || {
                let name = call.status.with(|status| partner(status).map(str::to_owned))?;
                Some(
                    view! {
                        <Person
                            name=Signal::stored(name)
                            image=call.remote_image.get()
                            audio=Signal::derive(move || call.remote_media.get().audio)
                            video=Signal::derive(move || call.remote_media.get().video)
                            speaks=page.partner_speaks
                        />
                    },
                )
            }}
        </ul>
        <PartnerWays />
        <Show when=move || call.status.with(|status| partner(status).is_none())>
            <p class="hint">{tr!("people-alone")}</p>
        </Show>
    }
}

#[component]
fn Person(
    name: Signal<String>,
    image: Option<String>,
    audio: Signal<bool>,
    video: Signal<bool>,
    speaks: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let initial = move || name.with(|name| initial(name));
    view! {
        <li class="person" data-speaks=move || speaks.get().then_some("")>
            <span class="avatar" aria-hidden="true">
                {match image {
                    Some(image) => view! { <img src=image alt="" width="40" height="40" /> }.into_any(),
                    None => initial.into_any(),
                }}
            </span>
            <span class="person-name" dir="auto">
                {name}
                // Found by whoever looks; nobody is told of each word.
                <span class="visually-hidden">{move || speaks.get().then(|| i18n.say("person-speaks", &[]))}</span>
            </span>
            <Device on=audio glyphs=(Glyph::Microphone, Glyph::MicrophoneOff) names=("person-microphone-on", "person-microphone-off") />
            <Device on=video glyphs=(Glyph::Camera, Glyph::CameraOff) names=("person-camera-on", "person-camera-off") />
        </li>
    }
}

#[component]
fn Device(on: Signal<bool>, glyphs: (Glyph, Glyph), names: (&'static str, &'static str)) -> impl IntoView {
    view! {
        <span class="person-device" data-off=move || (!on.get()).then_some("")>
            <Icon glyph=Signal::derive(move || if on.get() { glyphs.0 } else { glyphs.1 }) />
            <span class="visually-hidden">
                {tr!(if on.get() { names.0 } else { names.1 })}
            </span>
        </span>
    }
}
