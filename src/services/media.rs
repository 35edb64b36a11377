//! Camera, microphone, speaker and what the page knows of them: the seed's StreamContext.
//!
//! `control` does what the page's buttons ask, `devices` asks the browser for tracks, `capture` holds
//! them, `hotplug` notices when one is gone and finds another. `level` listens to the microphone,
//! `speaker` chooses who is heard where, `trial` lets the person try both, `picture` makes a small still.
//! `services::call` takes the tracks and sends them.

#[cfg(feature = "hydrate")]
pub(super) mod capture;
pub mod chime;
#[cfg(feature = "hydrate")]
pub(super) mod control;
pub mod device;
#[cfg(feature = "hydrate")]
mod devices;
#[cfg(feature = "hydrate")]
mod hotplug;
#[cfg(feature = "hydrate")]
pub(super) mod level;
#[cfg(feature = "hydrate")]
pub mod picture;
#[cfg(feature = "hydrate")]
pub(super) mod speaker;
#[cfg(feature = "hydrate")]
mod trial;

use leptos::html::Video;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use control::dispatch;
#[cfg(not(feature = "hydrate"))]
fn dispatch(_: StreamContext, _: Press) {}

pub use device::{Device, DeviceKind, DeviceLost};

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

/// What the person tries out in the Studio. Nothing of it leaves the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Trial {
    #[default]
    None,
    /// The test sound is heard.
    Sound,
    /// The microphone is recorded; how much of the time is over, 0 to 1.
    Recording { done: f64 },
    /// What was recorded is heard.
    Playing,
    /// The browser could not play or record.
    Failed,
}

impl Trial {
    /// Whether nothing else can be tried for now.
    pub fn is_running(self) -> bool {
        !matches!(self, Trial::None | Trial::Failed)
    }
}

/// What the page asks of the browser's devices.
pub enum Press {
    Ask(Choice),
    Choose(DeviceKind, String),
    FlipCamera,
    TestSound,
    TestEcho,
    EndTrial,
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
    /// Empty where the browser does not let pages choose one (`HTMLMediaElement.setSinkId`,
    /// W3C Audio Output Devices API section 2).
    pub speakers: RwSignal<Vec<Device>>,
    /// Ids of the chosen devices; empty for the browser's choice.
    pub camera: RwSignal<String>,
    pub microphone: RwSignal<String>,
    pub speaker: RwSignal<String>,
    /// A device that went away outside of a call, until the person chooses another or dismisses it.
    pub lost: RwSignal<Option<DeviceLost>>,
    /// There is a camera at the other side of the phone or tablet: [`Self::flip_camera`] turns to it.
    pub can_flip: RwSignal<bool>,
    /// The camera looks away from the person: its picture is no mirror's.
    pub faces_away: RwSignal<bool>,
    /// Whether the sound alone may be worth a try after a failure.
    pub may_have_microphone: RwSignal<bool>,
    /// What the person wants; survives a change of device.
    pub muted: RwSignal<bool>,
    pub camera_off: RwSignal<bool>,
    /// Of the microphone, 0 to 1, about 15 times a second while the Studio shows it.
    pub level: RwSignal<f64>,
    pub trial: RwSignal<Trial>,
}

impl StreamContext {
    pub(super) fn new() -> Self {
        Self {
            access: RwSignal::default(),
            cameras: RwSignal::default(),
            microphones: RwSignal::default(),
            speakers: RwSignal::default(),
            camera: RwSignal::default(),
            microphone: RwSignal::default(),
            speaker: RwSignal::default(),
            lost: RwSignal::default(),
            can_flip: RwSignal::default(),
            faces_away: RwSignal::default(),
            may_have_microphone: RwSignal::default(),
            muted: RwSignal::default(),
            camera_off: RwSignal::default(),
            level: RwSignal::default(),
            trial: RwSignal::default(),
        }
    }

    pub fn devices(self, kind: DeviceKind) -> RwSignal<Vec<Device>> {
        match kind {
            DeviceKind::Camera => self.cameras,
            DeviceKind::Microphone => self.microphones,
            DeviceKind::Speaker => self.speakers,
        }
    }

    /// The id of the chosen device; empty for the browser's choice.
    pub fn chosen(self, kind: DeviceKind) -> RwSignal<String> {
        match kind {
            DeviceKind::Camera => self.camera,
            DeviceKind::Microphone => self.microphone,
            DeviceKind::Speaker => self.speaker,
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

    /// Takes effect at once, also in a call, and is remembered.
    pub fn choose(self, kind: DeviceKind, id: String) {
        dispatch(self, Press::Choose(kind, id));
    }

    /// From the front camera to the back one, or back again; see [`Self::can_flip`].
    pub fn flip_camera(self) {
        dispatch(self, Press::FlipCamera);
    }

    /// Plays a short sound on the chosen speaker; [`Self::trial`] tells how far it is.
    pub fn test_sound(self) {
        dispatch(self, Press::TestSound);
    }

    /// Records the microphone for [`Self::ECHO_SECONDS`], then plays that on the chosen speaker.
    pub fn test_echo(self) {
        dispatch(self, Press::TestEcho);
    }

    pub const ECHO_SECONDS: u32 = 3;

    /// A small still of what `video` shows, as a `data:` URL that the server takes for a picture.
    /// `None` where there is nothing to see.
    pub fn take_picture(self, video: NodeRef<Video>) -> Option<String> {
        #[cfg(feature = "hydrate")]
        return video.get_untracked().and_then(|video| picture::of(&video));
        #[cfg(not(feature = "hydrate"))]
        {
            _ = video;
            None
        }
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

    /// What is tried out ends with the calling component.
    pub fn end_trial_on_cleanup(self) {
        on_cleanup(move || dispatch(self, Press::EndTrial));
    }

    /// Starts and stops measuring [`Self::level`] with the calling component.
    pub fn measure_level(self) {
        Effect::new(move |_| dispatch(self, Press::MeasureLevel));
        on_cleanup(move || dispatch(self, Press::EndMeasuring));
    }
}
