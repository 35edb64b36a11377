//! The name, and the way on to the call.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::protocol::limits::USER_NAME_CHARS;
use crate::protocol::text::{Lines, clean};
use crate::services::media::{Access, StreamContext};
use crate::services::settings;
use crate::tr;

#[component]
pub fn JoinForm(
    /// The private room that the link leads to, if it is one.
    room: Memo<Option<String>>,
) -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let hydrated = use_hydrated();
    let name = NodeRef::<Input>::new();
    let trouble = RwSignal::new(None::<&'static str>);
    // Join was pressed; it goes on as soon as camera and microphone are there.
    let joining = RwSignal::new(false);

    recall_name(name);
    go_on_when_ready(joining, room);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = name.get() else { return };
        let typed = input.value();
        trouble.set(name_trouble(&typed).or_else(|| devices_trouble(&stream.access.get())));
        if trouble.get().is_some() {
            return;
        }
        settings::remember_user_name(typed.trim());
        if stream.access.get() == Access::NotAsked {
            stream.ask();
        }
        joining.set(true);
    };

    view! {
        <form class="card join" novalidate on:submit=submit>
            <div class="field">
                <label for="user-name">{tr!("name")}</label>
                <input
                    id="user-name"
                    type="text"
                    autocomplete="nickname"
                    spellcheck="false"
                    aria-describedby="user-name-hint"
                    node_ref=name
                    on:input=move |_| trouble.set(None)
                />
                <p id="user-name-hint" class="hint">
                    {tr!("name-hint")}
                </p>
            </div>
            {move || {
                trouble
                    .get()
                    .map(|id| {
                        view! {
                            <p role="alert" class="form-error">
                                {tr!(id, most = USER_NAME_CHARS)}
                            </p>
                        }
                    })
            }}
            // Joining is the confirmation: no further step stands before it.
            <p id="join-agree" class="hint">
                {tr!("join-agree")}
                " "
                <a href="/rules">{tr!("rules-read")}</a>
            </p>
            <button
                class="button primary large"
                aria-describedby="join-agree"
                disabled=move || !hydrated.get()
            >
                {tr!("join")}
                <Icon glyph=Glyph::Arrow />
            </button>
        </form>
    }
    .into_any()
}

/// Fills in the remembered name, unless the person was quicker.
fn recall_name(name: NodeRef<Input>) {
    Effect::new(move || {
        if let (Some(input), Some(remembered)) = (name.get(), settings::user_name())
            && input.value().is_empty()
        {
            input.set_value(&remembered);
        }
    });
}

fn go_on_when_ready(joining: RwSignal<bool>, room: Memo<Option<String>>) {
    let stream = expect_context::<StreamContext>();
    let navigate = use_navigate();
    Effect::new(move || match stream.access.get() {
        Access::Ready { .. } if joining.get() => navigate(&call_path(room.get()), NavigateOptions::default()),
        Access::Failed(_) => joining.set(false),
        Access::NotAsked | Access::Asking | Access::Ready { .. } => {}
    });
}

fn call_path(room: Option<String>) -> String {
    room.map_or_else(|| "/call".into(), |room| format!("/call?room={room}"))
}

/// The message that says what is wrong.
fn name_trouble(name: &str) -> Option<&'static str> {
    let name = name.trim();
    if name.is_empty() {
        return Some("name-missing");
    }
    match clean(name, USER_NAME_CHARS, Lines::One) {
        Some(_) => None,
        None if name.chars().count() > USER_NAME_CHARS => Some("name-too-long"),
        None => Some("name-unfit"),
    }
}

fn devices_trouble(access: &Access) -> Option<&'static str> {
    matches!(access, Access::Failed(_)).then_some("join-devices-first")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_1_to_30_characters_that_can_be_seen() {
        for name in ["A", " Ada ", &"ü".repeat(USER_NAME_CHARS)] {
            assert_eq!(name_trouble(name), None, "{name}");
        }
        for name in ["", "  ", &"a".repeat(USER_NAME_CHARS + 1), "A\u{202E}da"] {
            assert!(name_trouble(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_private_room_survives_the_way_to_the_call() {
        assert_eq!(call_path(None), "/call");
        assert_eq!(call_path(Some("r1".into())), "/call?room=r1");
    }
}
