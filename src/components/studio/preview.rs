//! The own picture, as in a mirror, and the one button that asks for the devices.

use leptos::html::Video;
use leptos::prelude::*;

use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::services::media::{Access, StreamContext};

#[component]
pub fn Preview() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let video = NodeRef::<Video>::new();
    stream.preview(video);
    view! {
        <section class="preview" aria-label="Preview">
            <video
                node_ref=video
                class="mirrored"
                aria-label="Your preview"
                autoplay
                playsinline
                muted
                prop:muted=true
            ></video>
            {move || match stream.access.get() {
                Access::NotAsked => Some(view! { <TurnOn /> }.into_any()),
                Access::Asking => {
                    Some(cover("Your browser is asking: please allow camera and microphone.").into_any())
                }
                Access::Ready { video: true, .. } => None,
                Access::Ready { audio: true, .. } => {
                    Some(cover("Your camera stays off: you will be heard, not seen.").into_any())
                }
                Access::Ready { .. } => {
                    Some(cover("You go without camera and microphone: you see, hear and write.").into_any())
                }
                Access::Failed(_) => Some(cover("No picture yet.").into_any()),
            }}
        </section>
    }
    .into_any()
}

/// What stands in place of a picture.
fn cover(words: &'static str) -> impl IntoView {
    view! {
        <div class="preview-cover">
            <Icon glyph=Glyph::CameraOff />
            <p>{words}</p>
        </div>
    }
}

/// Nothing is asked before this click.
#[component]
fn TurnOn() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let hydrated = use_hydrated();
    view! {
        <div class="preview-cover">
            <Icon glyph=Glyph::Camera />
            <p>"Your browser will ask for your permission."</p>
            <button
                class="button primary"
                disabled=move || !hydrated.get()
                on:click=move |_| stream.ask()
            >
                "Turn on camera and microphone"
            </button>
        </div>
    }
}
