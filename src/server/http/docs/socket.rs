//! The socket as an AsyncAPI 3 document. Each event is a message; its shape comes from the Rust type that both
//! halves read and write, so the document cannot say anything else.

use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

use crate::protocol::{chat, matchmaking, session, signaling};

const MESSAGES: &str = "#/channels/socket/messages";

#[derive(Clone, Copy)]
enum Way {
    FromClient,
    FromServer,
}

pub fn document() -> Value {
    let settings = SchemaSettings::draft07().with(|it| it.definitions_path = "/components/schemas".into());
    let mut types = settings.into_generator();
    let requests = [
        messages::<session::Request>(&mut types, "session", Way::FromClient),
        messages::<matchmaking::Request>(&mut types, "matchmaking", Way::FromClient),
        messages::<signaling::Request>(&mut types, "signaling", Way::FromClient),
        messages::<chat::Request>(&mut types, "chat", Way::FromClient),
    ];
    let events = [
        messages::<session::Event>(&mut types, "session", Way::FromServer),
        messages::<matchmaking::Event>(&mut types, "matchmaking", Way::FromServer),
        messages::<signaling::Event>(&mut types, "signaling", Way::FromServer),
        messages::<chat::Event>(&mut types, "chat", Way::FromServer),
    ];
    let [requests, events] = [requests, events].map(|it| it.into_iter().flatten().collect::<Vec<_>>());
    let references = |messages: &[(String, Value)]| -> Vec<Value> {
        messages.iter().map(|(name, _)| json!({ "$ref": format!("{MESSAGES}/{name}") })).collect()
    };
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": super::TITLE,
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The socket: text frames, one JSON object each, at most 64 KiB. The first frame is \
                            session/hello, answered by session/welcome.",
        },
        "defaultContentType": "application/json",
        "operations": {
            "receive": {
                "action": "receive",
                "channel": { "$ref": "#/channels/socket" },
                "messages": references(&requests),
            },
            "send": {
                "action": "send",
                "channel": { "$ref": "#/channels/socket" },
                "messages": references(&events),
            },
        },
        "channels": {
            "socket": {
                "address": "/ws",
                "bindings": { "ws": { "method": "GET" } },
                "messages": requests.into_iter().chain(events).collect::<Map<_, _>>(),
            },
        },
        "components": { "schemas": types.take_definitions(true) },
    })
}

/// The messages of a namespace, by name. An enum of events is a choice among them in its schema.
fn messages<T: JsonSchema>(types: &mut SchemaGenerator, namespace: &str, way: Way) -> Vec<(String, Value)> {
    let schema = T::json_schema(types).to_value();
    let variants = schema.get("oneOf").and_then(Value::as_array).cloned().unwrap_or_default();
    variants.into_iter().filter_map(|variant| message(variant, namespace, way)).collect()
}

fn message(mut payload: Value, namespace: &str, way: Way) -> Option<(String, Value)> {
    let event = payload.pointer("/properties/event/const")?.as_str()?.to_owned();
    let summary = payload.as_object_mut()?.remove("description");
    let properties = payload.get_mut("properties")?.as_object_mut()?;
    properties.insert("ns".into(), json!({ "const": namespace }));
    let (added, words) = match way {
        Way::FromClient => ("id", "Answered by session/ack or session/error with this id."),
        Way::FromServer => ("seq", "The place in the resumable stream, from 1."),
    };
    properties.insert(added.into(), json!({ "type": "integer", "minimum": 0, "description": words }));
    payload.get_mut("required")?.as_array_mut()?.push("ns".into());
    let title = format!("{namespace}/{event}");
    let name = match way {
        Way::FromClient => format!("{namespace}.{event}.request"),
        Way::FromServer => format!("{namespace}.{event}"),
    };
    let mut message = json!({ "name": title, "title": title, "payload": payload });
    if let Some(summary) = summary {
        message["summary"] = summary;
    }
    Some((name, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{ClientFrame, Request};

    #[test]
    fn each_event_of_the_protocol_is_a_message() {
        let document = document();
        let messages = document["channels"]["socket"]["messages"].as_object().unwrap();
        for name in [
            "session.hello.request",
            "session.progress.request",
            "session.welcome",
            "matchmaking.request-room.request",
            "matchmaking.match-done",
            "signaling.send-new-ice-candidates.request",
            "chat.newMessage",
        ] {
            assert!(messages.contains_key(name), "{name} among {:?}", messages.keys());
        }
        let (requests, events) = (12, 16);
        assert!(messages.len() >= requests + events, "{} messages", messages.len());
    }

    #[test]
    fn a_frame_has_the_fields_that_its_message_names() {
        let frame = ClientFrame { id: Some(1), request: Request::Session(session::Request::Seen { seq: 3 }) };
        let frame = serde_json::to_value(frame).unwrap();
        let document = document();
        let payload = &document["channels"]["socket"]["messages"]["session.seen.request"]["payload"];
        for field in payload["required"].as_array().unwrap() {
            assert!(frame.get(field.as_str().unwrap()).is_some(), "{field}");
        }
        for (name, value) in frame.as_object().unwrap() {
            let property = &payload["properties"][name];
            assert!(property.is_object(), "{name}");
            if let Some(fixed) = property.get("const") {
                assert_eq!(fixed, value);
            }
        }
    }

    #[test]
    fn a_message_with_a_shape_of_its_own_is_described_by_it() {
        let document = document();
        let progress = &document["channels"]["socket"]["messages"]["session.progress.request"]["payload"];
        let data = progress["properties"]["data"]["$ref"].as_str().unwrap();
        let data = document.pointer(data.trim_start_matches('#')).unwrap();
        assert_eq!(data["required"], json!(["phase"]));
        assert!(
            data["properties"]["route"].is_object() && data["properties"]["reason"].is_object(),
            "{data}"
        );
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = document();
        let mut left = vec![&document];
        while let Some(value) = left.pop() {
            match value {
                Value::Object(fields) => {
                    if let Some(Value::String(to)) = fields.get("$ref") {
                        assert!(document.pointer(to.trim_start_matches('#')).is_some(), "{to}");
                    }
                    left.extend(fields.values());
                }
                Value::Array(items) => left.extend(items),
                _ => {}
            }
        }
    }
}
