//! What the page's presses do to camera and microphone. Muting silences the track; camera off
//! stops it, so that its light goes out. A track that comes later takes on the mute.

use std::cell::{Cell, OnceCell, RefCell};
use std::time::Duration;

use gloo_timers::callback::Interval;
use gloo_timers::future::sleep;
use leptos::html::Video;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::capture::{self, Kind, MediaChange};
use super::devices::{self, Wanted};
use super::level::Meter;
use super::{Access, Choice, MediaError, Press, StreamContext};
use crate::services::settings;

/// How long nobody may show the own picture before the devices are released: the way from one page
/// to the next is shorter.
const RELEASE_AFTER: Duration = Duration::from_secs(1);

thread_local! {
    /// How many components show the own picture.
    static PREVIEWS: Cell<u32> = const { Cell::new(0) };
    static METER: RefCell<Option<Interval>> = const { RefCell::new(None) };
    static ON_DEVICE_CHANGE: OnceCell<Closure<dyn FnMut()>> = const { OnceCell::new() };
}

pub(super) fn dispatch(context: StreamContext, press: Press) {
    match press {
        Press::Ask(choice) => {
            context.muted.set(!choice.has_audio());
            context.camera_off.set(!choice.has_video());
            context.remember_silence();
            settings::remember_choice(choice);
            spawn_local(ask(context, choice));
        }
        Press::ChooseCamera(id) => {
            settings::remember_camera(&id);
            context.camera.set(id);
            if capture::tracks().video.is_some() {
                spawn_local(reopen_kind(context, Kind::Video));
            }
        }
        Press::ChooseMicrophone(id) => {
            settings::remember_microphone(&id);
            context.microphone.set(id);
            if capture::tracks().audio.is_some() {
                spawn_local(reopen_kind(context, Kind::Audio));
            }
        }
        Press::ToggleMute => toggle_mute(context),
        Press::ToggleCamera => toggle_camera(context),
        Press::Preview(video) => preview(context, video),
        Press::EndPreview => end_preview(context),
        Press::MeasureLevel => METER.set(Some(Meter::start(context))),
        Press::EndMeasuring => METER.set(None),
    }
}

/// The call page's beginning: keeps what the Studio has opened; after a reload, opens the same again.
pub async fn reopen(context: StreamContext) {
    if context.access.get_untracked() != Access::NotAsked {
        return;
    }
    let choice = settings::choice();
    let (muted, camera_off) = settings::silence();
    context.muted.set(muted || !choice.has_audio());
    context.camera_off.set(camera_off || !choice.has_video());
    ask(context, choice).await;
    if let Access::Failed(error) = context.access.get_untracked() {
        // A device that was turned on in the meantime stays.
        let tracks = capture::tracks();
        if tracks.audio.is_none() {
            context.silence(Kind::Audio);
        }
        if tracks.video.is_none() {
            context.silence(Kind::Video);
        }
        capture::changed(MediaChange::Failed(error));
    }
}

/// Lets go of camera and microphone.
pub fn release(context: StreamContext) {
    capture::stop_all();
    context.access.set(Access::NotAsked);
    context.level.set(0.0);
    context.muted.set(false);
    context.camera_off.set(false);
}

async fn ask(context: StreamContext, choice: Choice) {
    context.access.set(Access::Asking);
    capture::stop_all();
    let video = choice.has_video() && !context.camera_off.get_untracked();
    let kinds = [choice.has_audio().then_some(Kind::Audio), video.then_some(Kind::Video)];
    let kinds: Vec<Kind> = kinds.into_iter().flatten().collect();
    let access = match open(context, &kinds).await {
        Ok(true) => Access::Ready { audio: choice.has_audio(), video: choice.has_video() },
        Ok(false) => return,
        Err(error) => {
            context.may_have_microphone.set(devices::any_microphone().await);
            Access::Failed(error)
        }
    };
    context.access.set(access);
    capture::changed(MediaChange::Tracks);
}

/// Opens the chosen devices of these kinds, and keeps those of which nothing else was asked in the
/// meantime. `false`: that is none.
async fn open(context: StreamContext, kinds: &[Kind]) -> Result<bool, MediaError> {
    if kinds.is_empty() {
        return Ok(true);
    }
    let turns: Vec<_> = kinds.iter().map(|kind| (*kind, capture::begin_turn(*kind))).collect();
    let found = devices::open(Wanted {
        microphone: kinds.contains(&Kind::Audio).then(|| context.microphone.get_untracked()),
        camera: kinds.contains(&Kind::Video).then(|| context.camera.get_untracked()),
    })
    .await;
    let still_wanted: Vec<Kind> = turns
        .into_iter()
        .filter(|(kind, turn)| capture::is_turn(*kind, *turn))
        .map(|(kind, _)| kind)
        .collect();
    if let Ok(found) = &found {
        let wanted = |kind| still_wanted.contains(&kind);
        capture::adopt(found, wanted, context.muted.get_untracked(), move || unplugged(context));
    }
    if still_wanted.is_empty() {
        return Ok(false);
    }
    found?;
    spawn_local(list_devices(context));
    Ok(true)
}

/// The chosen device of one kind, in place of the one before.
async fn reopen_kind(context: StreamContext, kind: Kind) {
    // Phones cannot hold two cameras at once.
    capture::stop(kind);
    match open(context, &[kind]).await {
        Ok(true) => {
            let tracks = capture::tracks();
            context.access.update(|access| {
                let (mut audio, mut video) = (tracks.audio.is_some(), tracks.video.is_some());
                if let Access::Ready { audio: had_audio, video: had_video } = *access {
                    audio |= had_audio;
                    video |= had_video;
                }
                *access = Access::Ready { audio, video };
            });
            capture::changed(MediaChange::Tracks);
        }
        Ok(false) => {}
        Err(error) => {
            context.silence(kind);
            failed(context, error).await;
        }
    }
}

/// A device is not to be had, or not any more: on the call's page a notice tells it, else the Studio.
async fn failed(context: StreamContext, error: MediaError) {
    capture::changed(MediaChange::Tracks);
    let told = capture::changed(MediaChange::Failed(error));
    if !told || context.access.get_untracked() == Access::Asking {
        context.access.set(Access::Failed(error));
        context.may_have_microphone.set(devices::any_microphone().await);
    }
}

fn toggle_mute(context: StreamContext) {
    let muted = !context.muted.get_untracked();
    context.muted.set(muted);
    context.remember_silence();
    match capture::tracks().audio {
        Some(track) => {
            track.set_enabled(!muted);
            capture::changed(MediaChange::Tracks);
        }
        None if !muted => spawn_local(reopen_kind(context, Kind::Audio)),
        None => {}
    }
}

fn toggle_camera(context: StreamContext) {
    let off = !context.camera_off.get_untracked();
    context.camera_off.set(off);
    context.remember_silence();
    if off {
        // Also takes back a camera that was asked for and has not come yet.
        capture::begin_turn(Kind::Video);
        capture::stop(Kind::Video);
        capture::changed(MediaChange::Tracks);
    } else {
        spawn_local(reopen_kind(context, Kind::Video));
    }
}

/// A device ended by itself.
fn unplugged(context: StreamContext) {
    let kinds = capture::drop_ended();
    kinds.iter().for_each(|kind| context.silence(*kind));
    if !kinds.is_empty() {
        spawn_local(failed(context, MediaError::NotFound));
    }
}

fn preview(context: StreamContext, video: NodeRef<Video>) {
    let Some(video) = video.get() else { return };
    if context.camera.get_untracked().is_empty() && context.microphone.get_untracked().is_empty() {
        context.camera.set(settings::camera());
        context.microphone.set(settings::microphone());
    }
    PREVIEWS.set(PREVIEWS.get() + 1);
    video.set_muted(true);
    video.set_src_object(capture::stream().as_ref());
    if let Ok(playing) = video.play() {
        spawn_local(async move {
            // Without a track there is nothing to play yet; it starts by itself then.
            _ = wasm_bindgen_futures::JsFuture::from(playing).await;
        });
    }
}

fn end_preview(context: StreamContext) {
    PREVIEWS.set(PREVIEWS.get().saturating_sub(1));
    spawn_local(async move {
        sleep(RELEASE_AFTER).await;
        if PREVIEWS.get() == 0 {
            release(context);
        }
    });
}

async fn list_devices(context: StreamContext) {
    ON_DEVICE_CHANGE.with(|it| {
        let on_change = it.get_or_init(|| Closure::new(move || spawn_local(list_devices(context))));
        if let Ok(devices) = devices::media_devices() {
            devices.set_ondevicechange(Some(on_change.as_ref().unchecked_ref()));
        }
    });
    if let Some((cameras, microphones)) = devices::list().await {
        context.cameras.set(cameras);
        context.microphones.set(microphones);
    }
}

impl StreamContext {
    /// The device is not there: the button offers to turn it on.
    fn silence(self, kind: Kind) {
        match kind {
            Kind::Audio => self.muted.set(true),
            Kind::Video => self.camera_off.set(true),
        }
    }

    fn remember_silence(self) {
        settings::remember_silence(self.muted.get_untracked(), self.camera_off.get_untracked());
    }
}
