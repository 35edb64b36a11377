//! The own camera and microphone: one stream that holds whatever track is live, for preview and
//! call alike. `control` decides what is in it, `services::call` sends it.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MediaStream, MediaStreamTrack, MediaStreamTrackState};

use super::{DeviceKind, DeviceLost, MediaError};

/// What `services::call` hears.
pub enum MediaChange {
    /// Tracks came, went or were muted.
    Tracks,
    Failed(MediaError),
    Lost(DeviceLost),
    /// A device of this kind is live, whatever was lost before.
    Back(DeviceKind),
    /// Another speaker is to be used.
    Speaker,
}

type OnChange = Rc<dyn Fn(MediaChange)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Audio,
    Video,
}

impl Kind {
    pub const BOTH: [Kind; 2] = [Kind::Audio, Kind::Video];

    fn of(track: &MediaStreamTrack) -> Self {
        if track.kind() == "audio" { Kind::Audio } else { Kind::Video }
    }

    pub fn device(self) -> DeviceKind {
        match self {
            Kind::Audio => DeviceKind::Microphone,
            Kind::Video => DeviceKind::Camera,
        }
    }
}

/// The live tracks, to be sent.
#[derive(Clone, Default)]
pub struct Tracks {
    pub audio: Option<MediaStreamTrack>,
    pub video: Option<MediaStreamTrack>,
}

impl Tracks {
    /// By the name that WebRTC has for the kind.
    pub fn named(&self, kind: &str) -> Option<&MediaStreamTrack> {
        if kind == "audio" { self.audio.as_ref() } else { self.video.as_ref() }
    }

    pub fn of(&self, kind: Kind) -> Option<&MediaStreamTrack> {
        match kind {
            Kind::Audio => self.audio.as_ref(),
            Kind::Video => self.video.as_ref(),
        }
    }

    /// Neither muted by the person nor by the system, as in a phone call.
    pub fn is_heard(&self) -> bool {
        self.audio.as_ref().is_some_and(|track| track.enabled() && !track.muted())
    }

    pub fn is_seen(&self) -> bool {
        self.video.as_ref().is_some_and(|track| !track.muted())
    }
}

#[derive(Default)]
struct Capture {
    stream: RefCell<Option<MediaStream>>,
    on_change: RefCell<Option<OnChange>>,
    on_event: OnceCell<Closure<dyn FnMut()>>,
    /// By kind: camera and microphone may be asked for at the same time.
    turns: [Cell<u32>; 2],
}

thread_local! {
    /// The person's camera and microphone; there is one of each at a time.
    static CAPTURE: Capture = Capture::default();
}

/// The stream for previews; its tracks come and go.
pub fn stream() -> Option<MediaStream> {
    CAPTURE.with(|it| {
        let mut stream = it.stream.borrow_mut();
        if stream.is_none() {
            *stream = MediaStream::new().ok();
        }
        stream.clone()
    })
}

pub fn tracks() -> Tracks {
    let first = |tracks: js_sys::Array| tracks.get(0).dyn_into().ok();
    stream().map_or_else(Tracks::default, |stream| Tracks {
        audio: first(stream.get_audio_tracks()),
        video: first(stream.get_video_tracks()),
    })
}

/// Takes the tracks of `found` whose kind is `wanted` in the place of those before, and lets go of the
/// others. `on_event` is called when a device is unplugged, or muted or unmuted by the system.
pub fn adopt(found: &MediaStream, wanted: impl Fn(Kind) -> bool, muted: bool, on_event: impl Fn() + 'static) {
    let Some(stream) = stream() else { return };
    for track in found.get_tracks() {
        let track: MediaStreamTrack = track.unchecked_into();
        let kind = Kind::of(&track);
        if !wanted(kind) {
            track.stop();
            continue;
        }
        stop(kind);
        track.set_enabled(kind == Kind::Video || !muted);
        stream.add_track(&track);
    }
    CAPTURE.with(|it| {
        let on_event = it.on_event.get_or_init(|| Closure::new(on_event));
        let on_event = Some(on_event.as_ref().unchecked_ref());
        for track in stream.get_tracks() {
            let track: MediaStreamTrack = track.unchecked_into();
            track.set_onended(on_event);
            track.set_onmute(on_event);
            track.set_onunmute(on_event);
        }
    });
}

pub fn stop(kind: Kind) {
    if let (Some(track), Some(stream)) = (tracks().of(kind), stream()) {
        track.stop();
        stream.remove_track(track);
    }
}

/// Lets go of all devices; what was asked for before is not wanted any more.
pub fn stop_all() {
    for kind in Kind::BOTH {
        begin_turn(kind);
        stop(kind);
    }
}

/// Drops tracks whose device is gone; says which kinds.
pub fn drop_ended() -> Vec<Kind> {
    let tracks = tracks();
    let has_ended = |kind: &Kind| {
        tracks.of(*kind).is_some_and(|track| track.ready_state() == MediaStreamTrackState::Ended)
    };
    let ended: Vec<Kind> = Kind::BOTH.into_iter().filter(has_ended).collect();
    ended.iter().for_each(|kind| stop(*kind));
    ended
}

/// A number that tells later whether something else was asked of this kind in the meantime.
pub fn begin_turn(kind: Kind) -> u32 {
    CAPTURE.with(|it| {
        let turn = &it.turns[kind as usize];
        turn.set(turn.get().wrapping_add(1));
        turn.get()
    })
}

pub fn is_turn(kind: Kind, turn: u32) -> bool {
    CAPTURE.with(|it| it.turns[kind as usize].get() == turn)
}

pub fn on_change(listener: Option<OnChange>) {
    CAPTURE.with(|it| it.on_change.replace(listener));
}

/// Tells the call, if there is one; says whether.
pub fn changed(change: MediaChange) -> bool {
    let listener = CAPTURE.with(|it| it.on_change.borrow().clone());
    listener.map(|listener| listener(change)).is_some()
}
