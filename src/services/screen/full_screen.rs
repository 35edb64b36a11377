//! The [Fullscreen API](https://fullscreen.spec.whatwg.org/). Not on iPhones, where only videos may fill
//! the screen.

use leptos::prelude::document;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element};

// web-sys drops the promises, whose refusals would then stand in the console as unheard.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = js_sys::Object)]
    type Filler;
    #[wasm_bindgen(method, catch, js_name = requestFullscreen)]
    fn request_fullscreen(this: &Filler) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = exitFullscreen)]
    fn exit_fullscreen(this: &Filler) -> Result<js_sys::Promise, JsValue>;
}

pub fn may_be_full() -> bool {
    document().fullscreen_enabled()
}

pub fn is_full() -> bool {
    document().fullscreen_element().is_some()
}

/// Lets `element` fill the screen, or gives the screen back. To be called while a press is handled.
pub fn toggle_full(element: &Element) {
    let document: Document = document();
    let asked = if is_full() {
        document.unchecked_ref::<Filler>().exit_fullscreen()
    } else {
        element.unchecked_ref::<Filler>().request_fullscreen()
    };
    if let Ok(asked) = asked {
        spawn_local(async move {
            // Refused: the page stays as it is, which can be seen.
            _ = JsFuture::from(asked).await;
        });
    }
}
