//! What web-sys lacks of WebRTC, and the protocol's data as WebRTC's dictionaries.

use js_sys::{JSON, Promise};
use serde_json::json;
use wasm_bindgen::prelude::*;
use web_sys::{RtcConfiguration, RtcIceCandidate, RtcIceCandidateInit, RtcPeerConnection};

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
