//! The browser's `mediaDevices`: asking for tracks, listing what is plugged in.

use js_sys::Array;
use leptos::prelude::window;
use serde_json::json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, MediaDeviceInfo, MediaDeviceKind, MediaDevices, MediaStream, MediaStreamTrack};

use super::capture::Kind;
use super::{Device, MediaError};
use crate::services::dictionary::dictionary;

/// A camera's picture at its best is of this size; less is taken, too.
const WIDTH: u32 = 1280;
const HEIGHT: u32 = 720;

/// Which devices to open; `None` is none.
#[derive(Clone, Default)]
pub struct Wanted {
    /// By id; an empty one is the browser's choice.
    pub microphone: Option<String>,
    pub camera: Option<Camera>,
}

#[derive(Clone)]
pub enum Camera {
    /// An empty id is the browser's choice.
    Id(String),
    Facing(Facing),
}

/// Which way a camera of a phone looks (W3C Media Capture and Streams, `VideoFacingModeEnum`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Facing {
    User,
    Environment,
}

impl Facing {
    /// Of a live track; `None` where the browser does not tell.
    pub fn of(track: &MediaStreamTrack) -> Option<Self> {
        match track.get_settings().get_facing_mode()?.as_str() {
            "user" => Some(Facing::User),
            "environment" => Some(Facing::Environment),
            _ => None,
        }
    }

    pub fn other(self) -> Self {
        match self {
            Facing::User => Facing::Environment,
            Facing::Environment => Facing::User,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Facing::User => "user",
            Facing::Environment => "environment",
        }
    }
}

pub async fn open(wanted: Wanted) -> Result<MediaStream, MediaError> {
    // Cameras of higher resolution would win over one that is merely an ideal.
    match ask(&wanted, "exact").await {
        // A chosen device that was unplugged since is no reason to fail.
        Err(MediaError::NotFound) if wanted.names_one() => ask(&wanted, "ideal").await,
        result => result,
    }
}

impl Wanted {
    pub fn has(&self, kind: Kind) -> bool {
        match kind {
            Kind::Audio => self.microphone.is_some(),
            Kind::Video => self.camera.is_some(),
        }
    }

    fn names_one(&self) -> bool {
        let camera = match &self.camera {
            None => false,
            Some(Camera::Id(id)) => !id.is_empty(),
            Some(Camera::Facing(_)) => true,
        };
        camera || self.microphone.as_ref().is_some_and(|id| !id.is_empty())
    }
}

async fn ask(wanted: &Wanted, strictness: &str) -> Result<MediaStream, MediaError> {
    let mut audio = json!({ "echoCancellation": true, "noiseSuppression": true, "autoGainControl": true });
    let mut video = json!({ "width": { "ideal": WIDTH }, "height": { "ideal": HEIGHT } });
    match &wanted.microphone {
        None => audio = json!(false),
        Some(id) if id.is_empty() => {}
        Some(id) => audio["deviceId"] = json!({ strictness: id }),
    }
    match &wanted.camera {
        None => video = json!(false),
        Some(Camera::Id(id)) if id.is_empty() => {}
        Some(Camera::Id(id)) => video["deviceId"] = json!({ strictness: id }),
        Some(Camera::Facing(facing)) => video["facingMode"] = json!({ strictness: facing.name() }),
    }
    let constraints = dictionary(&json!({ "audio": audio, "video": video }));
    let promise = media_devices()?.get_user_media_with_constraints(&constraints).map_err(|it| read(&it))?;
    let stream = JsFuture::from(promise).await.map_err(|it| read(&it))?;
    Ok(stream.unchecked_into())
}

/// All that is plugged in, by kind, with the browser's aliases. Without the person's consent devices have
/// neither ids nor names.
#[derive(Default)]
pub struct Listed {
    pub cameras: Vec<Device>,
    pub microphones: Vec<Device>,
    pub speakers: Vec<Device>,
}

pub async fn list() -> Option<Listed> {
    let devices = enumerate().await?;
    let of_kind = |kind: MediaDeviceKind| {
        devices
            .iter()
            .filter(|device| device.kind() == kind)
            .map(|device| Device { id: device.device_id(), label: device.label() })
            .collect()
    };
    Some(Listed {
        cameras: of_kind(MediaDeviceKind::Videoinput),
        microphones: of_kind(MediaDeviceKind::Audioinput),
        speakers: of_kind(MediaDeviceKind::Audiooutput),
    })
}

/// Before a permission is given, browsers tell of a microphone, but not its id.
pub async fn any_microphone() -> bool {
    let devices = enumerate().await.unwrap_or_default();
    devices.iter().any(|device| device.kind() == MediaDeviceKind::Audioinput)
}

async fn enumerate() -> Option<Vec<MediaDeviceInfo>> {
    let promise = media_devices().ok()?.enumerate_devices().ok()?;
    let devices: Array = JsFuture::from(promise).await.ok()?.unchecked_into();
    Some(devices.iter().map(|device| device.unchecked_into()).collect())
}

pub fn media_devices() -> Result<MediaDevices, MediaError> {
    match window().navigator().media_devices() {
        Ok(devices) if !devices.is_undefined() => Ok(devices),
        _ => Err(MediaError::Insecure),
    }
}

fn read(error: &JsValue) -> MediaError {
    let Some(error) = error.dyn_ref::<DomException>() else { return MediaError::Other };
    match error.name().as_str() {
        "NotAllowedError" | "SecurityError" => MediaError::Refused,
        "NotFoundError" | "OverconstrainedError" => MediaError::NotFound,
        "NotReadableError" | "AbortError" => MediaError::InUse,
        _ => MediaError::Other,
    }
}
