//! The own camera and microphone: one stream that holds whatever track is live, for preview and
//! call alike. `control` decides what is in it, `services::call` sends it.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MediaStream, MediaStreamTrack, MediaStreamTrackState};

use super::MediaError;

/// What `services::call` hears.
pub enum MediaChange {
    /// Tracks came, went or were muted.
    Tracks,
    Failed(MediaError),
}

type OnChange = Rc<dyn Fn(MediaChange)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Audio,
    Video,
}

impl Kind {
    fn of(track: &MediaStreamTrack) -> Self {
        if track.kind() == "audio" { Kind::Audio } else { Kind::Video }
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

    pub fn is_heard(&self) -> bool {
        self.audio.as_ref().is_some_and(MediaStreamTrack::enabled)
    }
}

#[derive(Default)]
struct Capture {
    stream: RefCell<Option<MediaStream>>,
    on_change: RefCell<Option<OnChange>>,
    on_ended: OnceCell<Closure<dyn FnMut()>>,
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
/// others. `on_ended` is called when a device is unplugged.
pub fn adopt(found: &MediaStream, wanted: impl Fn(Kind) -> bool, muted: bool, on_ended: impl Fn() + 'static) {
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
        let on_ended = it.on_ended.get_or_init(|| Closure::new(on_ended));
        for track in stream.get_tracks() {
            let track: MediaStreamTrack = track.unchecked_into();
            track.set_onended(Some(on_ended.as_ref().unchecked_ref()));
        }
    });
}

pub fn stop(kind: Kind) {
    let Tracks { audio, video } = tracks();
    let track = if kind == Kind::Audio { audio } else { video };
    if let (Some(track), Some(stream)) = (track, stream()) {
        track.stop();
        stream.remove_track(&track);
    }
}

/// Lets go of all devices; what was asked for before is not wanted any more.
pub fn stop_all() {
    for kind in [Kind::Audio, Kind::Video] {
        begin_turn(kind);
        stop(kind);
    }
}

/// Drops tracks whose device is gone; says which kinds.
pub fn drop_ended() -> Vec<Kind> {
    let Tracks { audio, video } = tracks();
    let ended = |track: &Option<MediaStreamTrack>| {
        track.as_ref().is_some_and(|track| track.ready_state() == MediaStreamTrackState::Ended)
    };
    let mut kinds = Vec::new();
    kinds.extend(ended(&audio).then_some(Kind::Audio));
    kinds.extend(ended(&video).then_some(Kind::Video));
    kinds.iter().for_each(|kind| stop(*kind));
    kinds
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
