//! A few words for whoever is in a call and does not know how to go on.

use crate::tr;
use leptos::prelude::*;

#[component]
pub fn Help() -> impl IntoView {
    view! {
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
