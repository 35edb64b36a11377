//! `localStorage` and `sessionStorage`, where the browser lets us have them.

use leptos::prelude::window;
use web_sys::Storage;

pub fn get(key: &str) -> Option<String> {
    read(local()?, key)
}

pub fn set(key: &str, value: &str) {
    write(local(), key, value);
}

/// Until the tab is closed.
pub fn get_for_session(key: &str) -> Option<String> {
    read(session()?, key)
}

pub fn set_for_session(key: &str, value: &str) {
    write(session(), key, value);
}

fn read(storage: Storage, key: &str) -> Option<String> {
    storage.get_item(&own(key)).ok()?
}

fn write(storage: Option<Storage>, key: &str, value: &str) {
    if let Some(storage) = storage {
        // A full or forbidden storage: the person will be asked again, that is all.
        _ = storage.set_item(&own(key), value);
    }
}

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}

fn session() -> Option<Storage> {
    window().session_storage().ok()?
}

fn own(key: &str) -> String {
    format!("live-loop.{key}")
}
