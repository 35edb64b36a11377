//! What goes on by itself while the page stands: keys that are pressed anywhere, hands that rest, a
//! screen that must not go dark, news that become toasts, and who speaks.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event};

use super::idle::{Hand, IDLE_AFTER, Scene, Sign};
use super::news::News;
use super::shortcut::{Pressed, Shortcut};
use super::status::partner;
use super::veil;
use super::view::{CallView, is_live};
use crate::services::call::{CallContext, CallStatus};
use crate::services::{screen, speaking};

/// Where keys are words, or choose from a list.
const WRITTEN_IN: &str = "input:not([type=range]), textarea, select, [contenteditable]";

pub fn watch(call: CallContext, view: CallView) {
    follow_keys(call, view);
    hide_controls(call, view);
    stay_awake(call);
    tell_news(call, view);
    veil::watch(call, view);
    let live = Signal::derive(move || call.status.with(is_live));
    speaking::watch(view.remote, live, view.partner_speaks);
    speaking::watch(view.local, live, view.own_speaks);
}

fn follow_keys(call: CallContext, view: CallView) {
    Effect::new(move || {
        if !view.preferences.with(|it| it.shortcuts) {
            return;
        }
        let listener = window_event_listener(ev::keydown, move |event| {
            let (key, code) = (event.key(), event.code());
            let pressed = Pressed {
                key: &key,
                code: &code,
                modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
                repeated: event.repeat(),
            };
            let elsewhere =
                event.default_prevented() || is_within(&event, WRITTEN_IN) || screen::any("dialog[open]");
            if let Some(shortcut) = Shortcut::of(pressed).filter(|_| !elsewhere) {
                event.prevent_default();
                view.act(shortcut, call);
            }
        });
        on_cleanup(move || listener.remove());
    });
}

fn is_within(event: &Event, selector: &str) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.and_then(|element| element.closest(selector).ok().flatten()).is_some()
}

fn hide_controls(call: CallContext, view: CallView) {
    let hand = StoredValue::new(None::<Hand>);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let live = Memo::new(move |_| call.status.with(is_live));
    let notice = move |sign: Sign| {
        hand.update_value(|hand| *hand = Hand::of(*hand, sign));
        if view.hidden_from.get_untracked().is_some() {
            view.hidden_from.set(None);
        }
        rest(live, view, hand, timer);
    };
    Effect::new(move || {
        // Each change begins the rest anew.
        live.track();
        view.preferences.with(|it| it.hide_controls);
        untrack(|| notice(Sign::Focus));
    });
    Effect::new(move || {
        let listeners = [
            window_event_listener(ev::pointermove, move |event| {
                if event.pointer_type() == "mouse" {
                    notice(Sign::Mouse);
                }
            }),
            window_event_listener(ev::pointerdown, move |event| {
                let on_picture = is_within(&event, ".stage") && !is_within(&event, "button, label");
                notice(match event.pointer_type().as_str() {
                    "mouse" => Sign::Mouse,
                    _ if on_picture => Sign::FingerOnPicture,
                    _ => Sign::FingerElsewhere,
                });
            }),
            window_event_listener(ev::keydown, move |_| notice(Sign::Key)),
            window_event_listener(ev::focusin, move |_| notice(Sign::Focus)),
        ];
        on_cleanup(move || {
            listeners.into_iter().for_each(|listener| listener.remove());
            timer.try_update_value(|timer| timer.take().inspect(TimeoutHandle::clear));
        });
    });
}

/// Looks again after a while, and once more as long as something stands against it.
fn rest(
    live: Memo<bool>,
    view: CallView,
    hand: StoredValue<Option<Hand>>,
    timer: StoredValue<Option<TimeoutHandle>>,
) {
    let look = move || {
        let (Some(hand_now), Some(connected)) = (hand.try_get_value(), live.try_get_untracked()) else {
            return;
        };
        let scene = Scene {
            connected,
            wanted: view.preferences.with_untracked(|it| it.hide_controls),
            in_use: screen::any(
                ".controls:is(:hover, :has(:focus-visible, [aria-expanded=true])), dialog[open]",
            ),
        };
        match scene.may_hide(hand_now) {
            Some(hand) => view.hidden_from.set(Some(hand)),
            None if scene.in_use => rest(live, view, hand, timer),
            None => {}
        }
    };
    let next = set_timeout_with_handle(look, IDLE_AFTER).ok();
    timer.update_value(|timer| {
        if let Some(before) = std::mem::replace(timer, next) {
            before.clear();
        }
    });
}

fn stay_awake(call: CallContext) {
    let in_call = Memo::new(move |_| call.status.with(|status| partner(status).is_some()));
    Effect::new(move || {
        screen::stay_awake(in_call.get());
        if in_call.get() {
            let listener =
                window_event_listener_untyped("visibilitychange", move |_| screen::stay_awake(true));
            on_cleanup(move || {
                listener.remove();
                screen::stay_awake(false);
            });
        }
    });
}

fn tell_news(call: CallContext, view: CallView) {
    let tell = move |news: Vec<News>| {
        if !news.is_empty() {
            view.toasts.update(|toasts| news.into_iter().for_each(|news| toasts.tell(news)));
        }
    };
    Effect::new(move |before: Option<CallStatus>| {
        let now = call.status.get();
        match (&before, &now) {
            (Some(CallStatus::PeerAway { .. }), CallStatus::Connected { name }) => {
                tell(vec![News::Back { name: name.clone() }]);
            }
            (Some(before), now) if is_live(before) && !is_live(now) => view.toasts.update(|it| it.clear()),
            _ => {}
        }
        now
    });
    Effect::new(move |before| {
        let now = call.remote_media.get();
        if let (Some(before), CallStatus::Connected { name }) = (before, call.status.get_untracked()) {
            tell(News::of_media(&name, before, now));
        }
        now
    });
    Effect::new(move |before: Option<(Vec<_>, Vec<_>)>| {
        let now = (call.stream.cameras.get(), call.stream.microphones.get());
        if let Some(before) = before.filter(|_| call.status.with_untracked(is_live)) {
            tell(
                News::of_devices(&before.0, &now.0)
                    .or(News::of_devices(&before.1, &now.1))
                    .into_iter()
                    .collect(),
            );
        }
        now
    });
}
