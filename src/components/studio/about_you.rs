//! What the partner may know beside the name: all of it optional, and closed until it is asked for.

use leptos::html::Video;
use leptos::prelude::*;

use super::interests::Interests;
use super::languages::Languages;
use super::picture::Picture;
use crate::components::common::{Glyph, Icon};
use crate::tr;

#[component]
pub fn AboutYou(
    video: NodeRef<Video>,
    /// The private room that the link leads to: there nobody is looked for, so interests and languages do not
    /// matter.
    room: Memo<Option<String>>,
) -> impl IntoView {
    view! {
        <details class="card disclosure">
            <summary>
                <h2>{tr!("about-you")}</h2>
                <span class="hint">
                    {tr!(if room.get().is_some() { "about-you-lead-room" } else { "about-you-lead" })}
                </span>
                <Icon glyph=Glyph::Chevron />
            </summary>
            <div class="disclosed">
                <Picture video />
                <Show when=move || room.get().is_none()>
                    <Interests />
                    <Languages />
                </Show>
            </div>
        </details>
    }
    .into_any()
}
