//! The partner's picture in a small window above all others
//! ([W3C Picture-in-Picture](https://www.w3.org/TR/picture-in-picture/)). web-sys does not know it yet.

use leptos::prelude::document;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlVideoElement;

#[wasm_bindgen]
extern "C" {
    type Pictured;
    #[wasm_bindgen(method, getter, js_name = pictureInPictureEnabled)]
    fn enabled(this: &Pictured) -> Option<bool>;
    #[wasm_bindgen(method, getter, js_name = pictureInPictureElement)]
    fn element(this: &Pictured) -> JsValue;
    #[wasm_bindgen(method, catch, js_name = exitPictureInPicture)]
    fn exit(this: &Pictured) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = requestPictureInPicture)]
    fn request(this: &Pictured) -> Result<js_sys::Promise, JsValue>;
}

pub fn may_be_pictured() -> bool {
    document().unchecked_ref::<Pictured>().enabled().unwrap_or(false)
}

pub fn is_pictured() -> bool {
    // Undefined where the browser knows nothing of it.
    document().unchecked_ref::<Pictured>().element().is_object()
}

/// Opens or closes the small window. To be called while a press is handled.
pub fn toggle_pictured(video: &HtmlVideoElement) {
    let asked = if is_pictured() {
        document().unchecked_ref::<Pictured>().exit()
    } else {
        video.unchecked_ref::<Pictured>().request()
    };
    if let Ok(asked) = asked {
        spawn_local(async move {
            // Refused, or no picture yet: the page stays as it is, which can be seen.
            _ = JsFuture::from(asked).await;
        });
    }
}
