//! Carries out [`Limits`] on the connection's senders (W3C WebRTC section 5.2.3).

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{MediaStreamTrack, RtcPeerConnection, RtcRtpSender, RtcRtpTransceiver};

use super::rtc::quietly;
use super::sending::Limits;
use crate::services::dictionary::dictionary;

#[wasm_bindgen]
extern "C" {
    /// `RTCRtpSender` with parameters as plain objects: what a browser adds to them must come back as it
    /// was.
    #[wasm_bindgen(extends = RtcRtpSender)]
    type Sender;

    #[wasm_bindgen(method, js_name = getParameters)]
    fn parameters(this: &Sender) -> Object;

    #[wasm_bindgen(method, js_name = setParameters)]
    fn set_parameters(this: &Sender, parameters: &Object) -> js_sys::Promise;
}

/// Of `RTCRtpEncodingParameters`, those that are set here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Encoding {
    max_bitrate: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_framerate: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scale_resolution_down_by: Option<f64>,
}

impl Encoding {
    fn of(kind: &str, limits: Limits) -> Self {
        if kind == "audio" {
            Self { max_bitrate: limits.audio_bitrate, max_framerate: None, scale_resolution_down_by: None }
        } else {
            Self {
                max_bitrate: limits.video_bitrate,
                max_framerate: Some(limits.frames_per_second),
                scale_resolution_down_by: Some(limits.scale_down_by),
            }
        }
    }
}

/// Safe to repeat: a sender that is limited so already is left alone.
pub fn limit(connection: &RtcPeerConnection, limits: Limits) {
    for transceiver in connection.get_transceivers() {
        let transceiver: RtcRtpTransceiver = transceiver.unchecked_into();
        let kind = transceiver.receiver().track().kind();
        limit_one(transceiver.sender().unchecked_ref(), &dictionary(&Encoding::of(&kind, limits)));
    }
}

fn limit_one(sender: &Sender, wanted: &Object) {
    let parameters = sender.parameters();
    // There are none before the first negotiation in some browsers.
    let encodings = Reflect::get(&parameters, &"encodings".into()).unwrap_or_default();
    let mut changed = false;
    for encoding in Array::from(&encodings) {
        changed |= Object::entries(wanted).iter().any(|entry| {
            let entry = Array::from(&entry);
            Reflect::get(&encoding, &entry.get(0)) != Ok(entry.get(1))
        });
        Object::assign(encoding.unchecked_ref(), wanted);
    }
    if changed {
        quietly(sender.set_parameters(&parameters));
    }
}

/// Tells the encoder what it is about (W3C MediaStreamTrack Content Hints), unless somebody has already.
pub fn hint(track: &MediaStreamTrack) {
    let name = "contentHint".into();
    let untold =
        Reflect::get(track, &name).is_ok_and(|hint| hint.as_string().is_some_and(|it| it.is_empty()));
    if untold {
        let hint = if track.kind() == "audio" { "speech" } else { "motion" };
        // A browser without hints goes by the kind.
        _ = Reflect::set(track, &name, &hint.into());
    }
}
