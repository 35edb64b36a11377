//! A question, or a sheet, before everything else on the page.

use leptos::html;
use leptos::prelude::*;

use crate::tr;

/// A modal `<dialog>`: the browser holds the focus in it, closes it by Escape, and brings the focus back.
#[component]
pub fn Dialog(
    /// A word for ids.
    id: &'static str,
    /// The message that names it.
    title: &'static str,
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
    let title_id = StoredValue::new(format!("{id}-title"));
    view! {
        <dialog
            id=id
            class="dialog"
            node_ref=dialog
            aria-labelledby=title_id.get_value()
            on:close=move |_| open.set(false)
        >
            <h2 id=title_id.get_value()>{tr!(title)}</h2>
            {children()}
        </dialog>
    }
    .into_any()
}
