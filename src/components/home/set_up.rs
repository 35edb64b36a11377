//! How to set up, in pictures and words (the seed's SetUpSection).

use leptos::prelude::*;

#[component]
pub fn SetUp() -> impl IntoView {
    view! {
        <section class="set-up" id="set-up" aria-labelledby="set-up-title">
            <h2 id="set-up-title">"How to set up"</h2>
            <p class="lead">"Three steps, about half a minute."</p>
            <ol class="steps">
                <Step title="Look into the mirror" picture=include_str!("pictures/mirror.svg")>
                    "In the Studio, turn on camera and microphone. Your browser asks you first; \
                    nobody sees you yet. Choose the devices, and watch the level move as you speak."
                </Step>
                <Step title="Say who you are" picture=include_str!("pictures/name.svg")>
                    "Write the name that your partner will see, and press Join. \
                    This browser remembers it for the next time."
                </Step>
                <Step title="Press Next" picture=include_str!("pictures/next.svg")>
                    "You meet whoever is free. Talk, write, mute yourself, turn the camera off. \
                    Next brings someone else, Stop ends it."
                </Step>
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn Step(title: &'static str, picture: &'static str, children: Children) -> impl IntoView {
    view! {
        <li class="step">
            <div class="step-picture" aria-hidden="true" inner_html=picture></div>
            <h3>{title}</h3>
            <p>{children()}</p>
        </li>
    }
}
