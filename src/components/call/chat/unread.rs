//! How much the partner wrote while nobody looked.

use leptos::prelude::*;

use crate::services::call::{CallContext, ChatLine};

/// How many lines came in since the chat was last shown. Own lines, and those of an earlier call, do not count.
pub fn use_unread(shown: Signal<bool>) -> Memo<usize> {
    let messages = expect_context::<CallContext>().messages;
    let heard = Memo::new(move |_| messages.with(|lines| heard(lines)));
    let read = RwSignal::new(0);
    Effect::new(move || {
        let heard = heard.get();
        if shown.get() || heard < read.get_untracked() {
            read.set(heard);
        }
    });
    Memo::new(move |_| if shown.get() { 0 } else { heard.get().saturating_sub(read.get()) })
}

fn heard(lines: &[ChatLine]) -> usize {
    lines.iter().filter(|line| !line.mine).count()
}
