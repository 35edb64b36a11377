//! What people reported. The evidence is opened here, in the operator's browser, with the private key that never
//! leaves it.

use leptos::html::Input;
use leptos::prelude::*;

use super::act::Outcome;
use super::{Moment, use_watch};
use crate::api::operators::{BanReported, DismissReport, open_report};
use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::protocol::operators::Filed;
use crate::protocol::reports::{Evidence, Reason};
use crate::services::report::{NotOpened, open_evidence};

const TERMS: [(&str, u64); 4] =
    [("1 hour", 3600), ("1 day", 24 * 3600), ("7 days", 7 * 24 * 3600), ("30 days", 30 * 24 * 3600)];

#[component]
pub fn Reports() -> impl IntoView {
    let hydrated = use_hydrated();
    let ban = ServerAction::<BanReported>::new();
    let dismiss = ServerAction::<DismissReport>::new();
    let key_file = NodeRef::<Input>::new();
    let reports = use_watch().part(|it| it.reports.clone());
    let none = move || reports.with(Vec::is_empty).then(|| view! { <p>"Nobody was reported."</p> });
    view! {
        <section aria-labelledby="admin-reports">
            <h2 id="admin-reports">"Reports"</h2>
            <div class="card admin-key">
                <label for="report-key">"Your private report key, to open evidence with"</label>
                <input
                    id="report-key"
                    type="file"
                    accept=".pem"
                    node_ref=key_file
                    disabled=move || !hydrated.get()
                />
                <p>"It is read in this browser only, and forgotten with this page."</p>
            </div>
            <Outcome action=ban />
            <Outcome action=dismiss />
            {none}
            <ul class="admin-list">
                <For each=move || reports.get() key=|report| report.id.clone() let:report>
                    <li class="card">
                        <Report report ban dismiss key_file />
                    </li>
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Report(
    report: Filed,
    ban: ServerAction<BanReported>,
    dismiss: ServerAction<DismissReport>,
    key_file: NodeRef<Input>,
) -> impl IntoView {
    let Filed { id, reason, created, person, has_evidence } = report;
    let who = match &person {
        Some(person) => view! { <code>{person.to_string()}</code> }.into_any(),
        None => "somebody who cannot be told again".into_any(),
    };
    let terms = TERMS.map(|(words, seconds)| view! { <option value=seconds.to_string()>{words}</option> });
    let ban_form = person.is_some().then(|| {
        let (id, field) = (id.clone(), format!("term-{id}"));
        view! {
            <ActionForm action=ban attr:class="admin-act">
                <input type="hidden" name="id" value=id />
                <label for=field.clone()>"Ban for"</label>
                <div class="select">
                    <select class="field" id=field name="seconds">
                        {terms}
                    </select>
                    <Icon glyph=Glyph::Chevron />
                </div>
                <button class="button" type="submit">"Ban"</button>
            </ActionForm>
        }
    });
    view! {
        <p>
            <strong>{name(reason)}</strong>
            ", "
            <Moment moment=created />
            ", of "
            {who}
        </p>
        {has_evidence.then(|| view! { <Sealed id=id.clone() key_file /> })}
        <div class="admin-act">
            {ban_form}
            <ActionForm action=dismiss>
                <input type="hidden" name="id" value=id />
                <button class="button" type="submit">"Dismiss"</button>
            </ActionForm>
        </div>
    }
}

/// Evidence, closed until somebody opens it.
#[component]
fn Sealed(id: String, key_file: NodeRef<Input>) -> impl IntoView {
    let hydrated = use_hydrated();
    let opened = RwSignal::new(None::<Result<Evidence, &'static str>>);
    let open = move |_| {
        let (id, file) = (id.clone(), key_file.get_untracked());
        leptos::task::spawn_local(async move {
            opened.try_set(Some(unseal(id, file).await));
        });
    };
    let shown = move || {
        opened.get().map(|outcome| match outcome {
            Ok(evidence) => view! { <Shown evidence /> }.into_any(),
            Err(why) => view! { <p class="admin-refusal">{why}</p> }.into_any(),
        })
    };
    view! {
        <button class="button" type="button" disabled=move || !hydrated.get() on:click=open>
            "Open evidence"
        </button>
        <div aria-live="polite">{shown}</div>
    }
}

async fn unseal(
    id: String,
    file: Option<leptos::web_sys::HtmlInputElement>,
) -> Result<Evidence, &'static str> {
    let file = file.ok_or(NotOpened::NoFile.words())?;
    let report = open_report(id).await.map_err(|_| "It cannot be fetched now.")?;
    let sealed = report.sealed.ok_or("There is none.")?;
    open_evidence(&file, &sealed).await.map_err(NotOpened::words)
}

#[component]
fn Shown(evidence: Evidence) -> impl IntoView {
    let Evidence { name, chat, picture } = evidence;
    let lines = chat.into_iter().map(|said| {
        let who = if said.mine { "Reporter" } else { "Reported" };
        view! {
            <div>
                <dt>{who}</dt>
                <dd dir="auto">{said.text}</dd>
            </div>
        }
    });
    // Only what a browser can make of a picture: nothing is fetched.
    let picture = picture.filter(|it| it.starts_with("data:image/jpeg;base64,"));
    view! {
        <p>"Called " <bdi>{name}</bdi></p>
        <dl class="admin-chat">{lines.collect_view()}</dl>
        {picture.map(|picture| view! { <img src=picture alt="What the reporter saw" /> })}
    }
}

const fn name(reason: Reason) -> &'static str {
    match reason {
        Reason::Nudity => "Nudity",
        Reason::Harassment => "Harassment",
        Reason::Violence => "Violence",
        Reason::Underage => "Under age",
        Reason::Spam => "Spam",
        Reason::Other => "Something else",
    }
}
