//! What this page shows beside the call itself, and what it can be asked for by buttons and keys alike.

use leptos::html::{Main, Video};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::idle::Hand;
use super::news::Toasts;
use super::panel::Panel;
use super::preferences::Preferences;
use super::report::Case;
use super::shortcut::Shortcut;
use crate::services::call::{CallContext, CallStatus};
use crate::services::{screen, settings};

const KEPT_AS: &str = "call-page";
/// A phone that lies on its side: the panel stands over the stage, not beside it. With a minimum of
/// width, since the keyboard of a phone that stands upright makes its page a low one too. As in
/// style/call/layout.css.
const PANEL_ABOVE_STAGE: &str = "(orientation: landscape) and (max-height: 34rem) and (min-width: 30rem)";
/// Where the partner's picture fills the stage unless asked otherwise; as in style/call/stage.css.
const NARROW: &str = "(max-width: 40rem)";

#[derive(Clone, Copy)]
pub struct CallView {
    pub page: NodeRef<Main>,
    pub local: NodeRef<Video>,
    pub remote: NodeRef<Video>,
    pub preferences: RwSignal<Preferences>,
    pub panel_open: RwSignal<bool>,
    is_narrow: RwSignal<bool>,
    /// The partner's video has a picture to show.
    pub has_frame: RwSignal<bool>,
    pub partner_speaks: RwSignal<bool>,
    pub own_speaks: RwSignal<bool>,
    pub hidden_from: RwSignal<Option<Hand>>,
    pub is_full: RwSignal<bool>,
    pub is_pictured: RwSignal<bool>,
    pub help_open: RwSignal<bool>,
    /// What is being reported, while the dialog for it is open.
    pub reporting: RwSignal<Option<Case>>,
    /// The partner's picture is blurred.
    pub veiled: RwSignal<bool>,
    pub toasts: RwSignal<Toasts>,
}

impl CallView {
    pub fn provide() -> Self {
        let view = Self {
            page: NodeRef::new(),
            local: NodeRef::new(),
            remote: NodeRef::new(),
            preferences: RwSignal::default(),
            panel_open: RwSignal::new(true),
            is_narrow: RwSignal::default(),
            has_frame: RwSignal::default(),
            partner_speaks: RwSignal::default(),
            own_speaks: RwSignal::default(),
            hidden_from: RwSignal::default(),
            is_full: RwSignal::default(),
            is_pictured: RwSignal::default(),
            help_open: RwSignal::default(),
            reporting: RwSignal::default(),
            veiled: RwSignal::default(),
            toasts: RwSignal::default(),
        };
        provide_context(view);
        view.remember();
        view.follow_window();
        view
    }

    /// The server's first render knows no preferences; they come in once the browser has taken over.
    fn remember(self) {
        Effect::new(move |before: Option<()>| {
            let now = self.preferences.get();
            if before.is_some() {
                settings::remember(KEPT_AS, &now);
            } else if let Some(kept) = settings::recall::<Preferences>(KEPT_AS) {
                self.preferences.set(kept);
            }
        });
    }

    fn follow_window(self) {
        // `None` at first, so that the window as it is counts as a change.
        let was_above = RwSignal::new(None);
        let lay_out = move || {
            self.is_narrow.set(screen::matches(NARROW));
            let above = screen::matches(PANEL_ABOVE_STAGE);
            if was_above.get_untracked() != Some(above) {
                was_above.set(Some(above));
                self.panel_open.set(!above && self.preferences.with_untracked(|it| it.panel_open));
            }
        };
        let look = move || {
            self.is_full.set(screen::is_full());
            self.is_pictured.set(screen::is_pictured());
        };
        Effect::new(move || {
            untrack(lay_out);
            let listeners = [
                window_event_listener_untyped("resize", move |_| lay_out()),
                window_event_listener_untyped("fullscreenchange", move |_| look()),
                window_event_listener_untyped("enterpictureinpicture", move |_| look()),
                window_event_listener_untyped("leavepictureinpicture", move |_| look()),
            ];
            on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
        });
    }

    pub fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        self.preferences.update(change);
    }

    /// Whether the partner's picture is cut off to fill the stage.
    pub fn fills(self) -> bool {
        self.preferences.with(|it| it.fills).unwrap_or_else(|| self.is_narrow.get())
    }

    /// What the panel shows, even while it is closed.
    pub fn panel(self) -> Panel {
        self.preferences.with(|it| it.panel)
    }

    pub fn show(self, panel: Panel) {
        self.prefer(|it| it.panel = panel);
        self.set_panel_open(true);
    }

    pub fn set_panel_open(self, open: bool) {
        self.panel_open.set(open);
        if !screen::matches(PANEL_ABOVE_STAGE) {
            self.prefer(|it| it.panel_open = open);
        }
    }

    pub fn toggle_full(self) {
        if let Some(page) = self.page.get_untracked() {
            screen::toggle_full(&page);
        }
    }

    pub fn toggle_pictured(self) {
        if let Some(video) = self.remote.get_untracked() {
            screen::toggle_pictured(&video);
        }
    }

    pub fn act(self, shortcut: Shortcut, call: CallContext) {
        match shortcut {
            Shortcut::Mute => call.stream.toggle_mute(),
            Shortcut::Camera => call.stream.toggle_camera(),
            Shortcut::Next => call.next(),
            Shortcut::Chat => {
                self.show(Panel::Chat);
                // The panel must be there before it can take the focus.
                request_animation_frame(|| focus("message"));
            }
            Shortcut::FullScreen => self.toggle_full(),
            Shortcut::PictureInPicture => self.toggle_pictured(),
            Shortcut::Help => self.help_open.set(true),
        }
    }

    /// For `aria-keyshortcuts`.
    pub fn key_of(self, shortcut: Option<Shortcut>) -> Option<&'static str> {
        shortcut.filter(|_| self.preferences.with(|it| it.shortcuts)).map(Shortcut::key)
    }
}

/// In a call with somebody, whatever their link to the server does.
pub fn is_live(status: &CallStatus) -> bool {
    matches!(status, CallStatus::Connected { .. } | CallStatus::PeerAway { .. })
}

/// Gives the focus to the element of this id. What cannot take it leaves it where it was, which is no harm.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        _ = element.focus();
    }
}
