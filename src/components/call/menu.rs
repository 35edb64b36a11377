//! The menu beside the stage, which switches its panel (the seed's MenuSidebar): tabs, as the ARIA
//! Authoring Practices describe them.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::chat::ChatSection;
use super::connection::ConnectionPanel;
use super::help::Help;
use super::people::People;
use crate::components::common::{CameraSelect, Glyph, Icon, MicrophoneSelect};
use crate::services::call::CallContext;
use crate::tr;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Panel {
    Chat,
    People,
    Devices,
    Connection,
    Help,
}

impl Panel {
    const ALL: [Panel; 5] = [Panel::Chat, Panel::People, Panel::Devices, Panel::Connection, Panel::Help];

    /// A word for ids.
    const fn name(self) -> &'static str {
        match self {
            Panel::Chat => "chat",
            Panel::People => "people",
            Panel::Devices => "devices",
            Panel::Connection => "connection",
            Panel::Help => "help",
        }
    }

    /// The message that names it.
    const fn title(self) -> &'static str {
        match self {
            Panel::Chat => "menu-chat",
            Panel::People => "menu-people",
            Panel::Devices => "menu-devices",
            Panel::Connection => "connection",
            Panel::Help => "menu-help",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Panel::Chat => Glyph::Chat,
            Panel::People => Glyph::People,
            Panel::Devices => Glyph::Devices,
            Panel::Connection => Glyph::Connection,
            Panel::Help => Glyph::Help,
        }
    }

    fn tab_id(self) -> String {
        format!("tab-{}", self.name())
    }

    fn panel_id(self) -> String {
        format!("panel-{}", self.name())
    }

    /// The panel that a key leads to.
    fn at(self, key: &str) -> Option<Panel> {
        let here = Self::ALL.iter().position(|panel| *panel == self)?;
        let count = Self::ALL.len();
        match key {
            "ArrowRight" => Some(Self::ALL[(here + 1) % count]),
            "ArrowLeft" => Some(Self::ALL[(here + count - 1) % count]),
            "Home" => Some(Self::ALL[0]),
            "End" => Some(Self::ALL[count - 1]),
            _ => None,
        }
    }
}

#[component]
pub fn MenuSidebar() -> impl IntoView {
    let open = RwSignal::new(Panel::Chat);
    let unread = unread_while_elsewhere(open);
    let turn = move |event: KeyboardEvent| {
        if let Some(panel) = open.get().at(&event.key()) {
            event.prevent_default();
            open.set(panel);
            focus(&panel.tab_id());
        }
    };
    let tabs = Panel::ALL.map(|panel| {
        let news = move || panel == Panel::Chat && unread.get();
        view! { <Tab panel open news=Signal::derive(news) /> }
    });
    view! {
        <aside class="menu" aria-label=tr!("menu-panel")>
            <div class="menu-tabs" role="tablist" aria-label=tr!("menu") on:keydown=turn>
                {tabs}
            </div>
            <PanelView panel=Panel::Chat open>
                <ChatSection />
            </PanelView>
            <PanelView panel=Panel::People open>
                <People />
            </PanelView>
            <PanelView panel=Panel::Devices open>
                <CameraSelect />
                <MicrophoneSelect />
                <p class="hint">{tr!("devices-hint")}</p>
            </PanelView>
            <PanelView panel=Panel::Connection open>
                <ConnectionPanel />
            </PanelView>
            <PanelView panel=Panel::Help open>
                <Help />
            </PanelView>
        </aside>
    }
    .into_any()
}

#[component]
fn Tab(panel: Panel, open: RwSignal<Panel>, news: Signal<bool>) -> impl IntoView {
    let chosen = move || open.get() == panel;
    view! {
        <button
            id=panel.tab_id()
            class="menu-tab"
            role="tab"
            aria-selected=move || chosen().to_string()
            aria-controls=panel.panel_id()
            tabindex=move || if chosen() { "0" } else { "-1" }
            on:click=move |_| open.set(panel)
        >
            <Icon glyph=panel.glyph() />
            {tr!(panel.title())}
            <Show when=move || news.get()>
                <span class="news">
                    <span class="visually-hidden">{tr!("menu-chat-news")}</span>
                </span>
            </Show>
        </button>
    }
}

#[component]
fn PanelView(panel: Panel, open: RwSignal<Panel>, children: Children) -> impl IntoView {
    // Panels that may scroll and hold nothing to focus take the focus themselves.
    let tabindex = matches!(panel, Panel::People | Panel::Help).then_some("0");
    view! {
        <div
            id=panel.panel_id()
            class="menu-panel"
            role="tabpanel"
            aria-labelledby=panel.tab_id()
            tabindex=tabindex
            hidden=move || open.get() != panel
        >
            {children()}
        </div>
    }
}

/// Whether words came in while another panel was open.
fn unread_while_elsewhere(open: RwSignal<Panel>) -> Memo<bool> {
    let messages = expect_context::<CallContext>().messages;
    let count = Memo::new(move |_| messages.with(Vec::len));
    let seen = RwSignal::new(0);
    Effect::new(move || {
        if open.get() == Panel::Chat || count.get() < seen.get_untracked() {
            seen.set(count.get());
        }
    });
    Memo::new(move |_| count.get() > seen.get())
}

fn focus(id: &str) {
    let tab = document().get_element_by_id(id).and_then(|tab| tab.dyn_into::<HtmlElement>().ok());
    if let Some(tab) = tab {
        // A tab that cannot take the focus leaves it where it was, which is no harm.
        let _ = tab.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrow_keys_go_round() {
        assert!(Panel::Help.at("ArrowRight") == Some(Panel::Chat));
        assert!(Panel::Chat.at("ArrowLeft") == Some(Panel::Help));
        assert!(Panel::People.at("End") == Some(Panel::Help));
        assert!(Panel::People.at("a").is_none());
    }
}
