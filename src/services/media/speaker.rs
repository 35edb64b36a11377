//! Which speaker plays what the page lets hear (W3C Audio Output Devices API).

use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlMediaElement;

#[wasm_bindgen]
extern "C" {
    /// `HTMLMediaElement` with what web-sys lacks of it.
    #[wasm_bindgen(extends = HtmlMediaElement)]
    type Routed;

    #[wasm_bindgen(method, catch, js_name = setSinkId)]
    fn set_sink_id(this: &Routed, id: &str) -> Result<Promise, JsValue>;
}

/// Safari, for one, leaves the choice to the system.
pub fn can_be_chosen() -> bool {
    let prototype = Reflect::get(&window(), &"HTMLMediaElement".into())
        .and_then(|class| Reflect::get(&class, &"prototype".into()));
    prototype.is_ok_and(|prototype| Reflect::has(&prototype, &"setSinkId".into()).unwrap_or(false))
}

/// Lets `element` be heard on this speaker; on the system's own where it has none of that id, or `id` is
/// empty.
pub async fn route(element: &HtmlMediaElement, id: &str) {
    if !can_be_chosen() {
        return;
    }
    let element: &Routed = element.unchecked_ref();
    let to = async |id: &str| JsFuture::from(element.set_sink_id(id)?).await;
    if to(id).await.is_err() {
        // The system's own is where it is heard anyhow.
        _ = to("").await;
    }
}
