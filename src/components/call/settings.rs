//! The menu's panel for how the page behaves.

use leptos::prelude::*;

use super::view::CallView;
use crate::components::common::{LanguageChoice, use_hydrated};
use crate::tr;

#[component]
pub fn SettingsPanel() -> impl IntoView {
    let view = expect_context::<CallView>();
    let shortcuts = Signal::derive(move || view.preferences.with(|it| it.shortcuts));
    let veil = Signal::derive(move || view.preferences.with(|it| it.soft_reveal));
    let hide = Signal::derive(move || view.preferences.with(|it| it.hide_controls));
    view! {
        <LanguageChoice id="call-language" />
        <Setting
            name=Signal::derive(move || if shortcuts.get() { "shortcuts-turn-off" } else { "shortcuts-turn-on" })
            about="shortcuts-hint"
            press=move || view.prefer(|it| it.shortcuts = !it.shortcuts)
        />
        <Setting
            name=Signal::derive(move || if veil.get() { "veil-turn-off" } else { "veil-turn-on" })
            about="veil-hint"
            press=move || view.prefer(|it| it.soft_reveal = !it.soft_reveal)
        />
        <Setting
            name=Signal::derive(move || if hide.get() { "controls-keep" } else { "controls-hide" })
            about="controls-hide-hint"
            press=move || view.prefer(|it| it.hide_controls = !it.hide_controls)
        />
    }
    .into_any()
}

#[component]
fn Setting(
    /// Both are messages.
    name: Signal<&'static str>,
    about: &'static str,
    press: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let hydrated = use_hydrated();
    view! {
        <div class="setting">
            <button class="button" aria-describedby=about disabled=move || !hydrated.get() on:click=move |_| press()>
                {tr!(name.get())}
            </button>
            <p id=about class="hint">
                {tr!(about)}
            </p>
        </div>
    }
}
