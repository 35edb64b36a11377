//! What this browser remembers of its user, in `localStorage`: name, devices and wishes. A browser that
//! keeps nothing (private windows, blocked storage) just asks again.

#[cfg(feature = "hydrate")]
mod storage;
#[cfg(not(feature = "hydrate"))]
mod storage {
    //! The server remembers nobody.
    pub fn get(_key: &str) -> Option<String> {
        None
    }
    pub fn set(_key: &str, _value: &str) {}
}

use super::media::Choice;

/// The remembered name, if the person was in the Studio before. `None` on the server.
pub fn user_name() -> Option<String> {
    storage::get("name").filter(|name| !name.trim().is_empty())
}

pub fn remember_user_name(name: &str) {
    storage::set("name", name.trim());
}

/// Ids of the chosen devices; empty for the browser's choice.
pub fn camera() -> String {
    storage::get("camera").unwrap_or_default()
}

pub fn remember_camera(id: &str) {
    storage::set("camera", id);
}

pub fn microphone() -> String {
    storage::get("microphone").unwrap_or_default()
}

pub fn remember_microphone(id: &str) {
    storage::set("microphone", id);
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

pub fn remember_silence(muted: bool, camera_off: bool) {
    storage::set("muted", &muted.to_string());
    storage::set("camera-off", &camera_off.to_string());
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
