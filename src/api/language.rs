//! The choice of a language: its one server function keeps it in a cookie, for the next first render.
//!
//! The form that sends it works without scripts, too, and is then answered by a redirect back.

use leptos::prelude::*;

use crate::i18n::Language;

/// Holds the language's tag, for a year.
pub const COOKIE_NAME: &str = "language";

#[server]
pub async fn choose_language(language: Language) -> Result<(), ServerFnError> {
    answer::remember(language);
    Ok(())
}

#[cfg(feature = "ssr")]
mod answer {
    use axum::http::HeaderValue;
    use axum::http::header::SET_COOKIE;
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    use super::{COOKIE_NAME, Language};

    pub fn remember(language: Language) {
        let cookie =
            format!("{COOKIE_NAME}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", language.tag());
        if let (Some(response), Ok(value)) =
            (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie))
        {
            response.append_header(SET_COOKIE, value);
        }
    }
}
