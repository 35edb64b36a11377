//! The written side of a call (the seed's ChatSection): the log, and the box to write in. What becomes of
//! the words is `services::call::conversation`'s.

mod compose;
mod emoji;
mod line;
mod links;
mod log;
mod unread;

use leptos::prelude::*;

use super::status::partner;
use crate::i18n::use_i18n;
use crate::services::call::CallContext;
use compose::Compose;
use log::Log;

pub use unread::use_unread;

#[component]
pub fn ChatSection() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let i18n = use_i18n();
    let name = Memo::new(move |_| call.status.with(|status| partner(status).map(str::to_owned)));
    view! {
        <div class="chat">
            <Log partner=name />
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
    .into_any()
}
