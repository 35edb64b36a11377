//! What the page's presses do to camera and microphone. Muting silences the track; camera off
//! stops it, so that its light goes out. A track that comes later takes on the mute.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use gloo_timers::callback::Interval;
use gloo_timers::future::sleep;
use leptos::html::Video;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::capture::{self, Kind, MediaChange};
use super::devices::{self, Camera, Facing, Wanted};
use super::level::Meter;
use super::{Access, Choice, DeviceKind, MediaError, Press, StreamContext, device, hotplug, trial};
use crate::services::settings;

/// How long nobody may show the own picture before the devices are released: the way from one page
/// to the next is shorter.
const RELEASE_AFTER: Duration = Duration::from_secs(1);

thread_local! {
    /// How many components show the own picture.
    static PREVIEWS: Cell<u32> = const { Cell::new(0) };
    static METER: RefCell<Option<Interval>> = const { RefCell::new(None) };
}

pub(super) fn dispatch(context: StreamContext, press: Press) {
    match press {
        Press::Ask(choice) => {
            context.muted.set(!choice.has_audio());
            context.camera_off.set(!choice.has_video());
            settings::remember_muted(!choice.has_audio());
            settings::remember_camera_off(!choice.has_video());
            settings::remember_choice(choice);
            spawn_local(ask(context, choice));
        }
        Press::Choose(kind, id) => choose(context, kind, id),
        Press::FlipCamera => spawn_local(flip(context)),
        Press::TestSound => trial::sound(context),
        Press::TestEcho => trial::echo(context),
        Press::EndTrial => trial::end(context),
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
    hotplug::forget(context);
    context.access.set(Access::NotAsked);
    context.level.set(0.0);
    context.muted.set(false);
    context.camera_off.set(false);
}

async fn ask(context: StreamContext, choice: Choice) {
    context.access.set(Access::Asking);
    capture::stop_all();
    hotplug::forget(context);
    let video = choice.has_video() && !context.camera_off.get_untracked();
    let kinds = [choice.has_audio().then_some(Kind::Audio), video.then_some(Kind::Video)];
    let kinds: Vec<Kind> = kinds.into_iter().flatten().collect();
    let access = match open(context, as_chosen(context, &kinds)).await {
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

fn as_chosen(context: StreamContext, kinds: &[Kind]) -> Wanted {
    Wanted {
        microphone: kinds.contains(&Kind::Audio).then(|| context.microphone.get_untracked()),
        camera: kinds.contains(&Kind::Video).then(|| Camera::Id(context.camera.get_untracked())),
    }
}

/// Opens devices, and keeps those of which nothing else was asked in the meantime. `false`: that is none.
async fn open(context: StreamContext, wanted: Wanted) -> Result<bool, MediaError> {
    let kinds = Kind::BOTH.into_iter().filter(|kind| wanted.has(*kind));
    let turns: Vec<_> = kinds.map(|kind| (kind, capture::begin_turn(kind))).collect();
    if turns.is_empty() {
        return Ok(true);
    }
    let found = devices::open(wanted).await;
    let still_wanted: Vec<Kind> = turns
        .into_iter()
        .filter(|(kind, turn)| capture::is_turn(*kind, *turn))
        .map(|(kind, _)| kind)
        .collect();
    if let Ok(found) = &found {
        let wanted = |kind| still_wanted.contains(&kind);
        capture::adopt(found, wanted, context.muted.get_untracked(), move || {
            hotplug::tracks_changed(context)
        });
    }
    if still_wanted.is_empty() {
        return Ok(false);
    }
    found?;
    if let Some(camera) = capture::tracks().video {
        context.faces_away.set(Facing::of(&camera) == Some(Facing::Environment));
    }
    hotplug::begin(context);
    Ok(true)
}

/// Another device in place of the one of its kind, which is sent until the other is there. Phones cannot
/// hold two cameras at once: there the one before is let go first.
async fn exchange(context: StreamContext, kind: Kind, wanted: Wanted) -> Result<bool, MediaError> {
    let mut result = open(context, wanted.clone()).await;
    if result == Err(MediaError::InUse) && capture::tracks().of(kind).is_some() {
        capture::stop(kind);
        result = open(context, wanted).await;
    }
    if result == Ok(true) {
        hotplug::found(context, kind);
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
    result
}

/// The chosen device of one kind, in place of the one before, if there is one.
pub(super) async fn reopen_kind(context: StreamContext, kind: Kind) -> Result<bool, MediaError> {
    exchange(context, kind, as_chosen(context, &[kind])).await
}

/// As the person asked: where that fails, they are told.
async fn turn_on(context: StreamContext, kind: Kind) {
    if let Err(error) = reopen_kind(context, kind).await {
        capture::stop(kind);
        context.silence(kind);
        failed(context, error).await;
    }
}

fn choose(context: StreamContext, kind: DeviceKind, id: String) {
    settings::remember_device(kind, &id);
    context.chosen(kind).set(id);
    context.lost.set(None);
    let track = match kind {
        DeviceKind::Camera => Kind::Video,
        DeviceKind::Microphone => Kind::Audio,
        DeviceKind::Speaker => {
            capture::changed(MediaChange::Speaker);
            return;
        }
    };
    if capture::tracks().of(track).is_some() {
        spawn_local(turn_on(context, track));
    }
}

/// To the camera at the other side of the phone.
async fn flip(context: StreamContext) {
    let Some(now) = capture::tracks().video else { return };
    let other = match Facing::of(&now) {
        Some(facing) => Camera::Facing(facing.other()),
        None => {
            let cameras = context.cameras.get_untracked();
            let id = now.get_settings().get_device_id().unwrap_or_default();
            match device::next_after(&id, &cameras) {
                Some(next) => Camera::Id(next.id.clone()),
                None => return,
            }
        }
    };
    let wanted = Wanted { camera: Some(other), microphone: None };
    match exchange(context, Kind::Video, wanted).await {
        Ok(true) => {
            let id = capture::tracks().video.and_then(|camera| camera.get_settings().get_device_id());
            let id = id.unwrap_or_default();
            settings::remember_device(DeviceKind::Camera, &id);
            context.camera.set(id);
        }
        Ok(false) => {}
        // The one before goes on, or comes back.
        Err(_) => turn_on(context, Kind::Video).await,
    }
}

/// A device is not to be had, or not any more: on the call's page a notice tells it, else the Studio.
pub(super) async fn failed(context: StreamContext, error: MediaError) {
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
    settings::remember_muted(muted);
    hotplug::given_up(Kind::Audio);
    match capture::tracks().audio {
        Some(track) => {
            track.set_enabled(!muted);
            capture::changed(MediaChange::Tracks);
        }
        None if !muted => spawn_local(turn_on(context, Kind::Audio)),
        None => {}
    }
}

fn toggle_camera(context: StreamContext) {
    let off = !context.camera_off.get_untracked();
    context.camera_off.set(off);
    settings::remember_camera_off(off);
    hotplug::given_up(Kind::Video);
    if off {
        // Also takes back a camera that was asked for and has not come yet.
        capture::begin_turn(Kind::Video);
        capture::stop(Kind::Video);
        capture::changed(MediaChange::Tracks);
    } else {
        spawn_local(turn_on(context, Kind::Video));
    }
}

fn preview(context: StreamContext, video: NodeRef<Video>) {
    let Some(video) = video.get() else { return };
    if PREVIEWS.get() == 0 && context.access.get_untracked() == Access::NotAsked {
        for kind in [DeviceKind::Camera, DeviceKind::Microphone, DeviceKind::Speaker] {
            context.chosen(kind).set(settings::device(kind));
        }
        hotplug::begin(context);
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

impl StreamContext {
    /// The device is not there: the button offers to turn it on.
    pub(super) fn silence(self, kind: Kind) {
        match kind {
            Kind::Audio => self.muted.set(true),
            Kind::Video => self.camera_off.set(true),
        }
    }
}
