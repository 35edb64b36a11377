//! A device went away while the person got ready, and what is used instead.

use leptos::prelude::*;

use crate::components::common::{Alert, device_lost};
use crate::i18n::use_i18n;
use crate::services::media::StreamContext;

#[component]
pub fn Lost() -> impl IntoView {
    let lost = expect_context::<StreamContext>().lost;
    let i18n = use_i18n();
    view! {
        <Alert
            words=move || lost.with(|lost| lost.as_ref().map(|lost| device_lost(i18n, lost)))
            dismiss=move || lost.set(None)
        />
    }
}
