//! The written side of a call (the seed's ChatSection).

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::local_time::clock;
use super::status::partner;
use crate::components::common::{Glyph, Icon};
use crate::i18n::use_i18n;
use crate::protocol::limits::MESSAGE_CHARS;
use crate::services::call::{CallContext, ChatLine, Delivery};
use crate::tr;

#[component]
pub fn ChatSection() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let i18n = use_i18n();
    let name = Memo::new(move |_| call.status.with(|status| partner(status).map(str::to_owned)));
    view! {
        <div class="chat">
            <div class="chat-log" role="log" aria-live="polite" aria-label=tr!("chat-log") tabindex="0">
                <ol>
                    <For each=move || call.messages.get() key=line_key let:line>
                        <Line line partner=name.get_untracked() />
                    </For>
                </ol>
            </div>
            <p class="chat-hint">
                {move || match name.get() {
                    None => i18n.say("chat-nobody", &[]),
                    Some(name) if call.remote_typing.get() => {
                        i18n.say("chat-typing", &[("name", name.into())])
                    }
                    Some(_) => String::new(),
                }}
            </p>
            <Compose in_room=Signal::derive(move || name.get().is_some()) />
        </div>
    }
}

/// An own line is drawn anew when it has come further.
fn line_key(line: &ChatLine) -> (String, Delivery) {
    (line.key.clone(), line.delivery)
}

#[component]
fn Line(line: ChatLine, partner: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let author = move || if line.mine { Some(i18n.say("you", &[])) } else { partner.clone() };
    view! {
        <li class="chat-line" class:mine=line.mine>
            <span class="visually-hidden">{move || author().map(|author| format!("{author}: "))}</span>
            <p>{line.text}</p>
            {line
                .timestamp
                .map(|moment| view! { <time datetime=moment.to_string()>{move || clock(moment, i18n.language.get())}</time> })}
            {match line.delivery {
                Delivery::Done => None,
                // The style sheet shows it only where sending takes longer than usual.
                Delivery::Sending => Some(("sending", "chat-sending")),
                Delivery::GivenUp => Some(("given-up", "chat-given-up")),
            }
                .map(|(class, message)| {
                    view! { <span class=format!("chat-delivery {class}")>{tr!(message)}</span> }
                })}
        </li>
    }
}

#[component]
fn Compose(in_room: Signal<bool>) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let draft = NodeRef::<Input>::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = draft.get() else { return };
        let text = input.value().trim().to_owned();
        // Without anyone to read it, the draft stays.
        if in_room.get() && !text.is_empty() {
            input.set_value("");
            call.typing(true);
            call.send_message(text);
        }
    };
    view! {
        <form class="chat-compose" on:submit=send>
            <label class="visually-hidden" for="message">
                {tr!("chat-message")}
            </label>
            <input
                id="message"
                type="text"
                autocomplete="off"
                placeholder=tr!("chat-placeholder")
                maxlength=MESSAGE_CHARS.to_string()
                node_ref=draft
                on:input=move |event| call.typing(event_target_value(&event).trim().is_empty())
            />
            <button class="button primary icon-only" aria-label=tr!("chat-send") disabled=move || !in_room.get()>
                <Icon glyph=Glyph::Send />
            </button>
        </form>
    }
}
