//! Who is shut out, and what came by the contact form.

use leptos::prelude::*;

use super::act::Outcome;
use super::{Moment, use_watch};
use crate::api::operators::{DismissLetter, LiftBan};

#[component]
pub fn Bans() -> impl IntoView {
    let lift = ServerAction::<LiftBan>::new();
    let bans = use_watch().part(|it| it.bans.clone());
    let none = move || bans.with(Vec::is_empty).then(|| view! { <p>"Nobody is banned."</p> });
    view! {
        <section aria-labelledby="admin-bans">
            <h2 id="admin-bans">"Bans"</h2>
            <Outcome action=lift />
            {none}
            <ul class="admin-list">
                <For each=move || bans.get() key=|ban| (ban.id.clone(), ban.until) let:ban>
                    <li class="card">
                        <p>
                            <code>{ban.id.to_string()}</code>
                            " until "
                            <Moment moment=ban.until />
                        </p>
                        <ActionForm action=lift>
                            <input type="hidden" name="id" value=ban.id.to_string() />
                            <button class="button" type="submit">"Lift"</button>
                        </ActionForm>
                    </li>
                </For>
            </ul>
        </section>
    }
}

#[component]
pub fn Letters() -> impl IntoView {
    let dismiss = ServerAction::<DismissLetter>::new();
    let letters = use_watch().part(|it| it.letters.clone());
    let none = move || letters.with(Vec::is_empty).then(|| view! { <p>"Nobody has written."</p> });
    view! {
        <section aria-labelledby="admin-letters">
            <h2 id="admin-letters">"Messages to you"</h2>
            <Outcome action=dismiss />
            {none}
            <ul class="admin-list">
                <For each=move || letters.get() key=|letter| letter.id.clone() let:letter>
                    <li class="card">
                        <p>
                            <a href=format!("mailto:{}", letter.email)>{letter.email.clone()}</a>
                            ", "
                            <Moment moment=letter.received />
                        </p>
                        <blockquote dir="auto">{letter.message}</blockquote>
                        <ActionForm action=dismiss>
                            <input type="hidden" name="id" value=letter.id />
                            <button class="button" type="submit">"Done with it"</button>
                        </ActionForm>
                    </li>
                </For>
            </ul>
        </section>
    }
}
