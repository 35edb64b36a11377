//! The partner's picture and sound in the page's video, whatever the autoplay rules say.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{GetUntracked, RwSignal, Set, document};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, HtmlVideoElement, MediaStream, MediaStreamTrack};

use crate::services::media::speaker;

#[derive(Clone)]
pub struct Playback {
    video: HtmlVideoElement,
    sound_blocked: RwSignal<bool>,
    /// The id of the chosen speaker.
    speaker: RwSignal<String>,
    coming: Rc<RefCell<Option<Coming>>>,
}

/// A picture that waits for its first frame, in a video that nobody sees. That its track is no longer
/// muted would not do: probes of the bandwidth unmute a track that has no camera behind it.
struct Coming {
    unseen: HtmlVideoElement,
    _on_first_frame: Closure<dyn FnMut()>,
}

impl Coming {
    fn wait(track: &MediaStreamTrack, then: impl FnOnce() + 'static) -> Option<Self> {
        let unseen: HtmlVideoElement = document().create_element("video").ok()?.unchecked_into();
        let stream = MediaStream::new().ok()?;
        stream.add_track(track);
        let on_first_frame = Closure::once(then);
        unseen.set_onloadeddata(Some(on_first_frame.as_ref().unchecked_ref()));
        unseen.set_muted(true);
        unseen.set_autoplay(true);
        unseen.set_src_object(Some(&stream));
        Some(Self { unseen, _on_first_frame: on_first_frame })
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.unseen.set_onloadeddata(None);
        self.unseen.set_src_object(None);
    }
}

impl Playback {
    pub fn new(video: HtmlVideoElement, sound_blocked: RwSignal<bool>, speaker: RwSignal<String>) -> Self {
        // In debug builds, Leptos may make the Studio's preview into this very element: the partner's
        // tracks must not join the own ones, nor stay muted as those are.
        video.set_src_object(None);
        video.set_muted(false);
        sound_blocked.set(false);
        let playback = Self { video, sound_blocked, speaker, coming: Rc::default() };
        playback.route();
        playback
    }

    /// Leads the partner's sound to the chosen speaker.
    pub fn route(&self) {
        let (video, speaker) = (self.video.clone(), self.speaker.get_untracked());
        spawn_local(async move { speaker::route(&video, &speaker).await });
    }

    /// An empty stage for the next partner.
    pub fn clear(&self) {
        self.coming.take();
        self.video.set_src_object(None);
    }

    /// Chromium plays no sound as long as it waits for a first picture. A partner without a camera
    /// sends none, so a picture joins the sound only when it comes, which is told.
    pub fn show(&self, track: &MediaStreamTrack, first_frame: impl FnOnce() + 'static) {
        if track.kind() == "video" {
            let (playback, shown) = (self.clone(), track.clone());
            let coming = Coming::wait(track, move || {
                playback.add(&shown);
                first_frame();
                // Not at once: this closure is part of what goes.
                spawn_local(async move { drop(playback.coming.take()) });
            });
            self.coming.replace(coming);
        } else {
            self.add(track);
        }
    }

    fn add(&self, track: &MediaStreamTrack) {
        let Some(stream) = self.video.src_object().or_else(|| MediaStream::new().ok()) else { return };
        stream.add_track(track);
        self.video.set_src_object(Some(&stream));
        self.play();
    }

    /// After a tap, which is what the autoplay rules wait for.
    pub fn play_sound(&self) {
        self.video.set_muted(false);
        self.sound_blocked.set(false);
        self.play();
    }

    fn play(&self) {
        let (video, sound_blocked) = (self.video.clone(), self.sound_blocked);
        spawn_local(async move {
            let Ok(playing) = video.play() else { return };
            let Err(error) = JsFuture::from(playing).await else { return };
            // An AbortError only says that the next track came while this one began.
            if error.dyn_ref::<DomException>().is_some_and(|it| it.name() == "NotAllowedError") {
                video.set_muted(true);
                sound_blocked.set(true);
                if let Ok(playing) = video.play() {
                    _ = JsFuture::from(playing).await;
                }
            }
        });
    }
}
