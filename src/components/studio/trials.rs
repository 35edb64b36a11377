//! Is the other side heard, and how does one sound to them? Tried out before anyone listens.

use leptos::prelude::*;

use crate::components::common::{Glyph, Icon, SpeakerSelect, use_hydrated};
use crate::services::media::{Access, StreamContext, Trial};
use crate::tr;

#[component]
pub fn Trials() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let hydrated = use_hydrated();
    stream.end_trial_on_cleanup();
    let trial = stream.trial;
    let has_microphone = move || matches!(stream.access.get(), Access::Ready { audio: true, .. });
    let done = move || match trial.get() {
        Trial::Recording { done } => done,
        Trial::Playing => 1.0,
        Trial::None | Trial::Sound | Trial::Failed => 0.0,
    };
    // Not disabled while one runs: a button that is loses the focus of those who use the keyboard.
    let busy = move || trial.get().is_running();
    let when_free = move |act: fn(StreamContext)| {
        move |_| {
            if !trial.get_untracked().is_running() {
                act(stream);
            }
        }
    };
    view! {
        <details class="card disclosure">
            <summary>
                <h2>{tr!("trials")}</h2>
                <span class="hint">{tr!("trials-lead")}</span>
                <Icon glyph=Glyph::Chevron />
            </summary>
            <div class="disclosed">
                <SpeakerSelect />
                <div class="trials">
                    <button
                        type="button"
                        class="button"
                        disabled=move || !hydrated.get()
                        aria-disabled=move || busy().then_some("true")
                        on:click=when_free(StreamContext::test_sound)
                    >
                        <Icon glyph=Glyph::Sound />
                        {tr!("trial-sound")}
                    </button>
                    <button
                        type="button"
                        class="button"
                        disabled=move || !has_microphone()
                        aria-disabled=move || busy().then_some("true")
                        on:click=when_free(StreamContext::test_echo)
                    >
                        <Icon glyph=Glyph::Microphone />
                        {tr!("trial-echo")}
                    </button>
                </div>
                <progress max="1" value=move || format!("{:.2}", done()) aria-label=tr!("trial-progress")></progress>
                <p class="hint" aria-live="polite">
                    {move || words(trial.get(), has_microphone()).map(|words| tr!(words))}
                </p>
                {move || (trial.get() == Trial::Failed).then(|| view! {
                    <p role="alert" class="form-error">{tr!("trial-failed")}</p>
                })}
            </div>
        </details>
    }
    .into_any()
}

/// The message that tells what goes on, while it goes well.
fn words(trial: Trial, has_microphone: bool) -> Option<&'static str> {
    Some(match trial {
        Trial::None if has_microphone => "trial-none",
        Trial::None => "trial-no-microphone",
        Trial::Sound => "trial-sound-playing",
        Trial::Recording { .. } => "trial-recording",
        Trial::Playing => "trial-echo-playing",
        Trial::Failed => return None,
    })
}
