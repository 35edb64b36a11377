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

#[component]
pub fn ContactUs() -> impl IntoView {
    let hydrated = use_hydrated();
    let send = ServerAction::<SendContactMessage>::new();
    let form = NodeRef::<Form>::new();
    let query = use_query_map();
    let answer = Memo::new(move |_| {
        send.value()
            .get()
            .or_else(|| query.read().get("contact").filter(|value| value == "sent").map(|_| Ok(())))
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
                <h2 id="contact-title">"Contact us"</h2>
                <p class="lead">
                    "A question, a wish, something that went wrong? Write to the people who run this site."
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
                    <label for="contact-email">"Your email"</label>
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
                    <label for="contact-message">"Your message"</label>
                    <textarea
                        id="contact-message"
                        name="message"
                        rows="5"
                        required
                        aria-invalid=move || refused_for(ContactError::Message)
                    ></textarea>
                </div>
                <button class="button primary" disabled=move || send.pending().get()>
                    "Send message"
                </button>
                <p role="status" class="form-success">
                    {move || {
                        matches!(answer.get(), Some(Ok(())))
                            .then_some("Thank you: your message is with us.")
                    }}
                </p>
                {move || {
                    let refusal = answer.get()?.err()?;
                    Some(view! { <p role="alert" class="form-error">{words(refusal)}</p> })
                }}
            </form>
        </section>
    }
    .into_any()
}

fn words(refusal: ContactError) -> String {
    match refusal {
        ContactError::Email => {
            "Please give an email address that we can answer to, such as ada@example.org.".into()
        }
        ContactError::Message => {
            format!("Please write a message, of at most {} characters.", contact::MESSAGE_CHARS)
        }
        ContactError::TooMany { retry_after_seconds } => format!(
            "Thank you, but that is a lot of messages at once. Please try again in {}.",
            match retry_after_seconds.div_ceil(60) {
                0 | 1 => "a minute".into(),
                minutes => format!("{minutes} minutes"),
            }
        ),
        ContactError::Unavailable => {
            "Your message could not be taken just now. Please try again in a minute.".into()
        }
    }
}
