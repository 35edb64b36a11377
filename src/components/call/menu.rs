//! The menu beside the stage, which switches its panel (the seed's MenuSidebar): tabs that are always in
//! sight, and a panel that can be closed for a larger stage.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::chat::{ChatSection, use_unread};
use super::connection::ConnectionPanel;
use super::help::Help;
use super::panel::Panel;
use super::people::People;
use super::settings::SettingsPanel;
use super::view::{CallView, focus};
use crate::components::common::{CameraSelect, Glyph, Icon, MicrophoneSelect, SpeakerSelect, use_hydrated};
use crate::i18n::{Direction, use_i18n};
use crate::tr;

#[component]
pub fn MenuSidebar() -> impl IntoView {
    let view = expect_context::<CallView>();
    let i18n = use_i18n();
    let unread = use_unread(Signal::derive(move || view.panel_open.get() && view.panel() == Panel::Chat));
    let turn = move |event: KeyboardEvent| {
        let right_to_left = i18n.language.get_untracked().direction() == Direction::RightToLeft;
        if let Some(panel) = view.preferences.with_untracked(|it| it.panel).at(&event.key(), right_to_left) {
            event.prevent_default();
            view.show(panel);
            focus(&panel.tab_id());
        }
    };
    let close_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() && view.panel_open.get_untracked() {
            event.prevent_default();
            view.set_panel_open(false);
            focus("menu-toggle");
        }
    };
    let tabs = Panel::ALL.map(|panel| {
        let unread = Signal::derive(move || if panel == Panel::Chat { unread.get() } else { 0 });
        view! { <Tab panel unread /> }
    });
    view! {
        <aside class="menu" aria-label=tr!("menu-panel") on:keydown=close_by_key>
            <div class="menu-bar">
                <div class="menu-tabs" role="tablist" aria-label=tr!("menu") on:keydown=turn>
                    {tabs}
                </div>
                <PanelToggle />
            </div>
            <div class="menu-panels" hidden=move || !view.panel_open.get()>
                <PanelView panel=Panel::Chat>
                    <ChatSection />
                </PanelView>
                <PanelView panel=Panel::People>
                    <People />
                </PanelView>
                <PanelView panel=Panel::Devices>
                    <CameraSelect />
                    <MicrophoneSelect />
                    <SpeakerSelect />
                    <p class="hint">{tr!("devices-hint")}</p>
                </PanelView>
                <PanelView panel=Panel::Connection>
                    <ConnectionPanel />
                </PanelView>
                <PanelView panel=Panel::Settings>
                    <SettingsPanel />
                </PanelView>
                <PanelView panel=Panel::Help>
                    <Help />
                </PanelView>
            </div>
        </aside>
    }
    .into_any()
}

#[component]
fn Tab(
    panel: Panel,
    /// How many messages came while nobody looked.
    unread: Signal<usize>,
) -> impl IntoView {
    let view = expect_context::<CallView>();
    let chosen = move || view.panel() == panel;
    view! {
        <button
            id=panel.tab_id()
            class="menu-tab"
            role="tab"
            aria-selected=move || chosen().to_string()
            aria-controls=panel.panel_id()
            tabindex=move || if chosen() { "0" } else { "-1" }
            on:click=move |_| view.show(panel)
        >
            <Icon glyph=panel.glyph() />
            <span class="menu-label">{tr!(panel.title())}</span>
            <Show when=move || unread.get() != 0>
                <span class="unread">
                    <span aria-hidden="true">{move || unread.get()}</span>
                    <span class="visually-hidden">{tr!("menu-chat-news", count = unread.get())}</span>
                </span>
            </Show>
        </button>
    }
}

#[component]
fn PanelToggle() -> impl IntoView {
    let hydrated = use_hydrated();
    let view = expect_context::<CallView>();
    let open = view.panel_open;
    view! {
        <button
            id="menu-toggle"
            class="menu-toggle"
            aria-label=tr!(if open.get() { "menu-close" } else { "menu-open" })
            disabled=move || !hydrated.get()
            on:click=move |_| view.set_panel_open(!open.get_untracked())
        >
            <Icon glyph=Signal::derive(move || if open.get() { Glyph::PanelClose } else { Glyph::PanelOpen }) />
        </button>
    }
}

#[component]
fn PanelView(panel: Panel, children: Children) -> impl IntoView {
    let view = expect_context::<CallView>();
    // Panels that may scroll and hold nothing to focus take the focus themselves.
    let tabindex = matches!(panel, Panel::People | Panel::Help).then_some("0");
    view! {
        <div
            id=panel.panel_id()
            class="menu-panel"
            role="tabpanel"
            aria-labelledby=panel.tab_id()
            tabindex=tabindex
            hidden=move || view.panel() != panel
        >
            {children()}
        </div>
    }
    .into_any()
}
