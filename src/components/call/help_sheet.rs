//! The keys of the call page, at a glance.

use leptos::prelude::*;

use super::shortcut::Shortcut;
use super::view::CallView;
use crate::components::common::Dialog;
use crate::tr;

#[component]
pub fn HelpSheet() -> impl IntoView {
    let view = expect_context::<CallView>();
    let off = move || view.preferences.with(|it| !it.shortcuts);
    let rows = Shortcut::ALL.map(|shortcut| {
        view! {
            <div class="key-row">
                <dt>
                    <kbd>{shortcut.key()}</kbd>
                </dt>
                <dd>{tr!(shortcut.deed())}</dd>
            </div>
        }
    });
    view! {
        <Dialog id="help-sheet" title="shortcuts" open=view.help_open>
            <Show when=off>
                <p class="hint">{tr!("shortcuts-are-off")}</p>
            </Show>
            <dl class="keys">
                {rows}
                <div class="key-row">
                    <dt>
                        <kbd>"←"</kbd>
                        <kbd>"→"</kbd>
                        <kbd>"↑"</kbd>
                        <kbd>"↓"</kbd>
                    </dt>
                    <dd>{tr!("shortcut-arrows")}</dd>
                </div>
                <div class="key-row">
                    <dt>
                        <kbd>"Esc"</kbd>
                    </dt>
                    <dd>{tr!("shortcut-escape")}</dd>
                </div>
            </dl>
        </Dialog>
    }
    .into_any()
}
