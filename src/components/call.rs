//! The call: the stage with both pictures, the controls, and the menu with chat, people, devices and
//! help (the seed's CallPageHome). Everything it shows comes from [`CallContext`]; the next room on a
//! call's way is [`crate::services::call`].

mod chat;
mod connection;
mod controls;
mod help;
mod local_time;
mod menu;
mod notices;
mod people;
mod stage;
mod status;

use leptos::html::Video;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::common::{NeedsScript, PageHead};
use crate::services::call::CallContext;
use crate::services::settings;
use crate::tr;
use controls::Controls;
use menu::MenuSidebar;
use stage::Stage;

#[component]
pub fn CallPage() -> impl IntoView {
    let local = NodeRef::<Video>::new();
    let remote = NodeRef::<Video>::new();
    enter(local, remote);
    view! {
        <PageHead title="call-title" description="call-description" />
        <main id="content" class="call" tabindex="-1">
            <NeedsScript />
            <h1 class="visually-hidden">{tr!("call")}</h1>
            <Stage local remote />
            <Controls />
            <MenuSidebar />
        </main>
    }
}

/// Starts the call, in the browser only; whoever has no name yet goes to the Studio first, and comes
/// back by way of the same room.
fn enter(local: NodeRef<Video>, remote: NodeRef<Video>) {
    let call = expect_context::<CallContext>();
    let room = use_query_map().read_untracked().get("room");
    let navigate = use_navigate();
    Effect::new(move || match (settings::user_name(), &room) {
        (Some(_), room) => untrack(|| call.start(local, remote, room.clone())),
        (None, Some(room)) => navigate(&format!("/room/{room}"), replace()),
        (None, None) => navigate("/studio", replace()),
    });
}

/// The way back must not lead to a page that only leads on again.
fn replace() -> NavigateOptions {
    NavigateOptions { replace: true, ..Default::default() }
}
