//! What this browser remembers of its user: name, devices, interests, languages and wishes in
//! `localStorage`, the picture only until the tab is closed, in `sessionStorage`. A browser that keeps
//! nothing (private windows, blocked storage) just asks again.

#[cfg(feature = "hydrate")]
mod storage;
#[cfg(not(feature = "hydrate"))]
mod storage {
    //! The server remembers nobody.
    pub fn get(_key: &str) -> Option<String> {
        None
    }
    pub fn set(_key: &str, _value: &str) {}
    pub fn get_for_session(_key: &str) -> Option<String> {
        None
    }
    pub fn set_for_session(_key: &str, _value: &str) {}
}

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::media::{Choice, DeviceKind};

/// The remembered name, if the person was in the Studio before. `None` on the server.
pub fn user_name() -> Option<String> {
    storage::get("name").filter(|name| !name.trim().is_empty())
}

pub fn remember_user_name(name: &str) {
    storage::set("name", name.trim());
}

/// The id of the chosen device; empty for the browser's choice.
pub fn device(kind: DeviceKind) -> String {
    storage::get(device_key(kind)).unwrap_or_default()
}

pub fn remember_device(kind: DeviceKind, id: &str) {
    storage::set(device_key(kind), id);
}

const fn device_key(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Camera => "camera",
        DeviceKind::Microphone => "microphone",
        DeviceKind::Speaker => "speaker",
    }
}

/// The picture for the partner, a `data:` URL.
pub fn picture() -> Option<String> {
    storage::get_for_session("picture").filter(|picture| !picture.is_empty())
}

pub fn remember_picture(picture: Option<&str>) {
    storage::set_for_session("picture", picture.unwrap_or_default());
}

/// With which devices the person went from the Studio to the call.
pub fn choice() -> Choice {
    match storage::get("devices").as_deref() {
        Some("audio") => Choice::AudioOnly,
        Some("none") => Choice::Neither,
        _ => Choice::Both,
    }
}

pub fn remember_choice(choice: Choice) {
    let value = match choice {
        Choice::Both => "both",
        Choice::AudioOnly => "audio",
        Choice::Neither => "none",
    };
    storage::set("devices", value);
}

/// Whether microphone and camera were off in the call: a reload must not turn them on.
pub fn silence() -> (bool, bool) {
    (is_on("muted"), is_on("camera-off"))
}

pub fn remember_muted(muted: bool) {
    storage::set("muted", &muted.to_string());
}

pub fn remember_camera_off(off: bool) {
    storage::set("camera-off", &off.to_string());
}

/// Whether another partner is looked for when one has left.
pub fn auto_next() -> bool {
    is_on("auto-next")
}

pub fn remember_auto_next(on: bool) {
    storage::set("auto-next", &on.to_string());
}

/// Whether to be reached through relays only.
pub fn relay_only() -> bool {
    is_on("relay-only")
}

pub fn remember_relay_only(relay_only: bool) {
    storage::set("relay-only", &relay_only.to_string());
}

/// Whether to send a small picture.
pub fn data_saver() -> bool {
    is_on("data-saver")
}

pub fn remember_data_saver(data_saver: bool) {
    storage::set("data-saver", &data_saver.to_string());
}

fn is_on(key: &str) -> bool {
    storage::get(key).as_deref() == Some("true")
}

/// What a page keeps for itself; `None` where nothing is kept, or not in a form of now.
pub fn recall<T: DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_str(&storage::get(key)?).ok()
}

pub fn remember(key: &str, value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string(value) {
        storage::set(key, &text);
    }
}
