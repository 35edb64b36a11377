//! Camera, microphone and what the page knows of them: the seed's StreamContext.
//!
//! `control` does what the page's buttons ask, `devices` asks the browser for tracks, `capture` holds
//! them, `level` listens to the microphone. `services::call` takes the tracks and sends them.

#[cfg(feature = "hydrate")]
pub(super) mod capture;
#[cfg(feature = "hydrate")]
pub(super) mod control;
#[cfg(feature = "hydrate")]
mod devices;
#[cfg(feature = "hydrate")]
mod level;

use leptos::html::Video;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use control::dispatch;
#[cfg(not(feature = "hydrate"))]
fn dispatch(_: StreamContext, _: Press) {}

/// A camera or microphone as the browser names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    pub id: String,
    pub label: String,
}

/// How far the person has let us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    NotAsked,
    Asking,
    /// Tracks are live; with neither, the person goes on without devices.
    Ready {
        audio: bool,
        video: bool,
    },
    Failed(MediaError),
}

/// Why there is no picture or sound, in the terms of `getUserMedia`'s exceptions
/// (W3C Media Capture and Streams section 10.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaError {
    /// NotAllowedError: the person, or the system, said no.
    Refused,
    /// NotFoundError: nothing is plugged in.
    NotFound,
    /// NotReadableError: another program holds the device.
    InUse,
    /// The page is not served over HTTPS (or localhost): the browser has no mediaDevices.
    Insecure,
    Other,
}

/// With which devices the person wants to be in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Both,
    AudioOnly,
    Neither,
}

impl Choice {
    pub fn has_audio(self) -> bool {
        self != Choice::Neither
    }

    pub fn has_video(self) -> bool {
        self == Choice::Both
    }
}

/// What the page asks of the browser's devices.
pub enum Press {
    Ask(Choice),
    ChooseCamera(String),
    ChooseMicrophone(String),
    ToggleMute,
    ToggleCamera,
    Preview(NodeRef<Video>),
    EndPreview,
    MeasureLevel,
    EndMeasuring,
}

/// The stream's context. Methods do nothing on the server.
#[derive(Clone, Copy)]
pub struct StreamContext {
    pub access: RwSignal<Access>,
    pub cameras: RwSignal<Vec<Device>>,
    pub microphones: RwSignal<Vec<Device>>,
    /// Ids of the chosen devices; empty for the browser's choice.
    pub camera: RwSignal<String>,
    pub microphone: RwSignal<String>,
    /// Whether the sound alone may be worth a try after a failure.
    pub may_have_microphone: RwSignal<bool>,
    /// What the person wants; survives a change of device.
    pub muted: RwSignal<bool>,
    pub camera_off: RwSignal<bool>,
    /// Of the microphone, 0 to 1, about 15 times a second while the Studio shows it.
    pub level: RwSignal<f64>,
}

impl StreamContext {
    pub(super) fn new() -> Self {
        Self {
            access: RwSignal::default(),
            cameras: RwSignal::default(),
            microphones: RwSignal::default(),
            camera: RwSignal::default(),
            microphone: RwSignal::default(),
            may_have_microphone: RwSignal::default(),
            muted: RwSignal::default(),
            camera_off: RwSignal::default(),
            level: RwSignal::default(),
        }
    }

    /// Asks for camera and microphone, as chosen. Ends in `Ready` or `Failed`.
    pub fn ask(self) {
        dispatch(self, Press::Ask(Choice::Both));
    }

    /// After a failure: the microphone alone.
    pub fn audio_only(self) {
        dispatch(self, Press::Ask(Choice::AudioOnly));
    }

    /// After a failure: neither; one sees and hears the other side.
    pub fn without_devices(self) {
        dispatch(self, Press::Ask(Choice::Neither));
    }

    pub fn choose_camera(self, id: String) {
        dispatch(self, Press::ChooseCamera(id));
    }

    pub fn choose_microphone(self, id: String) {
        dispatch(self, Press::ChooseMicrophone(id));
    }

    pub fn toggle_mute(self) {
        dispatch(self, Press::ToggleMute);
    }

    pub fn toggle_camera(self) {
        dispatch(self, Press::ToggleCamera);
    }

    /// Shows the own picture in `video`, for as long as the calling component lives. When nobody
    /// shows it any more, camera and microphone are released.
    pub fn preview(self, video: NodeRef<Video>) {
        Effect::new(move |_| dispatch(self, Press::Preview(video)));
        on_cleanup(move || dispatch(self, Press::EndPreview));
    }

    /// Starts and stops measuring [`Self::level`] with the calling component.
    pub fn measure_level(self) {
        Effect::new(move |_| dispatch(self, Press::MeasureLevel));
        on_cleanup(move || dispatch(self, Press::EndMeasuring));
    }
}
