//! Ways out for whoever meets somebody unpleasant: report them, also a while after the call, or block them.

use leptos::prelude::*;

use super::report::Case;
use super::status::partner;
use super::view::CallView;
use crate::services::call::{CallContext, Met};
use crate::tr;

/// Beside the partner in the list of people.
#[component]
pub fn PartnerWays() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let met = met(call);
    let here = move || met.get().filter(|_| call.status.with(|status| partner(status).is_some()));
    move || {
        here().map(|Met { room, name }| {
            view! {
                <div class="partner-ways">
                    <ReportButton name=name.clone() />
                    <button type="button" class="button" aria-describedby="block-hint" on:click=move |_| call.block(room.clone())>
                        {tr!("block", name = name.as_str())}
                    </button>
                    <p id="block-hint" class="hint">
                        {tr!("block-hint")}
                    </p>
                </div>
            }
        })
    }
}

/// After the call, among what may come next.
#[component]
pub fn ReportLast() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let met = met(call);
    let gone = move || met.get().filter(|_| call.status.with(|status| partner(status).is_none()));
    move || {
        gone().map(|Met { name, .. }| {
            view! {
                <div class="again">
                    <ReportButton name />
                </div>
            }
        })
    }
}

#[component]
fn ReportButton(name: String) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let view = expect_context::<CallView>();
    view! {
        <button type="button" class="button" on:click=move |_| view.reporting.set(Case::now(call, view))>
            {tr!("report", name = name.as_str())}
        </button>
    }
}

fn met(call: CallContext) -> Memo<Option<Met>> {
    Memo::new(move |_| call.prospects.with(|prospects| prospects.met.clone()))
}
