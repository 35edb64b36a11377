//! Live Loop: meet someone new by video, or a friend by link.
//!
//! One crate, two builds: the server (`ssr`) and the WASM in the browser (`hydrate`). A call goes
//! through these modules, top to bottom in the one browser and bottom to top in the other:
//!
//! - [`components`]: what a visitor sees
//! - [`services`]: what the browser does — media, call, signaling
//! - [`protocol`]: what browser and server agree on — every frame of the socket
//! - `server`: what the server does — signaling, session, matchmaking, store
//!
//! Beside that way stand [`app`], the HTML shell and its routes, [`api`], the server functions, and [`i18n`],
//! the words for people.

// A page is one deep type; the default of 128 ends within the call's.
#![recursion_limit = "256"]

pub mod api;
pub mod app;
pub mod components;
pub mod i18n;
pub mod protocol;
#[cfg(feature = "ssr")]
pub mod server;
pub mod services;

/// Where the browser starts: takes over the page that the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
