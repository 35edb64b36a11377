//! Where the call stands: in the middle while there is no picture; then as a plate at its edge, with what
//! the partner has turned off and how good the connection is. In between, the ways on.

use leptos::prelude::*;

use super::again::AfterCall;
use super::connection::QualityIndicator;
use super::invite::RoomInvitation;
use super::status::{Status, partner};
use super::view::is_live;
use super::waiting::Waiting;
use crate::components::common::{Glyph, Icon, Loop};
use crate::services::call::CallContext;
use crate::tr;

#[component]
pub fn Plate() -> impl IntoView {
    view! {
        <div class="stage-words">
            <Loop />
            <Status />
            <QualityIndicator />
            <RemoteBadges />
            <Waiting />
            <RoomInvitation />
            <AfterCall />
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
            .with(|status| is_live(status).then(|| partner(status).map(str::to_owned)).flatten())?;
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
