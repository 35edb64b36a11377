//! What web-sys lacks of WebRTC, and the protocol's data as WebRTC's dictionaries.

use js_sys::{JSON, Object, Promise};
use leptos::task::spawn_local;
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RtcConfiguration, RtcIceCandidate, RtcIceCandidateInit, RtcPeerConnection};

use super::stats::Snapshot;
use crate::protocol::session::IceServer;
use crate::protocol::signaling::Candidate;
use crate::services::dictionary::dictionary;

#[wasm_bindgen]
extern "C" {
    /// `RTCPeerConnection` with the methods of perfect negotiation.
    #[wasm_bindgen(extends = RtcPeerConnection)]
    pub type Connection;

    #[wasm_bindgen(method, js_name = restartIce)]
    pub fn restart_ice(this: &Connection);

    /// Makes the offer or answer that the signaling state asks for.
    #[wasm_bindgen(method, js_name = setLocalDescription)]
    pub fn describe_locally(this: &Connection) -> Promise;
}

impl Connection {
    pub fn open(configuration: &RtcConfiguration) -> Result<Self, JsValue> {
        RtcPeerConnection::new_with_configuration(configuration).map(JsCast::unchecked_into)
    }
}

/// Without the seed's `iceCandidatePoolSize`: docs/adr/0005 tells why.
pub fn configuration(ice_servers: &[IceServer], relay_only: bool) -> RtcConfiguration {
    dictionary(&json!({
        "iceServers": ice_servers,
        "iceTransportPolicy": if relay_only { "relay" } else { "all" },
    }))
}

pub fn candidate_init(candidate: &Candidate) -> RtcIceCandidateInit {
    dictionary(candidate)
}

/// `None`, for the browser's end of candidates, is the wire's empty candidate.
pub fn read_candidate(candidate: Option<RtcIceCandidate>) -> Option<Candidate> {
    let Some(candidate) = candidate else {
        return Some(Candidate {
            candidate: String::new(),
            sdp_mid: None,
            sdp_m_line_index: None,
            username_fragment: None,
        });
    };
    let text: String = JSON::stringify(&candidate.to_json()).ok()?.into();
    serde_json::from_str(&text).ok()
}

/// What the browser has counted of a connection so far.
pub async fn stats(connection: &RtcPeerConnection) -> Option<Snapshot> {
    let report = JsFuture::from(connection.get_stats()).await.ok()?;
    let entries = Object::from_entries(&report).ok()?;
    let text: String = JSON::stringify(&entries).ok()?.into();
    Snapshot::read(&text)
}

/// For promises whose failure changes nothing.
pub fn quietly(promise: Promise) {
    spawn_local(async move {
        _ = JsFuture::from(promise).await;
    });
}
