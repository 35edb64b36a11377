//! The Studio: camera, microphone and name, before anyone else sees them (the seed's StudioHome).
//! From here it goes on to the call: to the queue, or by `/room/{roomId}` to a friend's room.

mod join;
mod network_check;
mod preview;
mod trouble;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::common::{CameraSelect, MicrophoneSelect, NeedsScript, PageHead};
use crate::services::media::StreamContext;
use crate::tr;
use join::JoinForm;
use network_check::NetworkCheckCard;
use preview::Preview;
use trouble::Trouble;

#[component]
pub fn StudioPage() -> impl IntoView {
    let params = use_params_map();
    let room = Memo::new(move |_| params.read().get("room_id"));
    view! {
        <PageHead
            title="studio-title"
            description="studio-description"
        />
        <main id="content" class="studio" tabindex="-1">
            <NeedsScript />
            <header class="studio-head">
                <h1>{tr!("studio")}</h1>
                <p class="lead">
                    {tr!(if room.get().is_some() { "studio-lead-room" } else { "studio-lead" })}
                </p>
            </header>
            <Preview />
            <div class="studio-side">
                <Trouble />
                <section class="card" aria-label=tr!("studio-devices")>
                    <CameraSelect />
                    <MicrophoneSelect />
                    <LevelMeter />
                </section>
                <JoinForm room />
                <NetworkCheckCard />
            </div>
        </main>
    }
}

#[component]
fn LevelMeter() -> impl IntoView {
    let stream = expect_context::<StreamContext>();
    stream.measure_level();
    view! {
        <div class="field">
            <label for="level">{tr!("level")}</label>
            <meter id="level" min="0" max="1" value=move || format!("{:.2}", stream.level.get())></meter>
        </div>
    }
}
