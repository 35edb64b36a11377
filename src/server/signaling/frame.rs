//! From a socket's text to a [`ClientFrame`], or to what is wrong with it.

use serde_json::{Map, Value};

use crate::protocol::ClientFrame;

/// Not a frame of the contract.
#[derive(Debug, PartialEq, Eq)]
pub struct BadFrame {
    /// The `id` to answer to, if there is one.
    pub id: Option<u32>,
}

/// Reads one frame. First as JSON, where every string is checked; then as what it should be.
pub fn decode(text: &str) -> Result<ClientFrame, BadFrame> {
    let frame: Map<String, Value> = serde_json::from_str(text).map_err(|_| BadFrame { id: None })?;
    let id = frame.get("id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
    // serde would also take an array for an object, and a number for a variant's name.
    let is = |field: &str, kind: fn(&Value) -> bool| frame.get(field).is_some_and(kind);
    if !(is("ns", Value::is_string) && is("event", Value::is_string) && is("data", Value::is_object)) {
        return Err(BadFrame { id });
    }
    serde_json::from_value(Value::Object(frame)).map_err(|_| BadFrame { id })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::{Request, session};

    #[test]
    fn reads_a_frame() {
        let frame = decode(r#"{"ns":"session","event":"seen","id":4294967295,"data":{"seq":7}}"#).unwrap();
        assert_eq!(frame.id, Some(u32::MAX));
        assert_eq!(frame.request, Request::Session(session::Request::Seen { seq: 7 }));
    }

    #[test]
    fn keeps_the_id_of_a_bad_frame_if_it_has_one() {
        let id = |text| decode(text).unwrap_err().id;
        assert_eq!(id(r#"{"ns":"session","event":"seen","id":3,"data":{}}"#), Some(3));
        assert_eq!(id(r#"{"ns":"session","event":"seen","id":3,"data":[7]}"#), Some(3));
        assert_eq!(id(r#"{"ns":"session","event":"bye","id":3}"#), Some(3));
        assert_eq!(id(r#"{"ns":"session","event":"seen","id":4294967296,"data":{"seq":7}}"#), None);
        assert_eq!(id(r#"{"ns":"session","event":"seen","id":-1,"data":{"seq":7}}"#), None);
    }

    #[test]
    fn refuses_what_is_not_a_json_object() {
        for text in ["", "null", "[]", "7", "{", "\"hello\"", "{}{}", r#"{"a":"\ud800"}"#, "{\"a\":1e999}"] {
            assert_eq!(decode(text), Err(BadFrame { id: None }), "{text}");
        }
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
        assert_eq!(decode(&deep), Err(BadFrame { id: None }));
    }

    #[test]
    fn a_name_is_a_string() {
        assert!(decode(r#"{"ns":0,"event":"seen","data":{"seq":7}}"#).is_err());
        assert!(decode(r#"{"ns":"session","event":1,"data":{"seq":7}}"#).is_err());
    }

    #[test]
    fn a_lone_surrogate_is_refused_even_in_a_field_that_is_ignored() {
        let text = r#"{"ns":"session","event":"bye","data":{"ignored":"\udc00"}}"#;
        assert!(decode(text).is_err());
    }

    proptest! {
        #[test]
        fn never_panics_on_any_text(text in any::<String>()) {
            let _ = decode(&text);
        }
    }
}
