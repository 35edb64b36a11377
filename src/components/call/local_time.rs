//! Moments as the clock on the visitor's wall shows them. Only the browser knows that clock, so
//! nothing with a time may be part of the server's first render.

use crate::protocol::Timestamp;

#[cfg(feature = "hydrate")]
pub fn clock(moment: Timestamp) -> String {
    let date = js_sys::Date::new(&(moment.as_millis() as f64).into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

#[cfg(not(feature = "hydrate"))]
pub fn clock(_moment: Timestamp) -> String {
    String::new()
}
