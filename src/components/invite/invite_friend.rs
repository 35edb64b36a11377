//! The button on Home, and the dialog with the link that it makes.

use leptos::ev::MouseEvent;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDialogElement, Node};

use super::card::InvitationCard;
use super::making::{MakingTrouble, use_making};
use crate::components::common::{Glyph, Icon, day_and_clock, use_hydrated};
use crate::i18n::use_i18n;
use crate::protocol::rooms::Invitation;
use crate::services::invitation::room_path;
use crate::tr;

/// One room a visit: the link can be looked at again.
#[component]
pub fn InviteFriend(
    /// The dialog, which must not stand within a paragraph.
    dialog: NodeRef<Dialog>,
    invitation: RwSignal<Option<Invitation>>,
) -> impl IntoView {
    let hydrated = use_hydrated();
    let making = use_making(move |made| {
        invitation.set(Some(made));
        open(dialog);
    });
    let press = move |_| {
        if invitation.with_untracked(Option::is_some) {
            open(dialog);
        } else {
            making.start();
        }
    };
    view! {
        <button
            type="button"
            class="button large"
            aria-haspopup="dialog"
            aria-busy=move || making.busy.get().then_some("true")
            disabled=move || !hydrated.get()
            on:click=press
        >
            <Icon glyph=Glyph::Invite />
            {tr!("invite")}
        </button>
        <MakingTrouble making />
    }
    .into_any()
}

#[component]
pub fn InviteDialog(dialog: NodeRef<Dialog>, invitation: RwSignal<Option<Invitation>>) -> impl IntoView {
    // A click beside the dialog is one on the dialog's own element.
    let leave = move |event: MouseEvent| {
        let beside = |dialog: &HtmlDialogElement| {
            event.target().is_some_and(|target| dialog.is_same_node(target.dyn_ref::<Node>()))
        };
        if let Some(dialog) = dialog.get().filter(beside) {
            dialog.close();
        }
    };
    view! {
        <dialog class="dialog" aria-labelledby="invite-title" node_ref=dialog on:click=leave>
            {move || invitation.get().map(|invitation| view! { <Letter dialog invitation /> })}
        </dialog>
    }
    .into_any()
}

#[component]
fn Letter(dialog: NodeRef<Dialog>, invitation: Invitation) -> impl IntoView {
    let i18n = use_i18n();
    let path = room_path(&invitation.room_id);
    let expires = move || {
        let moment = day_and_clock(invitation.expires_at, i18n.language.get());
        i18n.say("detail-room", &[("moment", moment.into())])
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get() {
            dialog.close();
        }
    };
    view! {
        <div class="dialog-face">
            <header class="dialog-head">
                <h2 id="invite-title">{tr!("invite-title")}</h2>
                <button type="button" class="button quiet icon-only" aria-label=tr!("close") on:click=close>
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            <p>{tr!("invite-lead")}</p>
            <InvitationCard room_id=invitation.room_id />
            <p class="hint">{expires}</p>
            <a class="button primary" href=path>
                {tr!("invite-go")}
                <Icon glyph=Glyph::Arrow />
            </a>
        </div>
    }
    .into_any()
}

fn open(dialog: NodeRef<Dialog>) {
    if let Some(dialog) = dialog.get_untracked()
        && !dialog.open()
    {
        // It fails only for what is open, or is not in the page any more.
        _ = dialog.show_modal();
    }
}
