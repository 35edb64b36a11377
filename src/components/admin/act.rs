//! What became of something that an operator did.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{use_watch, words};
use crate::api::operators::Refused;

/// Asks anew when the action is done, and says why when it is not.
#[component]
pub fn Outcome<S>(action: ServerAction<S>) -> impl IntoView
where
    S: ServerFn<Output = (), Error = Refused> + Clone + Send + Sync + 'static,
{
    let watch = use_watch();
    Effect::new(move |before: Option<usize>| {
        let version = action.version().get();
        if before.is_some_and(|before| before != version) {
            watch.refresh();
        }
        version
    });
    view! {
        <p class="admin-refusal" role="status">
            {move || action.value().get().and_then(Result::err).map(words)}
        </p>
    }
}
