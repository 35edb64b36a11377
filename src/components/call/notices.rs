//! What the person should know beside the call's own status.

use leptos::prelude::*;

use super::status::partner;
use crate::components::common::{Glyph, Icon};
use crate::services::call::CallContext;
use crate::services::signaling::{Link, SocketContext};

/// The link to the server is lost: the call itself needs none.
#[component]
pub fn LinkBanner() -> impl IntoView {
    let link = expect_context::<SocketContext>().link;
    let call = expect_context::<CallContext>();
    let in_call = move || call.status.with(|status| partner(status).is_some());
    view! {
        // No role: the one status region of the page tells of the call.
        <p class="link-banner" aria-live="polite">
            {move || match (link.get(), in_call()) {
                (Link::Reconnecting, true) => "Reconnecting to the server… your call goes on.",
                (Link::Reconnecting, false) => "Reconnecting to the server…",
                (Link::Closed | Link::Connecting | Link::Online, _) => "",
            }}
        </p>
    }
}

#[component]
pub fn Notices() -> impl IntoView {
    let call = expect_context::<CallContext>();
    view! {
        {move || {
            let words = call.notice.get()?;
            Some(
                view! {
                    <div class="notice">
                        <p role="alert">{words}</p>
                        <button
                            class="button quiet icon-only"
                            aria-label="Dismiss"
                            on:click=move |_| call.notice.set(None)
                        >
                            <Icon glyph=Glyph::Close />
                        </button>
                    </div>
                },
            )
        }}
    }
}
