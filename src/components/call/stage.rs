//! Both pictures, and over them what there is to know.

use leptos::html::Video;
use leptos::prelude::*;

use super::again::AfterCall;
use super::invite::RoomInvitation;
use super::notices::{LinkBanner, Notices};
use super::status::{Status, partner, scene};
use super::waiting::Waiting;
use crate::components::common::{Glyph, Icon, Loop};
use crate::services::call::{CallContext, CallStatus};
use crate::services::media::{Access, StreamContext};
use crate::tr;

#[component]
pub fn Stage(local: NodeRef<Video>, remote: NodeRef<Video>) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let partner_dark = move || call.status.with(is_connected) && !call.remote_media.get().video;
    view! {
        <section
            class="stage"
            aria-label=tr!("stage")
            data-scene=move || call.status.with(scene)
            data-partner-dark=move || partner_dark().then_some("")
        >
            <video node_ref=remote class="remote-video" aria-label=tr!("remote-video") autoplay playsinline></video>
            <Icon glyph=Glyph::CameraOff />
            <div class="stage-words">
                <Loop />
                <Status />
                <Waiting />
                <RoomInvitation />
                <AfterCall />
            </div>
            <RemoteBadges />
            <OwnVideo video=local />
            <div class="stage-notices">
                <LinkBanner />
                <Notices />
            </div>
            <Show when=move || call.sound_blocked.get()>
                <button class="button primary large sound-button" on:click=move |_| call.play_sound()>
                    <Icon glyph=Glyph::Sound />
                    {tr!("sound-tap")}
                </button>
            </Show>
        </section>
    }
    .into_any()
}

fn is_connected(status: &CallStatus) -> bool {
    matches!(status, CallStatus::Connected { .. })
}

#[component]
fn OwnVideo(video: NodeRef<Video>) -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let dark =
        move || stream.camera_off.get() || !matches!(stream.access.get(), Access::Ready { video: true, .. });
    view! {
        <div class="own-video" data-dark=move || dark().then_some("")>
            <video
                node_ref=video
                class="mirrored"
                aria-label=tr!("own-video")
                autoplay
                playsinline
                muted
                prop:muted=true
            ></video>
            <Icon glyph=Glyph::CameraOff />
        </div>
    }
}

/// What the partner has turned off.
#[component]
fn RemoteBadges() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let badge = move |off: bool, glyph: Glyph, message: &'static str| {
        let name = call
            .status
            .with(|status| is_connected(status).then(|| partner(status).map(str::to_owned)).flatten())?;
        off.then(|| {
            view! {
                <li class="badge">
                    <Icon glyph />
                    {tr!(message, name = name.as_str())}
                </li>
            }
        })
    };
    view! {
        <ul class="remote-badges" aria-label=tr!("partner-devices")>
            {move || badge(!call.remote_media.get().audio, Glyph::MicrophoneOff, "partner-microphone-off")}
            {move || badge(!call.remote_media.get().video, Glyph::CameraOff, "partner-camera-off")}
        </ul>
    }
}
