//! Whether the browser has taken over the page: until then, controls that need it are disabled, so
//! that no click is lost.

use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Hydrated(ReadSignal<bool>);

/// Called once, by the app.
pub fn provide_hydrated() {
    let (hydrated, set_hydrated) = signal(false);
    // Effects run in the browser only, after the first render.
    Effect::new(move || set_hydrated.set(true));
    provide_context(Hydrated(hydrated));
}

pub fn use_hydrated() -> ReadSignal<bool> {
    use_context::<Hydrated>().map_or_else(|| signal(false).0, |Hydrated(hydrated)| hydrated)
}
