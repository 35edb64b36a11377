//! The own picture, as in a mirror, and the one button that asks for the devices.

use leptos::html::Video;
use leptos::prelude::*;

use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::services::media::{Access, StreamContext};
use crate::tr;

#[component]
pub fn Preview(video: NodeRef<Video>) -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    stream.preview(video);
    view! {
        <section class="preview" aria-label=tr!("preview")>
            <video
                node_ref=video
                class:mirrored=move || !stream.faces_away.get()
                aria-label=tr!("preview-video")
                autoplay
                playsinline
                muted
                prop:muted=true
            ></video>
            {move || match stream.access.get() {
                Access::NotAsked => Some(view! { <TurnOn /> }.into_any()),
                Access::Asking => {
                    Some(cover("preview-asking").into_any())
                }
                Access::Ready { video: true, .. } => None,
                Access::Ready { audio: true, .. } => {
                    Some(cover("preview-audio-only").into_any())
                }
                Access::Ready { .. } => {
                    Some(cover("preview-without").into_any())
                }
                Access::Failed(_) => Some(cover("preview-none").into_any()),
            }}
        </section>
    }
    .into_any()
}

/// What stands in place of a picture.
fn cover(message: &'static str) -> impl IntoView {
    view! {
        <div class="preview-cover">
            <Icon glyph=Glyph::CameraOff />
            <p>{tr!(message)}</p>
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
            <p>{tr!("preview-will-ask")}</p>
            <button
                class="button primary"
                disabled=move || !hydrated.get()
                on:click=move |_| stream.ask()
            >
                {tr!("preview-turn-on")}
            </button>
        </div>
    }
}
