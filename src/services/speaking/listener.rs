//! Listens to the stream that a video shows.

use std::cell::RefCell;
use std::time::Duration;

use leptos::html::Video;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::MediaStreamTrack;

use super::Voice;
use crate::services::media::level::Ear;

const INTERVAL: Duration = Duration::from_millis(100);

/// Until the effect around it runs again.
pub(super) fn listen(video: NodeRef<Video>, speaks: RwSignal<bool>) {
    let ear = RefCell::new(None);
    let voice = RefCell::new(Voice::default());
    let look = move || {
        let now = voice.borrow_mut().hear(loudness(video, &mut ear.borrow_mut()));
        if speaks.get_untracked() != now {
            speaks.set(now);
        }
    };
    if let Ok(interval) = set_interval_with_handle(look, INTERVAL) {
        on_cleanup(move || interval.clear());
    }
}

/// Keeps an ear on the track that is there now.
fn loudness(video: NodeRef<Video>, ear: &mut Option<Ear>) -> f32 {
    // Before the first press on the page browsers give no sound, and complain when asked.
    if !window().navigator().user_activation().has_been_active() {
        return 0.0;
    }
    let Some(track) = sound_of(video) else {
        *ear = None;
        return 0.0;
    };
    if ear.as_ref().is_none_or(|ear| ear.track_id != track.id()) {
        *ear = Ear::new(&track).ok();
    }
    ear.as_ref().map_or(0.0, Ear::loudness)
}

fn sound_of(video: NodeRef<Video>) -> Option<MediaStreamTrack> {
    let stream = video.get_untracked()?.src_object()?;
    stream.get_audio_tracks().get(0).dyn_into().ok()
}
