//! Asks the browser which codecs hardware encodes (W3C Media Capabilities), and offers those first.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::RtcRtpTransceiver;

use super::codecs;
use crate::services::dictionary::dictionary;

thread_local! {
    /// Of this computer, once it was asked.
    static IN_HARDWARE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = RtcRtpTransceiver)]
    type Transceiver;

    #[wasm_bindgen(method, catch, js_name = setCodecPreferences)]
    fn prefer(this: &Transceiver, codecs: &Array) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = RTCRtpReceiver, js_name = getCapabilities)]
    fn capabilities(kind: &str) -> Result<JsValue, JsValue>;
}

/// Before the first call, for it takes a moment. A browser that cannot be asked has its own order.
pub async fn learn() {
    let mut found = Vec::new();
    for name in codecs::candidates() {
        if encodes_in_hardware(name).await == Some(true) {
            found.push(name.to_owned());
        }
    }
    IN_HARDWARE.set(found);
}

async fn encodes_in_hardware(content_type: &str) -> Option<bool> {
    // A picture as the call sends it at its best.
    let wanted: Object = dictionary(&json!({
        "type": "webrtc",
        "video": {
            "contentType": content_type, "width": 1280, "height": 720, "framerate": 30, "bitrate": 1_700_000,
        },
    }));
    let media = Reflect::get(&window().navigator(), &"mediaCapabilities".into()).ok()?;
    let ask: Function = Reflect::get(&media, &"encodingInfo".into()).ok()?.dyn_into().ok()?;
    let answer: Promise = ask.call1(&media, &wanted).ok()?.dyn_into().ok()?;
    let info = JsFuture::from(answer).await.ok()?;
    Reflect::get(&info, &"powerEfficient".into()).ok()?.as_bool()
}

/// On the offering side, before it offers.
pub fn prefer_hardware(transceiver: &RtcRtpTransceiver) {
    let known = capabilities("video").and_then(|it| Reflect::get(&it, &"codecs".into()));
    let Ok(known) = known.map(|codecs| Array::from(&codecs)) else { return };
    let name = |codec: JsValue| Reflect::get(&codec, &"mimeType".into()).ok()?.as_string();
    let names: Vec<String> = known.iter().map(|codec| name(codec).unwrap_or_default()).collect();
    if let Some(order) = IN_HARDWARE.with_borrow(|in_hardware| codecs::order(&names, in_hardware)) {
        let codecs: Array = order.into_iter().map(|index| known.get(index as u32)).collect();
        // Where the browser takes no order, its own stands.
        _ = transceiver.unchecked_ref::<Transceiver>().prefer(&codecs);
    }
}
