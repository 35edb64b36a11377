//! Moments as the clock on the visitor's wall shows them. Only the browser knows that clock, so
//! nothing with a time may be part of the server's first render.

use crate::protocol::Timestamp;

#[cfg(feature = "hydrate")]
pub fn clock(moment: Timestamp) -> String {
    let date = local(moment);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// For moments that may lie beyond midnight.
#[cfg(feature = "hydrate")]
pub fn day_and_clock(moment: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    let day = DAYS.get(local(moment).get_day() as usize).copied().unwrap_or_default();
    format!("{day}, {}", clock(moment))
}

#[cfg(feature = "hydrate")]
fn local(moment: Timestamp) -> js_sys::Date {
    js_sys::Date::new(&(moment.as_millis() as f64).into())
}

#[cfg(not(feature = "hydrate"))]
pub fn clock(_moment: Timestamp) -> String {
    String::new()
}

#[cfg(not(feature = "hydrate"))]
pub fn day_and_clock(_moment: Timestamp) -> String {
    String::new()
}
