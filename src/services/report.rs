//! Evidence for a report: what is in it, and the seal that only the operators can open.
//!
//! The report dialog (`components::call::report`) gathers it; from here it goes with `report-peer` to the
//! server, which cannot read it (`protocol::reports`). Operators open it on their page (`components::admin`).

#[cfg(feature = "hydrate")]
mod seal;
#[cfg(feature = "hydrate")]
mod still;
#[cfg(feature = "hydrate")]
mod unseal;

#[cfg(feature = "hydrate")]
pub use browser::{operators_key, seal};
#[cfg(feature = "hydrate")]
pub use still::still;
#[cfg(feature = "hydrate")]
pub use unseal::open_evidence;

#[cfg(not(feature = "hydrate"))]
pub use server::{open_evidence, operators_key, seal, still};

use crate::protocol::limits::{REPORT_DATA_BYTES, REPORT_LINES};
use crate::protocol::reports::{Evidence, Said};
use crate::services::call::ChatLine;

/// What AES-GCM adds.
const TAG_BYTES: usize = 16;
/// What fits into a report before it is encrypted and put into base64.
const EVIDENCE_BYTES: usize = REPORT_DATA_BYTES / 4 * 3 - TAG_BYTES;

/// Why evidence stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// No file was chosen.
    NoFile,
    /// There is no private key in it.
    NoKey,
    /// It was sealed for another key.
    AnotherKey,
}

impl NotOpened {
    /// For operators, in English.
    pub const fn words(self) -> &'static str {
        match self {
            NotOpened::NoFile => "Choose your private key first.",
            NotOpened::NoKey => "That file holds no private key (PKCS #8 in PEM).",
            NotOpened::AnotherKey => "It was sealed for another key.",
        }
    }
}

/// The last lines of a chat.
pub fn last_lines(lines: &[ChatLine]) -> Vec<Said> {
    let last = lines.iter().skip(lines.len().saturating_sub(REPORT_LINES));
    last.map(|line| Said { mine: line.mine, text: line.text.clone() }).collect()
}

/// The evidence as it is sealed; the oldest lines stay out where all of them are too much.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
fn pack(mut evidence: Evidence) -> Option<String> {
    loop {
        let packed = serde_json::to_string(&evidence).ok()?;
        if packed.len() <= EVIDENCE_BYTES {
            return Some(packed);
        }
        if evidence.chat.is_empty() {
            return None;
        }
        evidence.chat.remove(0);
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;

    use super::{pack, seal as sealing};
    use crate::protocol::reports::{Evidence, ReportKey, Sealed};

    /// The key to seal for; none where reports carry their reason alone, or the server is out of reach.
    pub async fn operators_key() -> Option<String> {
        let asked = leptos::prelude::window().fetch_with_str("/api/report-key");
        let response: web_sys::Response = JsFuture::from(asked).await.ok()?.unchecked_into();
        let body = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
        serde_json::from_str::<ReportKey>(&body).ok()?.key
    }

    /// None where this browser cannot encrypt.
    pub async fn seal(key: &str, evidence: Evidence) -> Option<Sealed> {
        sealing::seal(key, &pack(evidence)?).await.ok()
    }
}

#[cfg(not(feature = "hydrate"))]
mod server {
    //! Nobody reports anybody on the server.
    use leptos::web_sys::{HtmlInputElement, HtmlVideoElement};

    use super::NotOpened;
    use crate::protocol::reports::{Evidence, Sealed};

    pub async fn operators_key() -> Option<String> {
        None
    }
    pub async fn seal(_key: &str, _evidence: Evidence) -> Option<Sealed> {
        None
    }
    pub fn still(_video: &HtmlVideoElement) -> Option<String> {
        None
    }
    pub async fn open_evidence(_file: &HtmlInputElement, _sealed: &Sealed) -> Result<Evidence, NotOpened> {
        Err(NotOpened::NoFile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::limits::MESSAGE_CHARS;
    use crate::services::call::Delivery;

    fn line(n: usize) -> ChatLine {
        let delivery = Delivery::Done;
        ChatLine {
            key: n.to_string(),
            mine: n.is_multiple_of(2),
            text: n.to_string(),
            timestamp: None,
            delivery,
        }
    }

    #[test]
    fn the_last_twenty_lines() {
        let lines: Vec<ChatLine> = (0..30).map(line).collect();
        let last = last_lines(&lines);
        assert_eq!((last.len(), last[0].text.as_str(), last[0].mine), (REPORT_LINES, "10", true));
        assert_eq!(last_lines(&lines[..3]).len(), 3);
    }

    #[test]
    fn what_is_too_much_loses_its_oldest_lines() {
        let said = |text: &str| Said { mine: false, text: text.repeat(MESSAGE_CHARS) };
        let chat: Vec<Said> = std::iter::repeat_n(said("🦀"), REPORT_LINES - 1).chain([said("x")]).collect();
        let evidence = Evidence { name: "Bob".into(), chat, picture: Some("p".repeat(22 * 1024)) };
        let packed = pack(evidence.clone()).unwrap();
        assert!(packed.len() <= EVIDENCE_BYTES);
        let kept: Evidence = serde_json::from_str(&packed).unwrap();
        assert_eq!(kept.chat.last(), evidence.chat.last());
        assert!((2..REPORT_LINES).contains(&kept.chat.len()));
        let too_much = Evidence { picture: Some("p".repeat(EVIDENCE_BYTES)), ..evidence };
        assert_eq!(pack(too_much), None);
    }
}
