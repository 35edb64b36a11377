//! The partner's picture, and what stands in its place until it comes and while their camera is off.

use leptos::prelude::*;

use super::status::partner;
use super::veil::Veil;
use super::view::{CallView, is_live};
use crate::components::common::{Glyph, Icon};
use crate::services::call::CallContext;
use crate::tr;

#[component]
pub fn RemotePicture() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let view = expect_context::<CallView>();
    let look = move || {
        if let Some(video) = view.remote.get_untracked() {
            view.has_frame.set(video.video_width() > 0);
        }
    };
    let dark = move || call.status.with(is_live) && !call.remote_media.get().video;
    let fills = move || view.preferences.with(|it| it.fills);
    view! {
        <video
            node_ref=view.remote
            class="remote-video"
            aria-label=tr!("remote-video")
            data-veiled=move || view.veiled.get().then_some("")
            data-dark=move || dark().then_some("")
            data-fit=move || fills().map(|fills| if fills { "cover" } else { "contain" })
            prop:volume=move || view.preferences.with(|it| it.volume)
            autoplay
            playsinline
            on:loadeddata=move |_| look()
            on:click=move |_| view.veiled.set(false)
            on:resize=move |_| look()
            on:emptied=move |_| look()
        ></video>
        <Placeholder dark=Signal::derive(dark) />
        <Veil />
    }
    .into_any()
}

/// The partner's thumbnail, or their initial.
#[component]
fn Placeholder(dark: Signal<bool>) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let view = expect_context::<CallView>();
    let name = Memo::new(move |_| call.status.with(|status| partner(status).map(str::to_owned)));
    let shown = move || name.get().is_some() && (dark.get() || !view.has_frame.get());
    let initial = move || name.with(|name| name.as_deref().map(initial));
    view! {
        <div
            class="placeholder"
            aria-hidden="true"
            data-shown=move || shown().then_some("")
            data-coming=move || (!dark.get()).then_some("")
        >
            {move || call.remote_image.get().map(|image| view! { <img class="placeholder-backdrop" src=image alt="" /> })}
            <span class="placeholder-face">
                {move || match call.remote_image.get() {
                    Some(image) => view! { <img src=image alt="" /> }.into_any(),
                    None => view! { <span>{initial}</span> }.into_any(),
                }}
            </span>
            <Show when=move || dark.get()>
                <Icon glyph=Glyph::CameraOff />
            </Show>
        </div>
    }
}

/// What stands for a person without a picture.
pub fn initial(name: &str) -> String {
    name.chars().next().map(|first| first.to_uppercase().to_string()).unwrap_or_default()
}
