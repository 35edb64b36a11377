//! Keeps the screen from going dark in mid-call
//! ([W3C Screen Wake Lock](https://www.w3.org/TR/screen-wake-lock/)).
//!
//! web-sys holds its types back as unstable. A browser takes the lock away whenever the page is hidden,
//! so it is asked for again when the page returns.

use std::cell::{Cell, RefCell};

use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    type Awake;
    #[wasm_bindgen(method, getter, js_name = wakeLock)]
    fn wake_lock(this: &Awake) -> Option<WakeLock>;

    type WakeLock;
    #[wasm_bindgen(method, catch)]
    async fn request(this: &WakeLock, kind: &str) -> Result<JsValue, JsValue>;

    type Sentinel;
    #[wasm_bindgen(method, getter)]
    fn released(this: &Sentinel) -> bool;
    #[wasm_bindgen(method, catch)]
    async fn release(this: &Sentinel) -> Result<JsValue, JsValue>;
}

thread_local! {
    static WANTED: Cell<bool> = const { Cell::new(false) };
    static ASKING: Cell<bool> = const { Cell::new(false) };
    static HELD: RefCell<Option<Sentinel>> = const { RefCell::new(None) };
}

/// Asks for the lock, unless it is held, or gives it back. Harmless to repeat.
pub fn stay_awake(wanted: bool) {
    WANTED.set(wanted);
    if !wanted {
        if let Some(sentinel) = HELD.take() {
            give_back(sentinel);
        }
    } else if !document().hidden() && !is_held() && !ASKING.replace(true) {
        spawn_local(ask());
    }
}

fn is_held() -> bool {
    HELD.with_borrow(|held| held.as_ref().is_some_and(|sentinel| !sentinel.released()))
}

async fn ask() {
    let lock = window().navigator().unchecked_ref::<Awake>().wake_lock();
    // Refused (a battery that runs low, a policy) or unknown: the screen goes dark as it always did.
    let given = match &lock {
        Some(lock) => lock.request("screen").await.ok(),
        None => None,
    };
    ASKING.set(false);
    if let Some(sentinel) = given {
        let sentinel: Sentinel = sentinel.unchecked_into();
        if WANTED.get() {
            HELD.set(Some(sentinel));
        } else {
            give_back(sentinel);
        }
    }
}

fn give_back(sentinel: Sentinel) {
    spawn_local(async move {
        _ = sentinel.release().await;
    });
}
