//! The small picture that the partner sees beside the name; taken by a press, never by itself.

use leptos::html::Video;
use leptos::prelude::*;

use crate::components::common::{Glyph, Icon, use_hydrated};
use crate::services::media::{Access, StreamContext};
use crate::services::settings;
use crate::tr;

#[component]
pub fn Picture(video: NodeRef<Video>) -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    let hydrated = use_hydrated();
    let picture = RwSignal::new(None::<String>);
    let failed = RwSignal::new(false);
    Effect::new(move || picture.set(settings::picture()));
    let sees = move || matches!(stream.access.get(), Access::Ready { video: true, .. });
    let take = move |_| {
        let taken = stream.take_picture(video);
        failed.set(taken.is_none());
        if taken.is_some() {
            settings::remember_picture(taken.as_deref());
            picture.set(taken);
        }
    };
    let remove = move |_| {
        settings::remember_picture(None);
        picture.set(None);
    };
    view! {
        <section class="field picture" aria-labelledby="picture-title">
            <h3 id="picture-title">{tr!("picture")}</h3>
            <p class="hint">{tr!("picture-hint")}</p>
            <div class="picture-row">
                <div class="picture-frame">
                    {move || match picture.get() {
                        Some(url) => {
                            view! { <img src=url alt=tr!("picture-yours") width="96" height="96" /> }.into_any()
                        }
                        None => view! { <Icon glyph=Glyph::Camera /> }.into_any(),
                    }}
                </div>
                <div class="picture-ways">
                    <button
                        type="button"
                        class="button"
                        disabled=move || !(hydrated.get() && sees())
                        on:click=take
                    >
                        {tr!("picture-take")}
                    </button>
                    <Show when=move || picture.with(Option::is_some)>
                        <button type="button" class="button quiet" on:click=remove>
                            {tr!("picture-remove")}
                        </button>
                    </Show>
                </div>
            </div>
            <Show when=move || hydrated.get() && !sees()>
                <p class="hint">{tr!("picture-camera-first")}</p>
            </Show>
            <Show when=move || failed.get()>
                <p role="alert" class="form-error">
                    {tr!("picture-failed")}
                </p>
            </Show>
        </section>
    }
}
