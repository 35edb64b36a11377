//! Tells when this computer changes from one network to another.

use std::cell::RefCell;
use std::iter;
use std::rc::Rc;

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::EventTarget;

/// What became of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is one again.
    Back,
    /// There is another, as from Wi-Fi to a phone's own: links over the one before are dead, and do not
    /// know it.
    Other,
}

/// Listens until it is dropped.
pub struct Network {
    _listeners: Vec<Listener>,
}

struct Listener {
    target: EventTarget,
    event: &'static str,
    hear: Closure<dyn FnMut()>,
}

impl Network {
    pub fn watch(tell: impl Fn(Change) + 'static) -> Self {
        let tell = Rc::new(tell);
        let told = tell.clone();
        let online = Listener::on(window().into(), "online", move || told(Change::Back));
        // The Network Information API, where the browser has it.
        let connection = Reflect::get(&window().navigator(), &"connection".into())
            .ok()
            .and_then(|connection| connection.dyn_into::<EventTarget>().ok())
            .map(|connection| on_other_kind(connection, move || tell(Change::Other)));
        Self { _listeners: iter::once(online).chain(connection).collect() }
    }
}

/// `change` comes, too, whenever the browser thinks anew of how fast the same network is.
fn on_other_kind(connection: EventTarget, tell: impl Fn() + 'static) -> Listener {
    let asked = connection.clone();
    let kind = move || Reflect::get(&asked, &"type".into()).ok().and_then(|kind| kind.as_string());
    let before = RefCell::new(kind());
    Listener::on(connection, "change", move || {
        let now = kind();
        let is_other = *before.borrow() != now && now.as_deref() != Some("none");
        before.replace(now);
        if is_other {
            tell();
        }
    })
}

impl Listener {
    fn on(target: EventTarget, event: &'static str, hear: impl FnMut() + 'static) -> Self {
        let hear = Closure::<dyn FnMut()>::new(hear);
        // Refused only for listeners that are none.
        _ = target.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref());
        Self { target, event, hear }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        _ = self.target.remove_event_listener_with_callback(self.event, self.hear.as_ref().unchecked_ref());
    }
}
