//! What a call asks of the window around it: to stay awake, to fill the screen, to go on as a small
//! picture above other windows, and not to be closed by mistake.
//!
//! Each of these is an offer of the browser that may be missing: without it, its button is not shown, or
//! nothing happens. The call page (`components::call`) is the only one who asks.

#[cfg(feature = "hydrate")]
mod full_screen;
#[cfg(feature = "hydrate")]
mod leaving;
#[cfg(feature = "hydrate")]
mod picture_in_picture;
#[cfg(feature = "hydrate")]
mod wake_lock;

#[cfg(feature = "hydrate")]
pub use browser::*;
#[cfg(not(feature = "hydrate"))]
pub use server::*;

/// Whether a link from one address leads to another page; both are absolute.
pub fn leads_away(from: &str, to: &str) -> bool {
    let page = |address: &str| address.split('#').next().map(str::to_owned);
    page(from) != page(to)
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::{document, window};

    pub use super::full_screen::{is_full, may_be_full, toggle_full};
    pub use super::leaving::ask_before_links;
    pub use super::picture_in_picture::{is_pictured, may_be_pictured, toggle_pictured};
    pub use super::wake_lock::stay_awake;

    /// Whether a media query holds now.
    pub fn matches(query: &str) -> bool {
        window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
    }

    /// Whether something on the page matches a selector now.
    pub fn any(selector: &str) -> bool {
        // An unknown selector in an old browser matches nothing.
        document().query_selector(selector).ok().flatten().is_some()
    }
}

#[cfg(not(feature = "hydrate"))]
mod server {
    //! On the server there is no window; effects, which alone ask for these, do not run.
    use leptos::web_sys::{Element, HtmlVideoElement};

    pub fn matches(_query: &str) -> bool {
        false
    }
    pub fn any(_selector: &str) -> bool {
        false
    }
    pub fn may_be_full() -> bool {
        false
    }
    pub fn is_full() -> bool {
        false
    }
    pub fn toggle_full(_element: &Element) {}
    pub fn may_be_pictured() -> bool {
        false
    }
    pub fn is_pictured() -> bool {
        false
    }
    pub fn toggle_pictured(_video: &HtmlVideoElement) {}
    pub fn stay_awake(_wanted: bool) {}
    pub fn ask_before_links(_ask: impl Fn(String) -> bool + 'static) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_within_the_page_does_not_leave_it() {
        assert!(!leads_away("https://loop.example/call", "https://loop.example/call#content"));
        assert!(!leads_away("https://loop.example/call#content", "https://loop.example/call"));
        assert!(leads_away("https://loop.example/call", "https://loop.example/"));
        assert!(leads_away("https://loop.example/call", "https://loop.example/call?room=1"));
    }
}
