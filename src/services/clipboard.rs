//! Puts text where the person can paste it, or hands it to another app of theirs.

/// Whether it is there now. Where the Clipboard API is missing (plain HTTP) or refuses, the older way is
/// tried: a selection and `execCommand`.
#[cfg(feature = "hydrate")]
pub async fn copy(text: &str) -> bool {
    use wasm_bindgen_futures::JsFuture;

    let clipboard = leptos::prelude::window().navigator().clipboard();
    // Undefined on insecure pages, whatever its type says.
    if !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok() {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

#[cfg(not(feature = "hydrate"))]
pub async fn copy(_text: &str) -> bool {
    false
}

/// The selection has to be within an open dialog, where there is one: all else is inert.
#[cfg(feature = "hydrate")]
fn copy_by_selection(text: &str) -> Option<bool> {
    use wasm_bindgen::JsCast;

    let document = leptos::prelude::document();
    let focused = document.active_element();
    let place = match focused.as_ref().and_then(|element| element.closest("dialog").ok().flatten()) {
        Some(dialog) => dialog,
        None => document.body()?.into(),
    };
    let area: web_sys::HtmlTextAreaElement = document.create_element("textarea").ok()?.unchecked_into();
    area.set_value(text);
    area.set_class_name("visually-hidden");
    place.append_child(&area).ok()?;
    area.select();
    let copied = document.unchecked_ref::<web_sys::HtmlDocument>().exec_command("copy").ok();
    area.remove();
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Whoever cannot take the focus back has lost nothing by it.
        _ = focused.focus();
    }
    copied
}

/// Whether this browser hands links to other apps (W3C Web Share). Never on the server.
#[cfg(feature = "hydrate")]
pub fn can_share() -> bool {
    js_sys::Reflect::has(&leptos::prelude::window().navigator(), &"share".into()).unwrap_or(false)
}

#[cfg(not(feature = "hydrate"))]
pub fn can_share() -> bool {
    false
}

/// Lets the person choose an app for the link; must answer a click. They may well think better of it.
#[cfg(feature = "hydrate")]
pub async fn share(title: &str, url: &str) {
    let data = web_sys::ShareData::new();
    data.set_title(title);
    data.set_url(url);
    let shared = leptos::prelude::window().navigator().share_with_data(&data);
    // Refused is the person's own choice; the link is still there to be copied.
    _ = wasm_bindgen_futures::JsFuture::from(shared).await;
}

#[cfg(not(feature = "hydrate"))]
pub async fn share(_title: &str, _url: &str) {}
