//! The button on Home, and the dialog with the link that it makes.

use leptos::prelude::*;

use super::card::InvitationCard;
use super::making::{MakingTrouble, use_making};
use crate::components::common::{Dialog, Glyph, Icon, day_and_clock, use_hydrated};
use crate::i18n::use_i18n;
use crate::protocol::rooms::Invitation;
use crate::services::invitation::room_path;
use crate::tr;

/// One room a visit: the link can be looked at again.
#[component]
pub fn InviteFriend(
    /// The dialog, which stands elsewhere: it must not be within a paragraph.
    open: RwSignal<bool>,
    invitation: RwSignal<Option<Invitation>>,
) -> impl IntoView {
    let hydrated = use_hydrated();
    let making = use_making(move |made| {
        invitation.set(Some(made));
        open.set(true);
    });
    let press = move |_| {
        if invitation.with_untracked(Option::is_some) {
            open.set(true);
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
pub fn InviteDialog(open: RwSignal<bool>, invitation: RwSignal<Option<Invitation>>) -> impl IntoView {
    view! {
        <Dialog id="invite" title="invite-title" open>
            {move || invitation.get().map(|invitation| view! { <Letter invitation /> })}
        </Dialog>
    }
}

#[component]
fn Letter(invitation: Invitation) -> impl IntoView {
    let i18n = use_i18n();
    let path = room_path(&invitation.room_id);
    let expires = move || {
        let moment = day_and_clock(invitation.expires_at, i18n.language.get());
        i18n.say("detail-room", &[("moment", moment.into())])
    };
    view! {
        <p>{tr!("invite-lead")}</p>
        <InvitationCard room_id=invitation.room_id />
        <p class="hint">{expires}</p>
        <a class="button primary" href=path>
            {tr!("invite-go")}
            <Icon glyph=Glyph::Arrow />
        </a>
    }
    .into_any()
}
