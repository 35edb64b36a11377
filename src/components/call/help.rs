//! A few words for whoever is in a call and does not know how to go on.

use leptos::prelude::*;

use super::view::CallView;
use crate::components::common::use_hydrated;
use crate::tr;

#[component]
pub fn Help() -> impl IntoView {
    let hydrated = use_hydrated();
    let view = expect_context::<CallView>();
    view! {
        <button class="button" disabled=move || !hydrated.get() on:click=move |_| view.help_open.set(true)>
            {tr!("shortcuts")}
        </button>
        <dl class="help">
            <dt>{tr!("next")}</dt>
            <dd>{tr!("help-next")}</dd>
            <dt>{tr!("stop")}</dt>
            <dd>{tr!("help-stop")}</dd>
            <dt>{tr!("help-unheard")}</dt>
            <dd>{tr!("help-unheard-text")}</dd>
            <dt>{tr!("help-silent")}</dt>
            <dd>{tr!("help-silent-text")}</dd>
            <dt>{tr!("help-no-picture")}</dt>
            <dd>{tr!("help-no-picture-text")}</dd>
            <dt>{tr!("help-unpleasant")}</dt>
            <dd>{tr!("help-unpleasant-text")}</dd>
        </dl>
    }
}
