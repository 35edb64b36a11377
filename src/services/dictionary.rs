//! Plain data as the browser's dictionaries (`RTCConfiguration`, `MediaStreamConstraints`, …).

use js_sys::{JSON, Object};
use serde::Serialize;
use wasm_bindgen::JsCast;

/// An empty one if that cannot be, so that the browser says why.
pub fn dictionary<T: JsCast>(data: &impl Serialize) -> T {
    serde_json::to_string(data)
        .ok()
        .and_then(|text| JSON::parse(&text).ok())
        .unwrap_or_else(|| Object::new().into())
        .unchecked_into()
}
