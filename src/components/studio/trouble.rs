//! When the devices are refused, missing or in use: what happened, what to do, and the ways on.

use leptos::prelude::*;

use crate::services::media::{Access, MediaError, StreamContext};

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
                <section class="notice trouble" aria-label="Trouble with the devices">
                    <p role="alert">
                        <strong>{what_happened}</strong>
                        " "
                        {what_to_do}
                    </p>
                    <div class="trouble-ways">
                        <button class="button" on:click=move |_| stream.ask()>
                            "Try again"
                        </button>
                        <Show when=move || stream.may_have_microphone.get()>
                            <button class="button" on:click=move |_| stream.audio_only()>
                                "Continue with audio only"
                            </button>
                        </Show>
                        <button class="button" on:click=move |_| stream.without_devices()>
                            "Continue without devices"
                        </button>
                    </div>
                </section>
            }
        })
    }
}

fn words(error: MediaError) -> (&'static str, &'static str) {
    match error {
        MediaError::Refused => (
            "The browser did not let us use camera and microphone.",
            "Allow them for this site by the symbol beside the address, or in the system’s privacy settings, \
            then try again.",
        ),
        MediaError::NotFound => {
            ("No camera or microphone was found.", "Plug one in or switch it on, then try again.")
        }
        MediaError::InUse => (
            "Camera or microphone is in use elsewhere.",
            "Close the other program or tab that uses it, then try again.",
        ),
        MediaError::Insecure => (
            "Browsers give camera and microphone to secure addresses only.",
            "Open this site by an address that begins with https://, or by localhost.",
        ),
        MediaError::Other => (
            "Camera and microphone did not start.",
            "Try again, choose another device, or restart the browser.",
        ),
    }
}
