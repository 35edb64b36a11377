//! The own picture, in a corner of the stage: it can be dragged to another by pointer, sent there by arrow
//! keys or by a plain press, and folded away.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::corner::Corner;
use super::view::CallView;
use crate::components::common::{Glyph, Icon};
use crate::i18n::{Direction, use_i18n};
use crate::services::media::{Access, StreamContext};
use crate::tr;

/// A drag in progress, in CSS pixels of the window.
#[derive(Clone, Copy, PartialEq)]
struct Drag {
    from: (i32, i32),
    to: (i32, i32),
}

impl Drag {
    fn way(self) -> (i32, i32) {
        (self.to.0 - self.from.0, self.to.1 - self.from.1)
    }
}

#[component]
pub fn OwnPicture() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let view = expect_context::<CallView>();
    let i18n = use_i18n();
    let frame = NodeRef::<Div>::new();
    let drag = RwSignal::new(None::<Drag>);
    let right_to_left = move || i18n.language.get_untracked().direction() == Direction::RightToLeft;
    let corner = move || view.preferences.with(|it| it.corner);
    let folded = move || view.preferences.with(|it| it.own_picture_folded);
    let dark =
        move || stream.camera_off.get() || !matches!(stream.access.get(), Access::Ready { video: true, .. });
    let move_to = move |corner: Corner| view.prefer(|it| it.corner = corner);
    let begin = move |event: PointerEvent| {
        let on_button = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("button").ok().flatten())
            .is_some();
        if let Some(frame) = frame.get().filter(|_| event.is_primary() && event.button() == 0 && !on_button) {
            // Without the capture, the drag ends where the pointer overtakes the picture.
            _ = frame.set_pointer_capture(event.pointer_id());
            let at = (event.client_x(), event.client_y());
            drag.set(Some(Drag { from: at, to: at }));
        }
    };
    let follow = move |event: PointerEvent| {
        if drag.get_untracked().is_some() {
            let to = (event.client_x(), event.client_y());
            drag.update(|drag| *drag = drag.map(|drag| Drag { to, ..drag }));
        }
    };
    let end = move |_: PointerEvent| {
        let moved = drag.get_untracked().zip(frame.get()).and_then(|(drag, frame)| share(drag, &frame));
        drag.set(None);
        if let Some(moved) = moved {
            move_to(view.preferences.with_untracked(|it| it.corner).after_drag(moved, right_to_left()));
        }
    };
    let turn = move |event: KeyboardEvent| {
        let here = view.preferences.with_untracked(|it| it.corner);
        if let Some(corner) = here.toward(&event.key(), right_to_left()) {
            event.prevent_default();
            move_to(corner);
        }
    };
    // By hand, since a style attribute in the server's HTML would be none for the page's policy.
    Effect::new(move || {
        if let Some(frame) = frame.get() {
            let (right, down) = drag.get().map_or((0, 0), Drag::way);
            for (name, way) in [("--drag-x", right), ("--drag-y", down)] {
                // It refuses no length.
                _ = HtmlElement::style(&frame).set_property(name, &format!("{way}px"));
            }
        }
    });
    view! {
        <div
            class="own-video"
            node_ref=frame
            data-corner=move || corner().name()
            data-folded=move || folded().then_some("")
            data-dark=move || dark().then_some("")
            data-dragged=move || drag.get().is_some().then_some("")
            data-speaks=move || view.own_speaks.get().then_some("")
            on:pointerdown=begin
            on:pointermove=follow
            on:pointerup=end
            on:pointercancel=move |_| drag.set(None)
        >
            <video
                node_ref=view.local
                class:mirrored=move || !stream.faces_away.get()
                aria-label=tr!("own-video")
                autoplay
                playsinline
                muted
                prop:muted=true
            ></video>
            <Icon glyph=Glyph::CameraOff />
            <div class="own-buttons">
                <button
                    class="own-button own-move"
                    aria-label=move || i18n.say("own-move", &[("corner", i18n.say(corner().title(), &[]).into())])
                    title=tr!("own-move-hint")
                    hidden=folded
                    on:keydown=turn
                    on:click=move |_| move_to(corner().following())
                >
                    <Icon glyph=Glyph::Move />
                </button>
                <button
                    class="own-button own-fold"
                    aria-label=tr!(if folded() { "own-unfold" } else { "own-fold" })
                    on:click=move |_| view.prefer(|it| it.own_picture_folded = !it.own_picture_folded)
                >
                    <Icon glyph=Signal::derive(move || if folded() { Glyph::Eye } else { Glyph::Minus }) />
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Of the way from one side of the stage to the other.
fn share(drag: Drag, frame: &HtmlElement) -> Option<(f64, f64)> {
    let stage = frame.offset_parent()?;
    let room = |stage: i32, frame: i32| f64::from((stage - frame).max(1));
    let (right, down) = drag.way();
    Some((
        f64::from(right) / room(stage.client_width(), frame.offset_width()),
        f64::from(down) / room(stage.client_height(), frame.offset_height()),
    ))
}
