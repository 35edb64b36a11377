//! Tells the operators of a partner: why, and with what to show for it. What is shown is sealed for the
//! operators by [`crate::services::report`]; where they have no key, only the reason is sent.

mod evidence;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::view::CallView;
use crate::components::common::Dialog;
use crate::protocol::reports::{Evidence, Reason, Said};
use crate::services::call::{CallContext, Met};
use crate::services::report;
use crate::tr;
use evidence::{ChatEvidence, StillEvidence, Tick};

/// What is reported, as it was when the dialog was opened: the call may end meanwhile.
#[derive(Clone, PartialEq)]
pub struct Case {
    met: Met,
    chat: Vec<Said>,
    /// What their video showed, as a `data:` URL.
    still: Option<String>,
}

impl Case {
    /// `None` when there is nobody to report.
    pub fn now(call: CallContext, view: CallView) -> Option<Self> {
        let met = call.prospects.with_untracked(|prospects| prospects.met.clone())?;
        let chat = call.messages.with_untracked(|lines| report::last_lines(lines));
        let video = view.remote.get_untracked().filter(|_| view.has_frame.get_untracked());
        Some(Self { met, chat, still: video.and_then(|video| report::still(&video)) })
    }
}

/// What the person ticked.
#[derive(Clone, Copy)]
struct Choice {
    reason: RwSignal<Option<Reason>>,
    chat: RwSignal<bool>,
    still: RwSignal<bool>,
    block: RwSignal<bool>,
}

#[component]
pub fn ReportDialog() -> impl IntoView {
    let view = expect_context::<CallView>();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(view.reporting.with(Option::is_some)));
    Effect::new(move |was_open: Option<bool>| {
        if was_open == Some(true) && !open.get() {
            view.reporting.set(None);
        }
        open.get()
    });
    let name = Signal::derive(move || {
        view.reporting.with(|case| case.as_ref().map(|case| case.met.name.clone()).unwrap_or_default())
    });
    view! {
        <Dialog id="report-dialog" title="report" name open>
            {move || view.reporting.get().map(|case| view! { <ReportForm case /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn ReportForm(case: Case) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let view = expect_context::<CallView>();
    let key = RwSignal::new(None::<String>);
    spawn_local(async move {
        let found = report::operators_key().await;
        // The dialog may be closed by now.
        key.try_set(found);
    });
    let choice = Choice {
        reason: RwSignal::default(),
        chat: RwSignal::new(true),
        still: RwSignal::new(false),
        block: RwSignal::new(true),
    };
    let unreasoned = RwSignal::new(false);
    let room = case.met.room.clone();
    let in_call = Memo::new(move |_| {
        call.status.with(|status| super::status::partner(status).is_some())
            && call.prospects.with(|it| it.met.as_ref().is_some_and(|met| met.room == room))
    });
    let to_send = case.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        unreasoned.set(choice.reason.get_untracked().is_none());
        if let Some(reason) = choice.reason.get_untracked() {
            send(call, to_send.clone(), reason, choice, key.get_untracked());
            view.reporting.set(None);
        }
    };
    let Case { met, chat, still } = case;
    let chat = StoredValue::new(chat);
    let still = StoredValue::new(still);
    let partner = met.name.clone();
    let blocked = StoredValue::new(met.name);
    view! {
        <form class="report" novalidate on:submit=submit>
            <Reasons reason=choice.reason />
            <Show when=move || unreasoned.get() && choice.reason.get().is_none()>
                <p role="alert" class="form-error">
                    {tr!("report-choose")}
                </p>
            </Show>
            <Show
                when=move || key.with(Option::is_some)
                fallback=|| view! { <p class="hint">{tr!("report-reason-only")}</p> }
            >
                <ChatEvidence lines=chat name=partner.clone() chosen=choice.chat />
                <StillEvidence still chosen=choice.still />
                <p class="hint">{tr!("report-sealed")}</p>
            </Show>
            <Show when=move || in_call.get()>
                <Tick chosen=choice.block>{tr!("block-too", name = blocked.get_value())}</Tick>
            </Show>
            <div class="dialog-buttons">
                <button type="button" class="button" on:click=move |_| view.reporting.set(None)>
                    {tr!("report-cancel")}
                </button>
                <button class="button primary">{tr!("report-send")}</button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Reasons(reason: RwSignal<Option<Reason>>) -> impl IntoView {
    let ways = Reason::ALL.map(|it| {
        view! {
            <label class="tick">
                <input type="radio" name="reason" value=it.as_str() on:change=move |_| reason.set(Some(it)) />
                {tr!(words(it))}
            </label>
        }
    });
    view! {
        <fieldset class="reasons">
            <legend>{tr!("report-reason")}</legend>
            {ways}
        </fieldset>
    }
}

/// The message for a reason.
fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Nudity => "report-nudity",
        Reason::Harassment => "report-harassment",
        Reason::Violence => "report-violence",
        Reason::Underage => "report-underage",
        Reason::Spam => "report-spam",
        Reason::Other => "report-other",
    }
}

/// The block goes last: it ends the call.
fn send(call: CallContext, case: Case, reason: Reason, choice: Choice, key: Option<String>) {
    let Case { met: Met { room, name }, chat, still } = case;
    let chat = if choice.chat.get_untracked() { chat } else { Vec::new() };
    let picture = still.filter(|_| choice.still.get_untracked());
    let block = choice.block.get_untracked();
    let evidence = (!chat.is_empty() || picture.is_some()).then_some(Evidence { name, chat, picture });
    spawn_local(async move {
        let sealed = match (key, evidence) {
            (Some(key), Some(evidence)) => report::seal(&key, evidence).await,
            _ => None,
        };
        call.report(room.clone(), reason, sealed);
        if block {
            call.block(room);
        }
    });
}
