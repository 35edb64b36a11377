//! Hears of a link before the router follows it.

use leptos::prelude::{StoredValue, WithValue, document, on_cleanup, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// For as long as the calling component lives, calls `ask` with the address of each link that is clicked
/// to leave this page in this window. The click goes no further where `ask` answers that it took it over.
pub fn ask_before_links(ask: impl Fn(String) -> bool + 'static) {
    let on_click = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(address) = left_by(&event)
            && ask(address)
        {
            event.prevent_default();
        }
    });
    // The router listens to the window, which hears of a click after the document.
    let listener = on_click.as_ref().unchecked_ref();
    if document().add_event_listener_with_callback("click", listener).is_ok() {
        let on_click = StoredValue::new_local(on_click);
        on_cleanup(move || {
            on_click.try_with_value(|on_click| {
                let listener = on_click.as_ref().unchecked_ref();
                document().remove_event_listener_with_callback("click", listener)
            });
        });
    }
}

fn left_by(event: &MouseEvent) -> Option<String> {
    let elsewhere = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    if elsewhere || event.button() != 0 || event.default_prevented() {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let here = window().location().href().ok()?;
    (link.target().is_empty() && super::leads_away(&here, &link.href())).then(|| link.href())
}
