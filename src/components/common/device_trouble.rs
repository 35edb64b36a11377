//! What to tell when camera and microphone cannot be had, and what to do about it.

use leptos::prelude::*;

use crate::services::media::MediaError;

#[component]
pub fn DeviceTrouble(error: MediaError) -> impl IntoView {
    let (what_happened, what_to_do) = words(error);
    view! {
        <p>
            <strong>{what_happened}</strong>
            " "
            {what_to_do}
        </p>
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
