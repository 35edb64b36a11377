//! What devices do without being asked: they are plugged in and pulled out, taken by a phone call, put to
//! sleep with the laptop. One that is gone is replaced by another of its kind, while the other kind goes on
//! untouched; one that is gone without another comes back by itself. What the person wants (mute, camera
//! off) stays theirs through all of it.

use std::cell::{Cell, OnceCell};
use std::time::Duration;

use gloo_timers::future::sleep;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::capture::{self, Kind, MediaChange};
use super::device::{self, DeviceKind, DeviceLost};
use super::devices::{self, Listed};
use super::{StreamContext, control, speaker};
use crate::services::settings;

/// How long after the page's return a track that the system has muted may take to unmute by itself.
const UNMUTES_WITHIN: Duration = Duration::from_secs(3);

thread_local! {
    static ON_DEVICE_CHANGE: OnceCell<Closure<dyn FnMut()>> = const { OnceCell::new() };
    /// By kind: gone, with none in its place.
    static AWAY: [Cell<bool>; 2] = const { [Cell::new(false), Cell::new(false)] };
}

/// Lists the devices, now and whenever one comes or goes.
pub fn begin(context: StreamContext) {
    let is_new = ON_DEVICE_CHANGE.with(|it| {
        let is_new = it.get().is_none();
        let on_change = it.get_or_init(|| Closure::new(move || spawn_local(devices_changed(context))));
        if let Ok(devices) = devices::media_devices() {
            devices.set_ondevicechange(Some(on_change.as_ref().unchecked_ref()));
        }
        is_new
    });
    if is_new {
        // For as long as the page lives, as the handler above.
        _ = window_event_listener_untyped("visibilitychange", move |_| {
            if !document().hidden() {
                page_is_back(context);
            }
        });
    }
    spawn_local(async move {
        if let Some(listed) = devices::list().await {
            show(context, listed);
        }
    });
}

/// All devices were let go of: none is waited for.
pub fn forget(context: StreamContext) {
    Kind::BOTH.into_iter().for_each(given_up);
    context.lost.set(None);
}

/// The person has decided anew about this kind.
pub fn given_up(kind: Kind) {
    AWAY.with(|away| away[kind as usize].set(false));
}

/// A device of this kind is live: whatever was said of a lost one is over.
pub fn found(context: StreamContext, kind: Kind) {
    given_up(kind);
    if context.lost.with_untracked(|lost| lost.as_ref().is_some_and(|lost| lost.kind == kind.device())) {
        context.lost.set(None);
    }
    capture::changed(MediaChange::Back(kind.device()));
}

/// A track has ended, or the system has muted or unmuted it.
pub fn tracks_changed(context: StreamContext) {
    for kind in capture::drop_ended() {
        spawn_local(replace(context, kind));
    }
    capture::changed(MediaChange::Tracks);
}

async fn devices_changed(context: StreamContext) {
    let Some(listed) = devices::list().await else { return };
    for (kind, there) in [(Kind::Audio, &listed.microphones), (Kind::Video, &listed.cameras)] {
        // Not every browser ends the track of a device that is gone.
        let id = capture::tracks().of(kind).and_then(|track| track.get_settings().get_device_id());
        if id.is_some_and(|id| device::is_gone(&id, there)) {
            capture::stop(kind);
            spawn_local(replace(context, kind));
        } else if !there.is_empty() {
            spawn_local(bring_back(context, kind));
        }
    }
    if device::is_gone(&context.speaker.get_untracked(), &listed.speakers) {
        context.speaker.set(String::new());
        capture::changed(MediaChange::Speaker);
        let now = listed.speakers.first().map(|speaker| speaker.label.clone());
        tell(context, DeviceLost { kind: DeviceKind::Speaker, now });
    }
    show(context, listed);
}

/// The page was hidden, or the laptop slept: what ended or was muted meanwhile begins anew.
fn page_is_back(context: StreamContext) {
    tracks_changed(context);
    for kind in Kind::BOTH {
        spawn_local(bring_back(context, kind));
        let Some(track) = capture::tracks().of(kind).filter(|track| track.muted()).cloned() else { continue };
        spawn_local(async move {
            sleep(UNMUTES_WITHIN).await;
            if track.muted() && capture::tracks().of(kind) == Some(&track) {
                _ = control::reopen_kind(context, kind).await;
            }
        });
    }
}

/// Another device of the kind, in place of the one that is gone.
async fn replace(context: StreamContext, kind: Kind) {
    // The choice stays remembered for the next visit; here it can be made again once the device is back.
    context.chosen(kind.device()).set(String::new());
    match control::reopen_kind(context, kind).await {
        Ok(true) => {
            let now = capture::tracks().of(kind).map(|track| track.label());
            tell(context, DeviceLost { kind: kind.device(), now });
        }
        Ok(false) => {}
        Err(error) => {
            AWAY.with(|away| away[kind as usize].set(true));
            context.silence(kind);
            if capture::changed(MediaChange::Tracks) {
                tell(context, DeviceLost { kind: kind.device(), now: None });
            } else {
                control::failed(context, error).await;
            }
        }
    }
}

/// There is such a device again: it is used as the person left it.
async fn bring_back(context: StreamContext, kind: Kind) {
    if !AWAY.with(|away| away[kind as usize].get()) {
        return;
    }
    let (muted, camera_off) = settings::silence();
    match kind {
        Kind::Audio => context.muted.set(muted),
        Kind::Video => context.camera_off.set(camera_off),
    }
    if control::reopen_kind(context, kind).await.is_err() {
        context.silence(kind);
    }
}

/// On the call's page a notice tells it, else the Studio.
fn tell(context: StreamContext, lost: DeviceLost) {
    if !capture::changed(MediaChange::Lost(lost.clone())) {
        context.lost.set(Some(lost));
    }
}

fn show(context: StreamContext, listed: Listed) {
    let speakers = if speaker::can_be_chosen() { listed.speakers } else { Vec::new() };
    let all = [
        (DeviceKind::Camera, listed.cameras),
        (DeviceKind::Microphone, listed.microphones),
        (DeviceKind::Speaker, speakers),
    ];
    for (kind, there) in all {
        let chosen = context.chosen(kind);
        if device::is_gone(&chosen.get_untracked(), &there) {
            chosen.set(String::new());
        }
        context.devices(kind).set(device::choices(there));
    }
    let touch = window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|it| it.matches());
    context.can_flip.set(touch && context.cameras.with_untracked(|cameras| cameras.len() > 1));
}
