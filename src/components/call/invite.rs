//! A private room while one is alone in it, or cannot be.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::invite::{InvitationCard, MakingTrouble, use_making};
use crate::protocol::RoomId;
use crate::services::call::{CallContext, CallStatus, NoPlace};
use crate::tr;

#[component]
pub fn RoomInvitation() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let room = Memo::new(move |_| {
        call.status.with(|status| match status {
            CallStatus::RoomWaiting { room_id, .. } => Some(room_id.clone()),
            _ => None,
        })
    });
    let outside = Memo::new(move |_| {
        call.status.with(|status| match status {
            CallStatus::ShutOut { room_id, why } => Some((room_id.clone(), *why)),
            _ => None,
        })
    });
    view! {
        {move || room.get().map(|room_id| view! { <InvitationCard room_id /> })}
        {move || outside.get().map(|(room_id, why)| view! { <WaysOn room_id why /> })}
    }
    .into_any()
}

/// The words stand in the notice and the status; here is what to do about it.
#[component]
fn WaysOn(room_id: RoomId, why: NoPlace) -> impl IntoView {
    let call = expect_context::<CallContext>();
    let navigate = use_navigate();
    let making = use_making(move |made| {
        // The page's address leads to the new room, also after a reload.
        let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate(&format!("/call?room={}", made.room_id), replace);
        call.join(made.room_id);
    });
    view! {
        <div class="ways-on">
            {(why == NoPlace::Full)
                .then(|| {
                    view! {
                        <button type="button" class="button" on:click=move |_| call.join(room_id.clone())>
                            {tr!("room-try-again")}
                        </button>
                    }
                })}
            <button
                type="button"
                class="button"
                aria-busy=move || making.busy.get().then_some("true")
                on:click=move |_| making.start()
            >
                {tr!("room-new")}
            </button>
            <button type="button" class="button primary" on:click=move |_| call.next()>
                {tr!("room-stranger")}
            </button>
        </div>
        <MakingTrouble making />
    }
    .into_any()
}
