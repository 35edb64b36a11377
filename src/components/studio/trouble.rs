//! When the devices are refused, missing or in use: what happened, what to do, and the ways on.

use leptos::prelude::*;

use crate::services::media::{Access, MediaError, StreamContext};
use crate::tr;

#[component]
pub fn Trouble() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let error = move || match stream.access.get() {
        Access::Failed(error) => Some(error),
        Access::NotAsked | Access::Asking | Access::Ready { .. } => None,
    };
    move || {
        error().map(|error| {
            let (what_happened, what_to_do) = words(error);
            view! {
                <section class="notice trouble" aria-label=tr!("trouble")>
                    <p role="alert">
                        <strong>{tr!(what_happened)}</strong>
                        " "
                        {tr!(what_to_do)}
                    </p>
                    <div class="trouble-ways">
                        <button class="button" on:click=move |_| stream.ask()>
                            {tr!("trouble-again")}
                        </button>
                        <Show when=move || stream.may_have_microphone.get()>
                            <button class="button" on:click=move |_| stream.audio_only()>
                                {tr!("trouble-audio-only")}
                            </button>
                        </Show>
                        <button class="button" on:click=move |_| stream.without_devices()>
                            {tr!("trouble-without")}
                        </button>
                    </div>
                </section>
            }
        })
    }
}

/// The messages that say what happened and what to do.
fn words(error: MediaError) -> (&'static str, &'static str) {
    match error {
        MediaError::Refused => ("trouble-refused", "trouble-refused-advice"),
        MediaError::NotFound => ("trouble-not-found", "trouble-not-found-advice"),
        MediaError::InUse => ("trouble-in-use", "trouble-in-use-advice"),
        MediaError::Insecure => ("trouble-insecure", "trouble-insecure-advice"),
        MediaError::Other => ("trouble-other", "trouble-other-advice"),
    }
}
