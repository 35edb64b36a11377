//! A message to whoever hosts the site (the seed's ContactUsHome). The form is an ordinary one, so
//! that it works without scripts; its words are chosen here, its rules stand in [`api::contact`].

use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use crate::api::contact::{self, ContactError, SendContactMessage};
use crate::components::common::use_hydrated;
use crate::i18n::{I18n, use_i18n};
use crate::tr;

#[component]
pub fn ContactUs() -> impl IntoView {
    let hydrated = use_hydrated();
    let i18n = use_i18n();
    let send = ServerAction::<SendContactMessage>::new();
    let form = NodeRef::<Form>::new();
    let query = use_query_map();
    let answer = Memo::new(move |_| {
        send.value()
            .get()
            .or_else(|| query.read().get("contact").and_then(|text| contact::from_address(&text)))
    });
    let refused_for = move |field: ContactError| (answer.get() == Some(Err(field))).then_some("true");

    Effect::new(move || {
        if let (Some(Ok(())), Some(form)) = (send.value().get(), form.get()) {
            form.reset();
        }
    });
    let submit = move |event: SubmitEvent| {
        let Ok(message) = SendContactMessage::from_event(&event) else {
            return;
        };
        event.prevent_default();
        match contact::check(&message.email, &message.message) {
            Ok(()) => {
                send.dispatch(message);
            }
            Err(refusal) => send.value().set(Some(Err(refusal))),
        }
    };

    view! {
        <section class="contact" id="contact" aria-labelledby="contact-title">
            <div>
                <h2 id="contact-title">{tr!("contact")}</h2>
                <p class="lead">
                    {tr!("contact-lead")}
                </p>
            </div>
            // The fragment outlives the redirect that answers a form sent without scripts, and brings
            // the reader back here. With scripts, the words below replace the browser's own checks.
            <form
                class="card"
                method="post"
                action=format!("{}#contact", SendContactMessage::url())
                node_ref=form
                novalidate=move || hydrated.get()
                on:submit=submit
            >
                <div class="field">
                    <label for="contact-email">{tr!("contact-email")}</label>
                    <input
                        id="contact-email"
                        type="email"
                        name="email"
                        autocomplete="email"
                        required
                        aria-invalid=move || refused_for(ContactError::Email)
                    />
                </div>
                <div class="field">
                    <label for="contact-message">{tr!("contact-message")}</label>
                    <textarea
                        id="contact-message"
                        name="message"
                        rows="5"
                        required
                        aria-invalid=move || refused_for(ContactError::Message)
                    ></textarea>
                </div>
                <button class="button primary" disabled=move || send.pending().get()>
                    {tr!("contact-send")}
                </button>
                <p role="status" class="form-success">
                    {move || {
                        matches!(answer.get(), Some(Ok(()))).then(|| view! { {tr!("contact-sent")} })
                    }}
                </p>
                {move || {
                    let refusal = answer.get()?.err()?;
                    Some(view! { <p role="alert" class="form-error">{move || words(i18n, refusal)}</p> })
                }}
            </form>
        </section>
    }
    .into_any()
}

fn words(i18n: I18n, refusal: ContactError) -> String {
    match refusal {
        ContactError::Email => i18n.say("contact-bad-email", &[]),
        ContactError::Message => i18n.say("contact-bad-message", &[("most", contact::MESSAGE_CHARS.into())]),
        ContactError::TooMany { retry_after_seconds } => {
            let minutes = retry_after_seconds.div_ceil(60).max(1);
            i18n.say("contact-too-many", &[("minutes", minutes.into())])
        }
        ContactError::Unavailable => i18n.say("contact-unavailable", &[]),
    }
}
