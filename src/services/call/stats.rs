//! What the browser counts of a connection: the report of `getStats` (W3C Identifiers for WebRTC's
//! Statistics API) as plain data, without any address. `monitor` fetches it as JSON, `quality` compares
//! two of them.

use std::collections::HashMap;

use serde::Deserialize;

use crate::protocol::progress::Route;

/// All that is counted of one connection at one time. What a browser does not count is `None`, or 0
/// where it adds up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// In milliseconds since the epoch.
    pub timestamp: f64,
    pub route: Option<Route>,
    /// In seconds: of the path that was chosen, or else as the partner's receiver reports tell.
    pub round_trip_time: Option<f64>,
    /// What the browser thinks that the way out bears, in bits per second.
    pub available_outgoing_bitrate: Option<f64>,
    pub incoming: Incoming,
    pub outgoing: Outgoing,
}

/// Of sound and picture together, unless it says otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    pub bytes: u64,
    pub packets: u64,
    /// May fall, where a packet that counted as lost comes late (RFC 3550 section 6.4.1).
    pub packets_lost: i64,
    /// The worst, in seconds.
    pub jitter: f64,
    pub freezes: u64,
    /// In seconds.
    pub frozen: f64,
    pub frames: u64,
    pub picture: Option<Picture>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outgoing {
    pub bytes: u64,
    pub packets: u64,
    /// The share that the partner has not received of late, 0 to 1.
    pub loss: Option<f64>,
    pub picture: Option<Picture>,
    pub limitation: Limitation,
}

/// As it is sent, or shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub frames_per_second: f64,
    /// "VP8", "H264"; empty where the browser does not say.
    pub codec: String,
}

/// What keeps the browser from sending a better picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Limitation {
    Cpu,
    Bandwidth,
    Other,
    #[default]
    #[serde(other)]
    None,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Entry {
    Codec(Codec),
    InboundRtp(InboundRtp),
    OutboundRtp(OutboundRtp),
    RemoteInboundRtp(RemoteInboundRtp),
    Transport(Transport),
    CandidatePair(CandidatePair),
    LocalCandidate(Candidate),
    RemoteCandidate(Candidate),
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Codec {
    mime_type: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct InboundRtp {
    codec_id: String,
    bytes_received: u64,
    packets_received: u64,
    packets_lost: i64,
    jitter: f64,
    freeze_count: u64,
    total_freezes_duration: f64,
    frames_decoded: u64,
    #[serde(flatten)]
    frame: Frame,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct OutboundRtp {
    codec_id: String,
    bytes_sent: u64,
    packets_sent: u64,
    quality_limitation_reason: Limitation,
    #[serde(flatten)]
    frame: Frame,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Frame {
    frame_width: u32,
    frame_height: u32,
    frames_per_second: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RemoteInboundRtp {
    local_id: Option<String>,
    fraction_lost: Option<f64>,
    round_trip_time: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Transport {
    timestamp: f64,
    selected_candidate_pair_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CandidatePair {
    local_candidate_id: String,
    remote_candidate_id: String,
    current_round_trip_time: Option<f64>,
    available_outgoing_bitrate: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Candidate {
    candidate_type: String,
}

type Entries = HashMap<String, Entry>;

impl Snapshot {
    /// Reads the report as JSON: an object with the entries by their ids. An entry that is not what the
    /// standard says is passed over.
    pub fn read(report: &str) -> Option<Self> {
        let raw: HashMap<String, serde_json::Value> = serde_json::from_str(report).ok()?;
        let read = |(id, value)| Some((id, serde_json::from_value(value).ok()?));
        let entries: Entries = raw.into_iter().filter_map(read).collect();
        let mut snapshot = Self::default();
        for entry in entries.values() {
            match entry {
                Entry::InboundRtp(stream) => snapshot.add_incoming(stream, &entries),
                Entry::OutboundRtp(stream) => snapshot.add_outgoing(stream, &entries),
                Entry::Transport(transport) => snapshot.add_path(transport, &entries),
                _ => {}
            }
        }
        snapshot.add_reports(&entries);
        Some(snapshot)
    }

    fn add_incoming(&mut self, stream: &InboundRtp, entries: &Entries) {
        let incoming = &mut self.incoming;
        incoming.bytes += stream.bytes_received;
        incoming.packets += stream.packets_received;
        incoming.packets_lost += stream.packets_lost;
        incoming.jitter = incoming.jitter.max(stream.jitter);
        incoming.freezes += stream.freeze_count;
        incoming.frozen += stream.total_freezes_duration;
        incoming.frames += stream.frames_decoded;
        incoming.picture = incoming.picture.take().or(picture(&stream.frame, &stream.codec_id, entries));
    }

    fn add_outgoing(&mut self, stream: &OutboundRtp, entries: &Entries) {
        let outgoing = &mut self.outgoing;
        outgoing.bytes += stream.bytes_sent;
        outgoing.packets += stream.packets_sent;
        if stream.frame.frame_width > 0 {
            outgoing.limitation = stream.quality_limitation_reason;
            outgoing.picture = picture(&stream.frame, &stream.codec_id, entries);
        }
    }

    fn add_path(&mut self, transport: &Transport, entries: &Entries) {
        self.timestamp = transport.timestamp;
        let pair = transport.selected_candidate_pair_id.as_ref().and_then(|id| entries.get(id));
        let Some(Entry::CandidatePair(pair)) = pair else { return };
        let is_relay = |id: &String| match entries.get(id) {
            Some(Entry::LocalCandidate(it) | Entry::RemoteCandidate(it)) => it.candidate_type == "relay",
            _ => false,
        };
        let relayed = is_relay(&pair.local_candidate_id) || is_relay(&pair.remote_candidate_id);
        self.route = Some(if relayed { Route::Relay } else { Route::Direct });
        self.available_outgoing_bitrate = pair.available_outgoing_bitrate;
        // Firefox asks seldom, and tells whole milliseconds: 0 then says nothing.
        self.round_trip_time = pair.current_round_trip_time.filter(|time| *time > 0.0);
    }

    /// What the partner's receiver reports tell (RFC 3550 section 6.4), each weighed by the packets that
    /// it is about.
    fn add_reports(&mut self, entries: &Entries) {
        let (mut lost, mut packets) = (0.0, 0.0);
        let mut slowest: Option<f64> = None;
        for entry in entries.values() {
            let Entry::RemoteInboundRtp(report) = entry else { continue };
            let stream = report.local_id.as_ref().and_then(|id| entries.get(id));
            if let (Some(Entry::OutboundRtp(stream)), Some(fraction)) = (stream, report.fraction_lost) {
                lost += fraction * stream.packets_sent as f64;
                packets += stream.packets_sent as f64;
            }
            slowest = match (slowest, report.round_trip_time) {
                (Some(one), Some(other)) => Some(one.max(other)),
                (one, other) => one.or(other),
            };
        }
        self.outgoing.loss = (packets > 0.0).then(|| lost / packets);
        self.round_trip_time = self.round_trip_time.or(slowest);
    }
}

/// `None` for a stream of sound, or before the first frame.
fn picture(frame: &Frame, codec_id: &str, entries: &Entries) -> Option<Picture> {
    let codec = match entries.get(codec_id) {
        Some(Entry::Codec(codec)) => codec.mime_type.trim_start_matches("video/").to_owned(),
        _ => String::new(),
    };
    (frame.frame_width > 0).then_some(Picture {
        width: frame.frame_width,
        height: frame.frame_height,
        frames_per_second: frame.frames_per_second,
        codec,
    })
}

/// Recorded from calls on one machine, addresses and certificates left out: Chromium 156 with Firefox
/// 153, and Chromium through coturn.
#[cfg(test)]
pub mod recorded {
    pub const CHROMIUM: [&str; 2] =
        [include_str!("stats/chromium_before.json"), include_str!("stats/chromium.json")];
    pub const FIREFOX: [&str; 2] =
        [include_str!("stats/firefox_before.json"), include_str!("stats/firefox.json")];
    pub const CHROMIUM_RELAY: &str = include_str!("stats/chromium_relay.json");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(report: &str) -> Snapshot {
        Snapshot::read(report).expect("a report")
    }

    fn picture(width: u32, height: u32, frames_per_second: f64) -> Option<Picture> {
        Some(Picture { width, height, frames_per_second, codec: "VP8".into() })
    }

    #[test]
    fn chromium_is_understood() {
        let snapshot = read(recorded::CHROMIUM[1]);
        assert_eq!(snapshot.route, Some(Route::Direct));
        assert_eq!(snapshot.round_trip_time, Some(0.001));
        assert_eq!(snapshot.available_outgoing_bitrate, Some(3_794_285.0));
        assert_eq!(snapshot.incoming.bytes, 54_596 + 774_858);
        assert_eq!(snapshot.incoming.packets, 675 + 886);
        assert_eq!(snapshot.incoming.jitter, 0.005);
        assert_eq!(snapshot.incoming.picture, picture(1280, 720, 29.0));
        assert_eq!(snapshot.outgoing.picture, picture(480, 270, 19.0));
        assert_eq!(snapshot.outgoing.limitation, Limitation::Bandwidth);
        assert_eq!(snapshot.outgoing.loss, Some(0.0));
    }

    #[test]
    fn firefox_is_understood() {
        let snapshot = read(recorded::FIREFOX[1]);
        assert_eq!(snapshot.route, Some(Route::Direct));
        assert_eq!(snapshot.round_trip_time, Some(0.001_953), "of the receiver reports");
        assert_eq!(snapshot.incoming.frames, 266);
        assert_eq!(snapshot.incoming.picture, picture(480, 270, 20.0));
        assert_eq!(snapshot.outgoing.picture, picture(1280, 720, 29.0));
        assert_eq!(snapshot.outgoing.limitation, Limitation::None, "it does not tell");
        assert_eq!(snapshot.available_outgoing_bitrate, None);
    }

    #[test]
    fn a_relay_is_known() {
        assert_eq!(read(recorded::CHROMIUM_RELAY).route, Some(Route::Relay));
    }

    #[test]
    fn losses_are_weighed_by_packets() {
        let report = r#"{
            "a": {"type": "outbound-rtp", "packetsSent": 300, "bytesSent": 1},
            "b": {"type": "outbound-rtp", "packetsSent": 100, "bytesSent": 1},
            "c": {"type": "remote-inbound-rtp", "localId": "a", "fractionLost": 0.1, "roundTripTime": 0.2},
            "d": {"type": "remote-inbound-rtp", "localId": "b", "fractionLost": 0.5, "roundTripTime": 0.3}
        }"#;
        let snapshot = read(report);
        assert_eq!(snapshot.outgoing.loss, Some(0.2));
        assert_eq!(snapshot.round_trip_time, Some(0.3));
    }

    #[test]
    fn what_is_no_report_or_unknown_is_no_trouble() {
        assert_eq!(Snapshot::read("[]"), None);
        let report = r#"{"a": {"type": "of-tomorrow"}, "b": {"type": "inbound-rtp", "jitter": "no number"}}"#;
        assert_eq!(read(report), Snapshot::default());
    }
}
