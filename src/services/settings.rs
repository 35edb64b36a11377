//! What this browser remembers of its user, in `localStorage`: name and devices.

/// The remembered name, if the person was in the Studio before. `None` on the server.
pub fn user_name() -> Option<String> {
    None
}
pub fn remember_user_name(_name: &str) {}
