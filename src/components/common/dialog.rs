//! A question, a sheet or a letter before everything else on the page.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDialogElement, Node};

use super::{Glyph, Icon};
use crate::tr;

/// A modal `<dialog>`: the browser holds the focus in it, closes it by Escape, and brings the focus back.
/// A press beside it closes it, too.
#[component]
pub fn Dialog(
    /// A word for ids.
    id: &'static str,
    /// The message that names it.
    title: &'static str,
    /// Whom the title names, if it does.
    #[prop(optional, into)]
    name: Signal<String>,
    open: RwSignal<bool>,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only for what is no longer on the page.
            _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    // A press beside the dialog is one on the dialog's own element.
    let leave = move |event: MouseEvent| {
        let beside = |dialog: &HtmlDialogElement| {
            event.target().is_some_and(|target| dialog.is_same_node(target.dyn_ref::<Node>()))
        };
        if dialog.get_untracked().is_some_and(|dialog| beside(&dialog)) {
            open.set(false);
        }
    };
    let title_id = StoredValue::new(format!("{id}-title"));
    view! {
        <dialog
            id=id
            class="dialog"
            node_ref=dialog
            aria-labelledby=title_id.get_value()
            on:close=move |_| open.set(false)
            on:click=leave
        >
            <div class="dialog-face">
                <header class="dialog-head">
                    <h2 id=title_id.get_value()>{tr!(title, name = name.get())}</h2>
                    <button
                        type="button"
                        class="button quiet icon-only"
                        aria-label=tr!("close")
                        on:click=move |_| open.set(false)
                    >
                        <Icon glyph=Glyph::Close />
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
    .into_any()
}
