//! What one likes to talk about: whoever shares an interest is found first.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::word_list::{WordChips, WordList};
use crate::components::common::use_hydrated;
use crate::protocol::limits::{INTEREST_CHARS, INTERESTS};
use crate::services::profile::{Refused, Words};
use crate::tr;

#[component]
pub fn Interests() -> impl IntoView {
    let hydrated = use_hydrated();
    let interests = WordList::new(Words::Interests);
    let field = NodeRef::<Input>::new();
    let add = move || {
        if let Some(field) = field.get()
            && interests.add(&field.value())
        {
            field.set_value("");
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        add();
    };
    let wrong = move || matches!(interests.refused.get(), Some(refused) if refused != Refused::Empty);
    view! {
        <form class="field" novalidate on:submit=submit>
            <label for="interest">{tr!("interests")}</label>
            <p id="interest-hint" class="hint">
                {tr!("interests-hint", most = INTERESTS, characters = INTEREST_CHARS)}
            </p>
            <div class="entry">
                // A word that was written but not added is meant, too: it is added when the field is left.
                <input
                    id="interest"
                    type="text"
                    autocomplete="off"
                    enterkeyhint="done"
                    dir="auto"
                    aria-describedby="interest-hint"
                    aria-invalid=move || wrong().then_some("true")
                    node_ref=field
                    on:input=move |_| interests.refused.set(None)
                    on:change=move |_| add()
                />
                <button class="button" disabled=move || !hydrated.get()>
                    {tr!("interest-add")}
                </button>
            </div>
            <WordChips words=interests title="interests-yours" field="interest" name=|word: String| word />
        </form>
    }
    .into_any()
}
