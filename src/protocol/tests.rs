use std::time::Duration;

use serde_json::{Value, json};

use super::limits::{FRAME_BYTES, REPORT_DATA_BYTES, SDP_BYTES, UNSEEN_BYTES, USER_IMAGE_BYTES};
use super::*;

fn read(frame: Value) -> Result<ClientFrame, serde_json::Error> {
    serde_json::from_value(frame)
}

#[test]
fn client_frames_read_as_the_contract_spells_them() {
    let frame = read(json!({
        "ns": "signaling", "event": "send-new-ice-candidates", "id": 7, "extra": true,
        "data": {"roomId": "r", "more": 1, "candidates": [
            {"candidate": "", "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": null}
        ]},
    }))
    .unwrap();
    assert_eq!(frame.id, Some(7));
    let Request::Signaling(signaling::Request::SendNewIceCandidates(batch)) = frame.request else {
        panic!("another request");
    };
    assert_eq!(batch.candidates[0].sdp_m_line_index, Some(0));
    assert_eq!(batch.candidates[0].username_fragment, None);
}

#[test]
fn every_request_survives_a_round_trip_under_its_name() {
    let room_id = RoomId::from("r");
    let description = signaling::Description { room_id: room_id.clone(), sdp: "v=0".into() };
    let requests: Vec<(&str, Request)> = vec![
        ("session/hello", session::Request::Hello(session::Hello { protocol: 1, resume: None }).into()),
        ("session/seen", session::Request::Seen { seq: 3 }.into()),
        ("session/ice-servers", session::Request::IceServers {}.into()),
        ("session/progress", session::Request::Progress(progress::Progress::Alive).into()),
        ("session/bye", session::Request::Bye {}.into()),
        ("matchmaking/request-room", matchmaking::Request::RequestRoom(Default::default()).into()),
        ("matchmaking/cancel-request", matchmaking::Request::CancelRequest {}.into()),
        (
            "matchmaking/join-room",
            matchmaking::Request::JoinRoom {
                room_id: room_id.clone(),
                user_name: "Ada".into(),
                user_image: None,
            }
            .into(),
        ),
        ("matchmaking/stop-call", matchmaking::Request::StopCall { room_id: room_id.clone() }.into()),
        ("matchmaking/talk-again", matchmaking::Request::TalkAgain { room_id: room_id.clone() }.into()),
        ("matchmaking/block-peer", matchmaking::Request::BlockPeer { room_id: room_id.clone() }.into()),
        (
            "signaling/negotiation-call-offer",
            signaling::Request::NegotiationCallOffer(description.clone()).into(),
        ),
        ("signaling/negotiation-call-answer", signaling::Request::NegotiationCallAnswer(description).into()),
        (
            "chat/newMessage",
            chat::Request::NewMessage { room_id: room_id.clone(), message: "hi".into(), key: None }.into(),
        ),
        ("chat/typing", chat::Request::Typing { room_id, typing: true }.into()),
    ];
    for (name, request) in requests {
        let frame = ClientFrame { id: Some(1), request };
        let value = serde_json::to_value(&frame).unwrap();
        let spelt = format!("{}/{}", value["ns"].as_str().unwrap(), value["event"].as_str().unwrap());
        assert_eq!(spelt, name);
        assert!(value["data"].is_object(), "{name} has no data");
        assert_eq!(read(value).unwrap(), frame);
    }
}

#[test]
fn a_profile_is_read_as_it_is_told_and_null_counts_as_absent() {
    let read = |told: Value| serde_json::from_value::<matchmaking::Profile>(told).unwrap();
    let told = json!({
        "userName": "Ada", "userImage": "data:image/png;base64,",
        "interests": ["chess"], "languages": ["en"], "relayOnly": true,
    });
    assert_eq!(serde_json::to_value(read(told.clone())).unwrap(), told);
    let silent =
        json!({"userName": "", "userImage": null, "interests": null, "languages": null, "relayOnly": null});
    assert_eq!(read(silent), matchmaking::Profile::default());
}

#[test]
fn an_ack_carries_what_the_event_returned_beside_the_id() {
    let receipt = chat::Receipt { message_id: "m".into(), timestamp: Timestamp::from_millis(42) };
    let bare = session::Event::Ack(session::Ack { id: 1, receipt: None });
    let full = session::Event::Ack(session::Ack { id: 1, receipt: Some(receipt) });
    assert_eq!(serde_json::to_value(&bare).unwrap()["data"], json!({"id": 1}));
    assert_eq!(
        serde_json::to_value(&full).unwrap()["data"],
        json!({"id": 1, "messageId": "m", "timestamp": "1970-01-01T00:00:00.042Z"})
    );
    for event in [bare, full] {
        let frame = ServerFrame { seq: None, event: event.into() };
        assert_eq!(
            serde_json::from_value::<ServerFrame>(serde_json::to_value(&frame).unwrap()).unwrap(),
            frame
        );
    }
}

#[test]
fn sizes_are_the_contract_s() {
    let kib = [FRAME_BYTES, UNSEEN_BYTES, USER_IMAGE_BYTES, SDP_BYTES, REPORT_DATA_BYTES].map(|it| it >> 10);
    assert_eq!(kib, [64, 256, 32, 32, 48]);
}

#[test]
fn relayed_signals_name_their_sender() {
    let request = signaling::Request::MediaState(signaling::MediaState {
        room_id: "r".into(),
        audio: true,
        video: false,
        screen: false,
    });
    let event: Event = signaling::Event::from_request(request, "s".into()).into();
    let frame = ServerFrame { seq: Some(2), event };
    assert_eq!(
        serde_json::to_value(&frame).unwrap(),
        json!({
            "ns": "signaling", "event": "media-state", "seq": 2,
            "data": {"from": "s", "roomId": "r", "audio": true, "video": false, "screen": false},
        })
    );
}

#[test]
fn what_is_not_of_the_contract_is_not_read() {
    let resume_as_array =
        json!({"ns": "session", "event": "hello", "data": {"protocol": 1, "resume": ["t", 1]}});
    let no_data = json!({"ns": "session", "event": "bye"});
    let other_namespace = json!({"ns": "x", "event": "bye", "data": {}});
    let other_event = json!({"ns": "chat", "event": "bye", "data": {}});
    let missing_field = json!({"ns": "chat", "event": "typing", "data": {"roomId": "r"}});
    let wrong_type = json!({"ns": "chat", "event": "typing", "data": {"roomId": "r", "typing": 1}});
    let candidate_without_mid = json!({"ns": "signaling", "event": "send-new-ice-candidates", "data": {
        "roomId": "r", "candidates": [{"candidate": "", "sdpMLineIndex": 0, "usernameFragment": null}]}});
    for frame in [
        resume_as_array,
        no_data,
        other_namespace,
        other_event,
        missing_field,
        wrong_type,
        candidate_without_mid,
    ] {
        assert!(read(frame.clone()).is_err(), "{frame}");
    }
}

#[test]
fn only_the_stream_is_resumable() {
    let waiting =
        matchmaking::Event::MatchWaiting { position: 1, waiting: 1, joined_at: Timestamp::from_millis(0) };
    let typing = chat::Event::Typing { room_id: "r".into(), typing: true, from: "s".into() };
    let left = matchmaking::Event::PeerLeft { room_id: "r".into(), reason: matchmaking::LeaveReason::Next };
    assert!(!Event::from(waiting).is_resumable());
    assert!(!Event::from(typing).is_resumable());
    assert!(Event::from(left).is_resumable());
}

#[test]
fn times_are_rfc_3339_with_milliseconds() {
    let moment = Timestamp::from_millis(1_795_404_037_042);
    assert_eq!(moment.to_string(), "2026-11-23T03:20:37.042Z");
    assert_eq!(serde_json::from_str::<Timestamp>("\"2026-11-23T03:20:37.042Z\"").unwrap(), moment);
}

#[test]
fn the_time_since_a_later_moment_is_none() {
    let moment = Timestamp::from_millis(1_500);
    assert_eq!(moment.as_millis(), 1_500);
    assert_eq!(moment.since(Timestamp::from_millis(1_000)), Duration::from_millis(500));
    assert_eq!(moment.since(Timestamp::from_millis(2_000)), Duration::ZERO);
    assert_eq!(moment + Duration::from_secs(1), Timestamp::from_millis(2_500));
}

#[test]
fn what_no_clock_can_tell_is_no_time() {
    for text in ["\"1969-12-31T23:59:59.999Z\"", "\"2026-11-23\"", "\"\"", "0", "null"] {
        assert!(serde_json::from_str::<Timestamp>(text).is_err(), "{text}");
    }
}

fn of_a_room() -> Vec<Request> {
    let room_id = RoomId::from("r");
    let description = signaling::Description { room_id: room_id.clone(), sdp: "hidden".into() };
    let candidate = signaling::Candidate {
        candidate: "hidden".into(),
        sdp_mid: None,
        sdp_m_line_index: None,
        username_fragment: None,
    };
    let media = signaling::MediaState { room_id: room_id.clone(), audio: true, video: true, screen: true };
    vec![
        matchmaking::Request::JoinRoom {
            room_id: room_id.clone(),
            user_name: "Ada".into(),
            user_image: None,
        }
        .into(),
        matchmaking::Request::StopCall { room_id: room_id.clone() }.into(),
        matchmaking::Request::TalkAgain { room_id: room_id.clone() }.into(),
        matchmaking::Request::BlockPeer { room_id: room_id.clone() }.into(),
        matchmaking::Request::ReportPeer {
            room_id: room_id.clone(),
            reason: reports::Reason::Spam,
            sealed: None,
        }
        .into(),
        signaling::Request::NegotiationCallOffer(description.clone()).into(),
        signaling::Request::NegotiationCallAnswer(description).into(),
        signaling::Request::SendNewIceCandidates(signaling::Candidates {
            room_id: room_id.clone(),
            candidates: vec![candidate],
        })
        .into(),
        signaling::Request::MediaState(media).into(),
        chat::Request::NewMessage { room_id: room_id.clone(), message: "hidden".into(), key: None }.into(),
        chat::Request::Typing { room_id, typing: true }.into(),
    ]
}

#[test]
fn a_request_names_its_room_or_none() {
    for request in of_a_room() {
        assert_eq!(request.room_id(), Some(&RoomId::from("r")), "{request:?}");
    }
    for request in [
        session::Request::Bye {}.into(),
        matchmaking::Request::CancelRequest {}.into(),
        matchmaking::Request::RequestRoom(matchmaking::Profile::default()).into(),
    ] {
        assert_eq!(Request::room_id(&request), None, "{request:?}");
    }
}

#[test]
fn a_relayed_signal_is_the_request_under_the_same_name_with_its_sender() {
    for request in of_a_room() {
        let Request::Signaling(signal) = request else { continue };
        let sent = serde_json::to_value(&signal).unwrap();
        let mut told = serde_json::to_value(signaling::Event::from_request(signal, "s".into())).unwrap();
        assert_eq!(told["data"].as_object_mut().unwrap().remove("from"), Some(json!("s")));
        assert_eq!(told, sent);
    }
}

/// Logs are written from it.
#[test]
fn debug_output_names_things_and_hides_what_is_the_peoples() {
    for request in of_a_room() {
        let value = serde_json::to_value(&request).unwrap();
        let name: String = value["event"].as_str().unwrap().split('-').collect();
        let told = format!("{request:?}");
        assert!(told.to_lowercase().contains(&name.to_lowercase()), "{told} is no {name}");
        assert!(!told.contains("hidden"), "{told}");
    }
    let candidate = signaling::Candidate {
        candidate: "hidden".into(),
        sdp_mid: Some("hidden".into()),
        sdp_m_line_index: Some(0),
        username_fragment: Some("hidden".into()),
    };
    let message = chat::ChatMessage {
        room_id: "room".into(),
        message_id: "first".into(),
        from: "s".into(),
        message: "hidden".into(),
        timestamp: Timestamp::from_millis(0),
    };
    let ice = session::IceServer {
        urls: vec!["turn:host".into()],
        username: Some("hidden".into()),
        credential: Some("hidden".into()),
    };
    let welcome = session::Welcome {
        socket_id: "socket".into(),
        resume_token: "hidden".into(),
        resumed: true,
        gap: false,
        resume_window_seconds: 30,
        heartbeat_seconds: 20,
        ice_servers: vec![ice.clone()],
    };
    let relayed = signaling::Relayed { from: "sender".into(), signal: candidate.clone() };
    for (told, shown) in [
        (format!("{candidate:?}"), vec!["Candidate"]),
        (format!("{message:?}"), vec!["room", "first"]),
        (format!("{ice:?}"), vec!["turn:host"]),
        (format!("{welcome:?}"), vec!["socket", "resumed: true", "gap: false"]),
        (format!("{relayed:?}"), vec!["sender"]),
        (format!("{:?}", session::Resume { token: "hidden".into(), seq: 7 }), vec!["seq: 7"]),
    ] {
        assert!(!told.contains("hidden"), "{told}");
        assert!(shown.iter().all(|word| told.contains(word)), "{told} lacks one of {shown:?}");
    }
}

#[test]
fn the_sockets_close_codes_are_those_of_the_contract() {
    use session::CloseCode;
    let codes = [CloseCode::Normal, CloseCode::GoingAway, CloseCode::NoHello, CloseCode::TooManyRequests];
    assert_eq!(codes.map(CloseCode::as_u16), [1000, 1001, 4400, 4429]);
}
