//! What was said. The list is turned round by the style sheet (`column-reverse`), so that its end stays in
//! sight without any script, also when the panel changes its size; whoever has scrolled up stays where
//! they are, and is told that there is more.

use leptos::html::Div;
use leptos::prelude::*;

use super::line::Line;
use crate::components::common::{Glyph, Icon};
use crate::services::call::CallContext;
use crate::tr;

/// So near to the end one is taken to be there, in pixels.
const NEAR: i32 = 24;

#[component]
pub fn Log(partner: Memo<Option<String>>) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let log = NodeRef::<Div>::new();
    let at_end = RwSignal::new(true);
    let behind = RwSignal::new(false);

    let scrolled = move |_| {
        if let Some(log) = log.get() {
            at_end.set(log.scroll_top() > -NEAR);
        }
    };
    let to_end = move || {
        if let Some(log) = log.get_untracked() {
            log.set_scroll_top(0);
        }
        at_end.set(true);
    };
    // Own words are wanted in sight; the partner's wait where one has scrolled up.
    Effect::new(move |before: Option<usize>| {
        let (count, mine) =
            call.messages.with(|lines| (lines.len(), lines.last().is_some_and(|line| line.mine)));
        let more = before.is_some_and(|before| count > before);
        if more && mine {
            to_end();
        } else if more && !at_end.get_untracked() {
            behind.set(true);
        } else if count == 0 {
            behind.set(false);
        }
        count
    });
    Effect::new(move || {
        if at_end.get() {
            behind.set(false);
        }
    });
    view! {
        <div class="chat-log-frame">
            <div
                class="chat-log"
                role="log"
                aria-live="polite"
                aria-label=tr!("chat-log")
                tabindex="0"
                node_ref=log
                on:scroll=scrolled
            >
                <ol>
                    <For each=move || call.messages.get() key=|line| line.key.clone() let:line>
                        <Line line partner=partner.get_untracked() />
                    </For>
                </ol>
            </div>
            <Show when=move || behind.get()>
                <button type="button" class="button chat-behind" on:click=move |_| to_end()>
                    <Icon glyph=Glyph::Down />
                    {tr!("chat-new")}
                </button>
            </Show>
        </div>
    }
    .into_any()
}
