//! `localStorage`, where the browser lets us have it.

use leptos::prelude::window;
use web_sys::Storage;

pub fn get(key: &str) -> Option<String> {
    local_storage()?.get_item(&own(key)).ok()?
}

pub fn set(key: &str, value: &str) {
    if let Some(storage) = local_storage() {
        // A full or forbidden storage: the person will be asked again, that is all.
        _ = storage.set_item(&own(key), value);
    }
}

fn local_storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn own(key: &str) -> String {
    format!("live-loop.{key}")
}
