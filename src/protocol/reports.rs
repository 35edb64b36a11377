//! Reports of a partner: why, and what is shown for it, which only the operators can read.
//!
//! The page seals its evidence for the public key of `GET /api/report-key`; the server keeps what it cannot
//! read, and `server::http::reports` hands it to whoever has the private key.

use serde::{Deserialize, Serialize};

use super::named::named;

named! {
    /// Why somebody is reported.
    pub enum Reason {
        Nudity = "nudity",
        Harassment = "harassment",
        Violence = "violence",
        /// Seems to be under age.
        Underage = "underage",
        Spam = "spam",
        Other = "other",
    }
}

/// Evidence, encrypted with AES-256-GCM by a fresh key, which is wrapped for the operators with RSA-OAEP
/// (SHA-256). All three are in base64.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema, utoipa::ToSchema))]
pub struct Sealed {
    /// The wrapped key.
    pub key: String,
    /// 96 bits.
    pub iv: String,
    /// The JSON of an [`Evidence`], and the tag.
    pub data: String,
}

/// What is in the seal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The reported one's name, as it was given.
    pub name: String,
    /// The last lines of the chat.
    pub chat: Vec<Said>,
    /// A JPEG, as a `data:` URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// By the one who reports.
    pub mine: bool,
    pub text: String,
}

/// Answer of `GET /api/report-key`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReportKey {
    /// The SubjectPublicKeyInfo in base64; none where reports carry no evidence.
    pub key: Option<String>,
}
