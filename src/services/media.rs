//! Camera, microphone and what the page knows of them: the seed's StreamContext.

use leptos::html::Video;
use leptos::prelude::*;

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

/// The stream's context. Methods do nothing on the server.
#[derive(Clone, Copy)]
pub struct StreamContext {
    pub access: RwSignal<Access>,
    pub cameras: RwSignal<Vec<Device>>,
    pub microphones: RwSignal<Vec<Device>>,
    /// Ids of the chosen devices; empty for the browser's choice.
    pub camera: RwSignal<String>,
    pub microphone: RwSignal<String>,
    /// What the person wants; survives a change of device.
    pub muted: RwSignal<bool>,
    pub camera_off: RwSignal<bool>,
    /// Of the microphone, 0 to 1, about 15 times a second while the Studio shows it.
    pub level: RwSignal<f64>,
}

impl StreamContext {
    /// Asks for camera and microphone, as chosen. Ends in `Ready` or `Failed`.
    pub fn ask(self) {}
    /// After a failure: the microphone alone.
    pub fn audio_only(self) {}
    /// After a failure: neither; one sees and hears the other side.
    pub fn without_devices(self) {}
    pub fn choose_camera(self, _id: String) {}
    pub fn choose_microphone(self, _id: String) {}
    pub fn toggle_mute(self) {}
    pub fn toggle_camera(self) {}
    /// Shows the own picture in `video`, for as long as the calling component lives.
    pub fn preview(self, _video: NodeRef<Video>) {}
    /// Starts and stops measuring [`Self::level`] with the calling component.
    pub fn measure_level(self) {}
}
