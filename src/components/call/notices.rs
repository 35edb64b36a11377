//! What the person should know beside the call's own status.

use leptos::prelude::*;

use super::status::partner;
use crate::components::common::{Alert, device_lost};
use crate::i18n::{I18n, use_i18n};
use crate::services::call::{CallContext, NoPlace, NotSent, Notice};
use crate::services::media::MediaError;
use crate::services::signaling::session::Closing;
use crate::services::signaling::{Link, SocketContext};

/// The link to the server is lost: the call itself needs none.
#[component]
pub fn LinkBanner() -> impl IntoView {
    let link = expect_context::<SocketContext>().link;
    let call = expect_context::<CallContext>();
    let i18n = use_i18n();
    let in_call = move || call.status.with(|status| partner(status).is_some());
    view! {
        // No role: the one status region of the page tells of the call.
        <p class="link-banner" aria-live="polite">
            {move || match (link.get(), in_call()) {
                (Link::Reconnecting, true) => Some(i18n.say("link-lost-in-call", &[])),
                (Link::Reconnecting, false) => Some(i18n.say("link-lost", &[])),
                // Not an empty text: the server writes that as a space, and the banner would stand there.
                (Link::Closed | Link::Connecting | Link::Online, _) => None,
            }}
        </p>
    }
}

#[component]
pub fn Notices() -> impl IntoView {
    let i18n = use_i18n();
    let notice = expect_context::<CallContext>().notice;
    view! {
        <Alert
            words=move || notice.with(|notice| notice.as_ref().map(|notice| words(i18n, notice)))
            dismiss=move || notice.set(None)
        />
    }
}

fn words(i18n: I18n, notice: &Notice) -> String {
    let named = |id, name: &String| i18n.say(id, &[("name", name.into())]);
    let id = match notice {
        Notice::PartnerWithoutServer { name } => return named("notice-partner-without-server", name),
        Notice::NotConnected { name } => return named("notice-not-connected", name),
        Notice::DeviceLost(lost) => return device_lost(i18n, lost),
        Notice::ConnectionLost { name } => return named("notice-connection-lost", name),
        Notice::NoRelayOffered => "notice-no-relay-offered",
        Notice::NoRelayReached => "notice-no-relay-reached",
        Notice::Devices(MediaError::Refused) => "notice-devices-refused",
        Notice::Devices(MediaError::NotFound) => "notice-devices-not-found",
        Notice::Devices(MediaError::InUse) => "notice-devices-in-use",
        Notice::Devices(MediaError::Insecure) => "notice-devices-insecure",
        Notice::Devices(MediaError::Other) => "notice-devices-other",
        Notice::NotSent(NotSent::WithoutChat) => "notice-not-sent-without-chat",
        Notice::NotSent(NotSent::Alone) => "notice-not-sent-alone",
        Notice::NotSent(NotSent::Refused) => "notice-not-sent-refused",
        Notice::ServerRestarted => "notice-server-restarted",
        Notice::Closed { closing: Closing::TakenOver, in_call: true } => "notice-taken-over-in-call",
        Notice::Closed { closing: Closing::TakenOver, in_call: false } => "notice-taken-over",
        Notice::Closed { closing: Closing::Outdated, in_call: true } => "notice-outdated-in-call",
        Notice::Closed { closing: Closing::Outdated, in_call: false } => "notice-outdated",
        Notice::NotAgain { name } => return named("notice-not-again", name),
        Notice::NoPlace(why) => no_place(*why),
        Notice::Reported => "notice-reported",
        Notice::NotReported => "notice-not-reported",
        Notice::Banned { hours } => return i18n.say("notice-banned", &[("hours", (*hours).into())]),
        Notice::DetailsRefused => "notice-details-refused",
    };
    i18n.say(id, &[])
}

/// The message that says why one is not in a private room.
fn no_place(why: NoPlace) -> &'static str {
    match why {
        NoPlace::Full => "notice-room-full",
        NoPlace::Unknown => "notice-room-not-found",
        NoPlace::Expired => "notice-room-expired",
    }
}
