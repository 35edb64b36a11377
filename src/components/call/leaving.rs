//! Asks before a live call is left by a link, or by closing the window.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::status::partner;
use super::view::is_live;
use crate::components::common::Dialog;
use crate::services::call::CallContext;
use crate::services::screen;
use crate::tr;

#[component]
pub fn LeaveDialog() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let open = RwSignal::new(false);
    let address = StoredValue::new(String::new());
    let live = Memo::new(move |_| call.status.with(is_live));
    Effect::new(move || {
        screen::ask_before_links(move |link| {
            let ask = live.get_untracked();
            if ask {
                address.set_value(link);
                open.set(true);
            }
            ask
        });
    });
    Effect::new(move || {
        if live.get() {
            // The browser has words of its own for it.
            let listener = window_event_listener(ev::beforeunload, |event| event.prevent_default());
            on_cleanup(move || listener.remove());
        } else {
            // There is nothing left to lose.
            open.set(false);
        }
    });
    let navigate = use_navigate();
    let name = move || call.status.with(|status| partner(status).unwrap_or_default().to_owned());
    view! {
        <Dialog id="leave-dialog" title="leave" open>
            <p>{tr!("leave-text", name = name())}</p>
            <div class="dialog-buttons">
                <button class="button" autofocus on:click=move |_| open.set(false)>
                    {tr!("leave-stay")}
                </button>
                <button
                    class="button primary"
                    on:click=move |_| {
                        open.set(false);
                        navigate(&address.get_value(), NavigateOptions::default());
                    }
                >
                    {tr!("leave-go")}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
