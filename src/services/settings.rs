//! What this browser remembers of its user, in `localStorage`: name and devices. A browser that
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
    let is_on = |key| storage::get(key).as_deref() == Some("true");
    (is_on("muted"), is_on("camera-off"))
}

pub fn remember_silence(muted: bool, camera_off: bool) {
    storage::set("muted", &muted.to_string());
    storage::set("camera-off", &camera_off.to_string());
}

/// Whether another partner is looked for when one has left.
pub fn auto_next() -> bool {
    storage::get("auto-next").as_deref() == Some("true")
}

pub fn remember_auto_next(on: bool) {
    storage::set("auto-next", &on.to_string());
}

/// What the person likes to talk about. One on each line, so that they may hold any other character.
pub fn interests() -> Vec<String> {
    storage::get("interests").map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default()
}
