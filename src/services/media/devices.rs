//! The browser's `mediaDevices`: asking for tracks, listing what is plugged in.

use js_sys::Array;
use leptos::prelude::window;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, MediaDeviceInfo, MediaDeviceKind, MediaDevices, MediaStream};

use super::{Device, MediaError};
use crate::services::dictionary::dictionary;

/// A camera's picture at its best is of this size; less is taken, too.
const WIDTH: u32 = 1280;
const HEIGHT: u32 = 720;

/// Which devices to open; an empty id is the browser's choice, `None` is none.
#[derive(Default)]
pub struct Wanted {
    pub microphone: Option<String>,
    pub camera: Option<String>,
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
    fn names_one(&self) -> bool {
        [&self.microphone, &self.camera].into_iter().flatten().any(|id| !id.is_empty())
    }
}

async fn ask(wanted: &Wanted, strictness: &str) -> Result<MediaStream, MediaError> {
    let of = |id: &Option<String>, mut constraints: Value| match id.as_deref() {
        None => json!(false),
        Some("") => constraints,
        Some(id) => {
            constraints["deviceId"] = json!({ strictness: id });
            constraints
        }
    };
    let constraints = dictionary(&json!({
        "audio": of(&wanted.microphone, json!({})),
        "video": of(&wanted.camera, json!({ "width": { "ideal": WIDTH }, "height": { "ideal": HEIGHT } })),
    }));
    let promise = media_devices()?.get_user_media_with_constraints(&constraints).map_err(|it| read(&it))?;
    let stream = JsFuture::from(promise).await.map_err(|it| read(&it))?;
    Ok(stream.unchecked_into())
}

/// Cameras and microphones. Without the person's consent they have no names and are left out.
pub async fn list() -> Option<(Vec<Device>, Vec<Device>)> {
    let devices = enumerate().await?;
    let of_kind = |kind: MediaDeviceKind| {
        devices
            .iter()
            .filter(|device| device.kind() == kind && !device.device_id().is_empty())
            .map(|device| Device { id: device.device_id(), label: device.label() })
            .collect()
    };
    Some((of_kind(MediaDeviceKind::Videoinput), of_kind(MediaDeviceKind::Audioinput)))
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
