//! Both pictures, and over them what there is to know and to press.

use leptos::prelude::*;

use super::controls::Controls;
use super::notices::{LinkBanner, Notices};
use super::own_picture::OwnPicture;
use super::plate::Plate;
use super::remote_picture::RemotePicture;
use super::status::scene;
use super::toasts::ToastRegion;
use super::view::CallView;
use crate::components::common::{Glyph, Icon};
use crate::services::call::CallContext;
use crate::tr;

#[component]
pub fn Stage() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let view = expect_context::<CallView>();
    view! {
        <section
            class="stage"
            aria-label=tr!("stage")
            data-scene=move || call.status.with(scene)
            data-speaks=move || view.partner_speaks.get().then_some("")
            data-hidden-from=move || view.hidden_from.get().map(|hand| hand.name())
        >
            <RemotePicture />
            <div class="stage-top">
                <Plate />
                <div class="stage-notices">
                    <LinkBanner />
                    <Notices />
                    <ToastRegion />
                </div>
            </div>
            <OwnPicture />
            <Show when=move || call.sound_blocked.get()>
                <button class="button primary large sound-button" on:click=move |_| call.play_sound()>
                    <Icon glyph=Glyph::Sound />
                    {tr!("sound-tap")}
                </button>
            </Show>
            <Controls />
        </section>
    }
    .into_any()
}
