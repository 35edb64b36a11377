//! When the devices are refused, missing or in use: what happened, what to do, and the ways on.

use leptos::prelude::*;

use crate::components::common::DeviceTrouble;
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
            view! {
                <section class="notice trouble" aria-label="Trouble with the devices">
                    <div role="alert">
                        <DeviceTrouble error />
                    </div>
                    <div class="trouble-ways">
                        <button class="button" on:click=move |_| stream.ask()>
                            "Try again"
                        </button>
                        <Show when=move || may_have_microphone(stream, error)>
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

fn may_have_microphone(stream: StreamContext, error: MediaError) -> bool {
    match error {
        MediaError::Insecure => false,
        MediaError::NotFound => stream.microphones.with(|found| !found.is_empty()),
        MediaError::Refused | MediaError::InUse | MediaError::Other => true,
    }
}
