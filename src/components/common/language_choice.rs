//! The choice of the site's language: at once with scripts, by an ordinary form without them.

use leptos::form::ActionForm;
use leptos::prelude::*;

use super::{Glyph, Icon, use_hydrated};
use crate::api::language::ChooseLanguage;
use crate::i18n::{Language, use_i18n};
use crate::tr;

#[component]
pub fn LanguageChoice(
    /// Of its control.
    id: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let hydrated = use_hydrated();
    let keep = ServerAction::<ChooseLanguage>::new();
    let choose = move |event| {
        if let Some(language) = Language::from_tag(&event_target_value(&event)) {
            i18n.language.set(language);
            keep.dispatch(ChooseLanguage { language });
        }
    };
    let options = Language::ALL.map(|language| {
        view! {
            <option
                value=language.tag()
                lang=language.tag()
                selected=move || i18n.language.get() == language
                prop:selected=move || i18n.language.get() == language
            >
                {language.own_name()}
            </option>
        }
    });
    view! {
        <ActionForm action=keep attr:class="language">
            <label for=id>{tr!("language")}</label>
            <div class="select">
                <select id=id name="language" on:change=choose>
                    {options}
                </select>
                <Icon glyph=Glyph::Chevron />
            </div>
            <button class="button" hidden=move || hydrated.get()>
                {tr!("language-change")}
            </button>
        </ActionForm>
    }
    .into_any()
}
