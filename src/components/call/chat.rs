//! The written side of a call (the seed's ChatSection).

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::local_time::clock;
use super::status::partner;
use crate::components::common::{Glyph, Icon};
use crate::protocol::limits::MESSAGE_CHARS;
use crate::services::call::{CallContext, ChatLine, Delivery};

#[component]
pub fn ChatSection() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let name = Memo::new(move |_| call.status.with(|status| partner(status).map(str::to_owned)));
    view! {
        <div class="chat">
            <div class="chat-log" role="log" aria-live="polite" aria-label="Chat messages" tabindex="0">
                <ol>
                    <For each=move || call.messages.get() key=line_key let:line>
                        <Line line partner=name.get_untracked() />
                    </For>
                </ol>
            </div>
            <p class="chat-hint">
                {move || match name.get() {
                    None => "Here you can write as soon as someone is there.".to_owned(),
                    Some(name) if call.remote_typing.get() => format!("{name} is writing…"),
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
    let author = if line.mine { Some("You".to_owned()) } else { partner };
    view! {
        <li class="chat-line" class:mine=line.mine>
            <span class="visually-hidden">{author.map(|author| format!("{author}: "))}</span>
            <p>{line.text}</p>
            {line
                .timestamp
                .map(|moment| view! { <time datetime=moment.to_string()>{clock(moment)}</time> })}
            {match line.delivery {
                Delivery::Done => None,
                // The style sheet shows it only where sending takes longer than usual.
                Delivery::Sending => Some(view! { <span class="chat-delivery sending">"Sending…"</span> }),
                Delivery::GivenUp => {
                    Some(view! { <span class="chat-delivery given-up">"May not have arrived"</span> })
                }
            }}
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
                "Message"
            </label>
            <input
                id="message"
                type="text"
                autocomplete="off"
                placeholder="Write something kind"
                maxlength=MESSAGE_CHARS.to_string()
                node_ref=draft
                on:input=move |event| call.typing(event_target_value(&event).trim().is_empty())
            />
            <button class="button primary icon-only" aria-label="Send" disabled=move || !in_room.get()>
                <Icon glyph=Glyph::Send />
            </button>
        </form>
    }
}
