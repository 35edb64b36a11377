//! Which languages one speaks: whoever shares none is found last. None is taken for granted, what the browser
//! prefers is only suggested.

use leptos::ev::SubmitEvent;
use leptos::html::Select;
use leptos::prelude::*;

use super::word_list::{WordChips, WordList};
use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::i18n::use_i18n;
use crate::protocol::limits::LANGUAGES;
use crate::services::languages::{self, Named};
use crate::services::profile::Words;
use crate::tr;

#[component]
pub fn Languages() -> impl IntoView {
    let i18n = use_i18n();
    let hydrated = use_hydrated();
    let spoken = WordList::new(Words::Languages);
    let select = NodeRef::<Select>::new();
    let offered = RwSignal::new(Vec::<Named>::new());
    let preferred = RwSignal::new(Vec::<String>::new());
    // Only the browser knows them, so they come after the first render.
    Effect::new(move || offered.set(languages::named(i18n.language.get().tag())));
    Effect::new(move || preferred.set(languages::preferred()));

    let name = move |tag: String| {
        offered.with(|offered| offered.iter().find(|it| it.tag == tag).map_or(tag, |it| it.name.clone()))
    };
    let suggestions = move || {
        let suggested = languages::suggested(&preferred.get(), &spoken.list.get());
        let suggestion = |tag: String| {
            let (shown, added) = (tag.clone(), tag);
            view! {
                <button type="button" class="button suggestion" on:click=move |_| _ = spoken.add(&added)>
                    {tr!("language-suggestion", language = name(shown.clone()))}
                </button>
            }
        };
        suggested.into_iter().map(suggestion).collect_view()
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(select) = select.get()
            && spoken.add(&select.value())
        {
            select.set_value("");
        }
    };
    view! {
        <form class="field" novalidate on:submit=submit>
            <label for="spoken">{tr!("languages")}</label>
            <p id="spoken-hint" class="hint">
                {tr!("languages-hint", most = LANGUAGES)}
            </p>
            <div class="entry">
                <div class="select">
                    <select id="spoken" node_ref=select aria-describedby="spoken-hint">
                        <option value="">{tr!("language-choose")}</option>
                        <For each=move || offered.get() key=|it| (it.tag.clone(), it.name.clone()) let:language>
                            <option value=language.tag>{language.name}</option>
                        </For>
                    </select>
                    <Icon glyph=Glyph::Chevron />
                </div>
                <button class="button" disabled=move || !hydrated.get()>
                    {tr!("language-add")}
                </button>
            </div>
            <div class="suggestions">{suggestions}</div>
            <WordChips words=spoken title="languages-yours" field="spoken" name />
        </form>
    }
    .into_any()
}
