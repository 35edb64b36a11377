//! The words for a device that went away, in the Studio as in the call.

use crate::i18n::I18n;
use crate::services::media::{DeviceKind, DeviceLost};

pub fn device_lost(i18n: I18n, DeviceLost { kind, now }: &DeviceLost) -> String {
    let (another, none) = match kind {
        DeviceKind::Camera => ("lost-camera", "lost-camera-only"),
        DeviceKind::Microphone => ("lost-microphone", "lost-microphone-only"),
        DeviceKind::Speaker => ("lost-speaker", "lost-speaker-unnamed"),
    };
    match now.as_deref().filter(|label| !label.is_empty()) {
        Some(label) => i18n.say(another, &[("now", label.into())]),
        None => i18n.say(none, &[]),
    }
}
