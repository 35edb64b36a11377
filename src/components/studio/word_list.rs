//! A few words that one adds and takes away again: what interests and languages have in common. Each change
//! is kept in this browser, and said to those who do not see it.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use crate::components::common::{Glyph, Icon};
use crate::services::profile::{Refused, Words};
use crate::tr;

#[derive(Clone, Copy)]
pub struct WordList {
    words: Words,
    pub list: RwSignal<Vec<String>>,
    pub refused: RwSignal<Option<Refused>>,
    /// The message that tells of the last change, and the word that it is about.
    news: RwSignal<Option<(&'static str, String)>>,
}

impl WordList {
    /// What this browser remembers comes after the first render.
    pub fn new(words: Words) -> Self {
        let list = RwSignal::default();
        Effect::new(move || list.set(words.remembered()));
        Self { words, list, refused: RwSignal::new(None), news: RwSignal::new(None) }
    }

    /// Whether the word stands in the list now.
    pub fn add(self, word: &str) -> bool {
        let outcome = self.list.try_update(|list| self.words.add(list, word));
        let refused = outcome.and_then(Result::err);
        self.refused.set(refused);
        if refused.is_none() {
            self.changed("word-added", word.trim());
        }
        refused.is_none()
    }

    pub fn remove(self, word: &str) {
        self.list.update(|list| list.retain(|one| one != word));
        self.refused.set(None);
        self.changed("word-removed", word);
    }

    fn changed(self, message: &'static str, word: &str) {
        self.list.with_untracked(|list| self.words.remember(list));
        self.news.set(Some((message, word.to_owned())));
    }
}

/// The words, each with a button that takes it away, and what is wrong with the last one.
#[component]
pub fn WordChips(
    words: WordList,
    /// The message that names the list.
    title: &'static str,
    /// What takes the focus when a word, and its button, is gone.
    field: &'static str,
    /// How a word is shown.
    #[prop(into)]
    name: Callback<String, String>,
) -> impl IntoView {
    let most = words.words.most();
    let chip = move |word: String| {
        let (shown, removed) = (word.clone(), word.clone());
        let shown = Memo::new(move |_| name.run(shown.clone()));
        let remove = move |_| {
            words.remove(&removed);
            focus(field);
        };
        view! {
            <li class="chip">
                <span dir="auto">{shown}</span>
                <button type="button" aria-label=tr!("word-remove", word = shown.get()) on:click=remove>
                    <Icon glyph=Glyph::Close />
                </button>
            </li>
        }
    };
    let refused = move || {
        let message = match words.refused.get()? {
            Refused::Empty => return None,
            Refused::Unfit => "word-unfit",
            Refused::Full => "word-full",
            Refused::Twice => "word-twice",
        };
        Some(view! {
            <p role="alert" class="form-error">
                {tr!(message, most = most)}
            </p>
        })
    };
    view! {
        {refused}
        <Show when=move || words.list.with(|list| !list.is_empty())>
            <ul class="chips" aria-label=tr!(title)>
                <For each=move || words.list.get() key=String::clone children=chip />
            </ul>
        </Show>
        <p class="visually-hidden" aria-live="polite">
            {move || words.news.get().map(|(message, word)| tr!(message, word = name.run(word.clone())))}
        </p>
    }
}

fn focus(id: &str) {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlElement>().ok());
    if let Some(field) = field {
        // A field that cannot take the focus leaves it where it was, which is no harm.
        let _ = field.focus();
    }
}
