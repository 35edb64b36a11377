//! The call: the stage with both pictures and the controls, and the menu with chat, people, devices,
//! settings and help (the seed's CallPageHome). What it shows of the call comes from [`CallContext`], what
//! it remembers of itself is [`view::CallView`]; `watch` follows keys, hands and news. The next room on a
//! call's way is [`crate::services::call`].

mod again;
mod chat;
mod connection;
mod controls;
mod corner;
mod extras;
mod help;
mod help_sheet;
mod idle;
mod invite;
mod leaving;
mod menu;
mod news;
mod notices;
mod own_picture;
mod panel;
mod people;
mod plate;
mod preferences;
mod remote_picture;
mod report;
mod settings;
mod shortcut;
mod stage;
mod status;
mod toasts;
mod unpleasant;
mod veil;
mod view;
mod waiting;
mod watch;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::common::{NeedsScript, PageHead, use_hydrated};
use crate::services::call::CallContext;
use crate::services::settings::user_name;
use crate::tr;
use help_sheet::HelpSheet;
use leaving::LeaveDialog;
use menu::MenuSidebar;
use report::ReportDialog;
use stage::Stage;
use view::CallView;

#[component]
pub fn CallPage() -> impl IntoView {
    let page = CallView::provide();
    let hydrated = use_hydrated();
    enter(page);
    watch::watch(expect_context::<CallContext>(), page);
    view! {
        <PageHead title="call-title" description="call-description" />
        <main
            id="content"
            class="call"
            tabindex="-1"
            node_ref=page.page
            data-hydrated=move || hydrated.get().then_some("")
            data-panel=move || if page.panel_open.get() { "open" } else { "closed" }
        >
            <NeedsScript />
            <h1 class="visually-hidden">{tr!("call")}</h1>
            <Stage />
            <MenuSidebar />
            <HelpSheet />
            <LeaveDialog />
            <ReportDialog />
        </main>
    }
}

/// Starts the call, in the browser only; whoever has no name yet goes to the Studio first, and comes
/// back by way of the same room.
fn enter(page: CallView) {
    let call = expect_context::<CallContext>();
    let room = use_query_map().read_untracked().get("room");
    let navigate = use_navigate();
    Effect::new(move || match (user_name(), &room) {
        (Some(_), room) => untrack(|| call.start(page.local, page.remote, room.clone())),
        (None, Some(room)) => navigate(&format!("/room/{room}"), replace()),
        (None, None) => navigate("/studio", replace()),
    });
}

/// The way back must not lead to a page that only leads on again.
fn replace() -> NavigateOptions {
    NavigateOptions { replace: true, ..Default::default() }
}
