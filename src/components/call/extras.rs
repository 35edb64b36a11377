//! The controls that are needed less often: in the bar where it is wide enough, else in a drawer that the
//! button "More" opens (a disclosure, as the ARIA Authoring Practices describe it).

use leptos::html::{Button, Div};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;

use super::controls::Control;
use super::shortcut::Shortcut;
use super::view::CallView;
use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::services::media::StreamContext;
use crate::services::screen;
use crate::tr;

#[component]
pub fn Extras() -> impl IntoView {
    let hydrated = use_hydrated();
    let open = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    let around = NodeRef::<Div>::new();
    close_elsewhere(around, open);
    view! {
        <div
            class="extras-place"
            node_ref=around
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    event.prevent_default();
                    open.set(false);
                    if let Some(button) = button.get_untracked() {
                        _ = button.focus();
                    }
                }
            }
        >
            <button
                class="control more"
                node_ref=button
                aria-label=tr!("more")
                aria-expanded=move || open.get().to_string()
                aria-controls="extras"
                disabled=move || !hydrated.get()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="control-face">
                    <Icon glyph=Glyph::More />
                </span>
                <span class="control-label">{tr!("more-short")}</span>
            </button>
            <div id="extras" class="extras" data-open=move || open.get().then_some("")>
                <Volume />
                <FlipButton />
                <FitButton />
                <PictureButton />
                <FullScreenButton />
            </div>
        </div>
    }
    .into_any()
}

/// A press anywhere else closes the drawer.
fn close_elsewhere(around: NodeRef<Div>, open: RwSignal<bool>) {
    Effect::new(move || {
        if !open.get() {
            return;
        }
        let listener = window_event_listener(leptos::ev::pointerdown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            if around.get_untracked().is_some_and(|around| !around.contains(target.as_ref())) {
                open.set(false);
            }
        });
        on_cleanup(move || listener.remove());
    });
}

#[component]
fn Volume() -> impl IntoView {
    let view = expect_context::<CallView>();
    view! {
        <label class="volume">
            <Icon glyph=Glyph::Sound />
            <span class="control-label">{tr!("volume")}</span>
            <input
                type="range"
                min="0"
                max="1"
                step="0.05"
                prop:value=move || view.preferences.with(|it| it.volume).to_string()
                on:input=move |event| {
                    if let Ok(volume) = event_target_value(&event).parse::<f64>() {
                        view.prefer(|it| it.volume = volume.clamp(0.0, 1.0));
                    }
                }
            />
        </label>
    }
}

/// On phones with a camera on either side.
#[component]
fn FlipButton() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    view! {
        <Show when=move || stream.can_flip.get()>
            <Control
                name="camera-flip"
                label="camera-flip"
                glyph=Glyph::SwitchCamera
                press=move || stream.flip_camera()
            />
        </Show>
    }
}

#[component]
fn FitButton() -> impl IntoView {
    let view = expect_context::<CallView>();
    let name = Signal::derive(move || if view.fills() { "fit-whole" } else { "fit-fill" });
    view! {
        <Control
            name
            label=name
            glyph=Signal::derive(move || if view.fills() { Glyph::Shrink } else { Glyph::Expand })
            press=move || {
                let fills = untrack(|| view.fills());
                view.prefer(|it| it.fills = Some(!fills));
            }
        />
    }
}

#[component]
fn PictureButton() -> impl IntoView {
    let view = expect_context::<CallView>();
    let name = Signal::derive(move || if view.is_pictured.get() { "picture-leave" } else { "picture-open" });
    view! {
        <Offered offered=screen::may_be_pictured>
            <Control
                name
                label=name
                glyph=Glyph::PictureInPicture
                shortcut=Shortcut::PictureInPicture
                press=move || view.toggle_pictured()
            />
        </Offered>
    }
}

#[component]
fn FullScreenButton() -> impl IntoView {
    let view = expect_context::<CallView>();
    let full = view.is_full;
    let name = Signal::derive(move || if full.get() { "full-screen-leave" } else { "full-screen" });
    view! {
        <Offered offered=screen::may_be_full>
            <Control
                name
                label=name
                glyph=Signal::derive(move || if full.get() { Glyph::FullScreenLeave } else { Glyph::FullScreen })
                shortcut=Shortcut::FullScreen
                press=move || view.toggle_full()
            />
        </Offered>
    }
}

/// Away where the browser does not offer it, which only the browser knows: the first render shows it.
#[component]
fn Offered(offered: fn() -> bool, children: Children) -> impl IntoView {
    let missing = RwSignal::new(false);
    Effect::new(move || missing.set(!offered()));
    view! {
        <div class="offered" hidden=move || missing.get()>
            {children()}
        </div>
    }
}
