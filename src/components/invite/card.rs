//! A private room's link in every form in which it can be handed on.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::invite_code::{QrCode, draw_invite_code};
use crate::components::common::{CopyButton, Glyph, Icon};
use crate::i18n::use_i18n;
use crate::protocol::RoomId;
use crate::services::clipboard;
use crate::services::invitation::room_url;
use crate::tr;

/// Only for the browser: the link is its own address'.
#[component]
pub fn InvitationCard(room_id: RoomId) -> impl IntoView {
    let url = room_url(&room_id);
    let shown = url.clone();
    let link = NodeRef::<Input>::new();
    let select = move |_| {
        if let Some(link) = link.get() {
            link.select();
        }
    };
    view! {
        <div class="invitation">
            <Code room_id />
            <div class="invitation-ways">
                <label class="visually-hidden" for="invitation-link">
                    {tr!("invite-link")}
                </label>
                <input
                    id="invitation-link"
                    class="invitation-link"
                    type="text"
                    dir="ltr"
                    readonly
                    node_ref=link
                    value=shown
                    on:focus=select
                />
                <CopyButton text=url.clone() label="invite-copy" />
                <ShareButton url />
            </div>
        </div>
    }
    .into_any()
}

/// Where the server cannot be asked for it, the link does without.
#[component]
fn Code(room_id: RoomId) -> impl IntoView {
    let code = RwSignal::new(None::<QrCode>);
    spawn_local(async move {
        if let Ok(drawn) = draw_invite_code(room_id).await {
            code.try_set(Some(drawn));
        }
    });
    view! {
        <div class="invitation-code">
            {move || {
                code.get()
                    .map(|code| {
                        view! {
                            <svg
                                role="img"
                                aria-label=tr!("invite-code")
                                viewBox=format!("0 0 {0} {0}", code.size)
                                shape-rendering="crispEdges"
                            >
                                <path d=code.path />
                            </svg>
                        }
                    })
            }}
        </div>
    }
}

#[component]
fn ShareButton(url: String) -> impl IntoView {
    let i18n = use_i18n();
    let url = StoredValue::new(url);
    let share = move |_| {
        let title = i18n.say("invite-share-title", &[]);
        spawn_local(async move {
            if let Some(url) = url.try_get_value() {
                clipboard::share(&title, &url).await;
            }
        });
    };
    clipboard::can_share().then(|| {
        view! {
            <button type="button" class="button" on:click=share>
                <Icon glyph=Glyph::Share />
                {tr!("invite-share")}
            </button>
        }
    })
}
