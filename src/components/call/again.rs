//! After a call: the last partner once more, or the next one by itself.

use leptos::prelude::*;

use super::unpleasant::ReportLast;
use crate::components::common::use_hydrated;
use crate::i18n::use_i18n;
use crate::services::call::{Again, Asked, CallContext, CallStatus};
use crate::tr;

#[component]
pub fn AfterCall() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let again = Memo::new(move |_| call.prospects.with(|prospects| prospects.again.clone()));
    let counts = Memo::new(move |_| call.prospects.with(|prospects| prospects.next_in.is_some()));
    view! {
        <Show when=move || counts.get()>
            <CountDown />
        </Show>
        {move || again.get().map(|again| view! { <TalkAgain again /> })}
        <ReportLast />
        <AutoNext />
    }
    .into_any()
}

#[component]
fn TalkAgain(again: Again) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let Again { name, asked } = again;
    let words = match asked {
        Asked::Nobody => None,
        Asked::Me => Some("again-asked"),
        Asked::Partner => Some("again-wanted"),
    };
    let words_name = name.clone();
    view! {
        <div class="again">
            <p class="status-detail" aria-live="polite">
                {words.map(|id| tr!(id, name = words_name.as_str()))}
            </p>
            {(asked != Asked::Me)
                .then(|| {
                    view! {
                        <button type="button" class="button" on:click=move |_| call.talk_again()>
                            {tr!("again", name = name.as_str())}
                        </button>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn CountDown() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let i18n = use_i18n();
    let seconds = move || call.prospects.with(|prospects| prospects.next_in).unwrap_or_default();
    view! {
        <div class="again">
            <p class="status-detail" role="timer" aria-live="off">
                {move || i18n.say("next-in", &[("seconds", seconds().into())])}
            </p>
            <button type="button" class="button" on:click=move |_| call.stay()>
                {tr!("next-stay")}
            </button>
        </div>
    }
    .into_any()
}

/// Where strangers are met: not in a call, nor in a friend's room.
#[component]
fn AutoNext() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let hydrated = use_hydrated();
    let shown = Memo::new(move |_| {
        call.status.with(|status| {
            matches!(
                status,
                CallStatus::Idle
                    | CallStatus::Waiting { .. }
                    | CallStatus::PeerLeft { .. }
                    | CallStatus::Ended
            )
        })
    });
    view! {
        <label class="auto-next" hidden=move || !shown.get()>
            <input
                type="checkbox"
                role="switch"
                disabled=move || !hydrated.get()
                prop:checked=move || call.auto_next.get()
                on:change=move |event| call.set_auto_next(event_target_checked(&event))
            />
            {tr!("auto-next")}
        </label>
    }
}
