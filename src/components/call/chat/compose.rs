//! The box to write in. Enter sends, Shift and Enter begins a new line; while an input method composes (for
//! Japanese, say), Enter is the input method's.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Textarea;
use leptos::prelude::*;

use super::emoji::EmojiPicker;
use crate::components::common::{Glyph, Icon};
use crate::protocol::limits::MESSAGE_CHARS;
use crate::services::call::CallContext;
use crate::tr;

/// From so many characters left on, they are counted for the writer.
const COUNTED: usize = 100;
/// `keyCode` of keys that an input method takes (UI Events, section on legacy key codes): Safari sends it with the
/// Enter that ends a composition, when `isComposing` is false already.
const KEY_OF_INPUT_METHOD: u32 = 229;

#[component]
pub fn Compose(in_room: Signal<bool>) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let draft = NodeRef::<Textarea>::new();
    let length = RwSignal::new(0);
    let too_long = Memo::new(move |_| length.get() > MESSAGE_CHARS);

    let written = move || {
        let text = draft.get_untracked().map(|draft| draft.value()).unwrap_or_default();
        let text = text.trim();
        length.set(text.chars().count());
        call.typing(text.is_empty());
    };
    let send = move || {
        let Some(draft) = draft.get_untracked() else { return };
        let text = draft.value().trim().to_owned();
        // Without anyone to read it, or too long, the draft stays.
        if in_room.get_untracked() && !text.is_empty() && !too_long.get_untracked() {
            draft.set_value("");
            written();
            call.send_message(text);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let key_down = move |event: KeyboardEvent| {
        let composing = event.is_composing() || event.key_code() == KEY_OF_INPUT_METHOD;
        if event.key() == "Enter" && !event.shift_key() && !composing {
            event.prevent_default();
            send();
        }
    };
    let insert = move |emoji: &'static str| {
        let Some(draft) = draft.get_untracked() else { return };
        // It has a selection, as every textarea; without one, the emoji would only not be there.
        if let (Ok(Some(from)), Ok(Some(to))) = (draft.selection_start(), draft.selection_end()) {
            _ = draft.set_range_text_with_start_and_end(emoji, from, to);
            let after = from + emoji.encode_utf16().count() as u32;
            _ = draft.set_selection_range(after, after);
        }
        _ = draft.focus();
        written();
    };

    view! {
        <form class="chat-compose" on:submit=submit>
            <Counter length />
            <EmojiPicker pick=insert />
            <label class="visually-hidden" for="message">
                {tr!("chat-message")}
            </label>
            <textarea
                id="message"
                rows="1"
                dir="auto"
                autocomplete="off"
                enterkeyhint="send"
                placeholder=tr!("chat-placeholder")
                aria-describedby="message-counter"
                aria-invalid=move || too_long.get().then_some("true")
                node_ref=draft
                on:input=move |_| written()
                on:keydown=key_down
            ></textarea>
            <button
                class="button primary icon-only"
                aria-label=tr!("chat-send")
                disabled=move || !in_room.get() || too_long.get()
            >
                <Icon glyph=Glyph::Send />
            </button>
        </form>
    }
    .into_any()
}

/// Silent until the end is near.
#[component]
fn Counter(length: RwSignal<usize>) -> impl IntoView {
    let left = move || MESSAGE_CHARS as i64 - length.get() as i64;
    let over = Memo::new(move |_| left() < 0);
    let i18n = crate::i18n::use_i18n();
    view! {
        <p id="message-counter" class="chat-counter" data-over=move || over.get().then_some("")>
            {move || match left() {
                left if left < 0 => Some(i18n.say("chat-too-long", &[("count", (-left).into())])),
                left if left <= COUNTED as i64 => Some(i18n.say("chat-left", &[("count", left.into())])),
                _ => None,
            }}
        </p>
        // Only the crossing is read out, not each character.
        {move || over.get().then(|| view! {
            <p class="visually-hidden" role="alert">{i18n.say("chat-limit", &[("most", MESSAGE_CHARS.into())])}</p>
        })}
    }
}
