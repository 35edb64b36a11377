//! How to set up, in pictures and words (the seed's SetUpSection).

use crate::tr;
use leptos::prelude::*;

#[component]
pub fn SetUp() -> impl IntoView {
    view! {
        <section class="set-up" id="set-up" aria-labelledby="set-up-title">
            <h2 id="set-up-title">{tr!("set-up")}</h2>
            <p class="lead">{tr!("set-up-lead")}</p>
            <ol class="steps">
                <Step
                    title="set-up-mirror"
                    text="set-up-mirror-text"
                    picture=include_str!("pictures/mirror.svg")
                />
                <Step
                    title="set-up-name"
                    text="set-up-name-text"
                    picture=include_str!("pictures/name.svg")
                />
                <Step
                    title="set-up-next"
                    text="set-up-next-text"
                    picture=include_str!("pictures/next.svg")
                />
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn Step(title: &'static str, text: &'static str, picture: &'static str) -> impl IntoView {
    view! {
        <li class="step">
            <div class="step-picture" aria-hidden="true" inner_html=picture></div>
            <h3>{tr!(title)}</h3>
            <p>{tr!(text)}</p>
        </li>
    }
}
