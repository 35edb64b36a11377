//! The operators' public key, which reports are sealed for in the browser. The private one is never here.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// SubjectPublicKeyInfo of an RSA key begins so, after its length (RFC 3279 section 2.3.1).
const RSA: [u8; 15] =
    [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
/// A sequence whose length takes two bytes.
const SEQUENCE: [u8; 2] = [0x30, 0x82];
/// Of a key of 3072 bits.
const LEAST_BYTES: usize = 422;
/// Of a key of 8192 bits.
const MOST_BYTES: usize = 1100;

/// In base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPublicKey(String);

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no public RSA key (SPKI) of 3072 to 8192 bits in PEM or base64; make one: scripts/report-key"
)]
pub struct NoPublicKey;

impl ReportPublicKey {
    /// Takes PEM (RFC 7468), also on one line, or only what stands in it.
    pub fn parse(text: &str) -> Result<Self, NoPublicKey> {
        let body: String = text
            .replace("-----BEGIN PUBLIC KEY-----", "")
            .replace("-----END PUBLIC KEY-----", "")
            .split_whitespace()
            .collect();
        let der = STANDARD.decode(&body).map_err(|_| NoPublicKey)?;
        let fits = (LEAST_BYTES..=MOST_BYTES).contains(&der.len());
        if fits && der.starts_with(&SEQUENCE) && der[4..].starts_with(&RSA) {
            Ok(Self(body))
        } else {
            Err(NoPublicKey)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The outside of a key; what it is of does not matter here.
    fn key(bytes: usize) -> Vec<u8> {
        let mut der = vec![0; bytes];
        der[..2].copy_from_slice(&SEQUENCE);
        der[4..19].copy_from_slice(&RSA);
        der
    }

    #[test]
    fn a_public_key_in_pem_or_base64() {
        let body = STANDARD.encode(key(LEAST_BYTES));
        let pem = format!(
            "-----BEGIN PUBLIC KEY-----\n{}\n{}\n-----END PUBLIC KEY-----\n",
            &body[..64],
            &body[64..]
        );
        assert_eq!(ReportPublicKey::parse(&pem).unwrap().as_str(), body);
        assert_eq!(ReportPublicKey::parse(&body).unwrap().as_str(), body);
    }

    #[test]
    fn neither_a_short_key_nor_a_private_one() {
        assert_eq!(ReportPublicKey::parse(&STANDARD.encode(key(294))), Err(NoPublicKey));
        let mut private = key(1700);
        private[4..7].copy_from_slice(&[2, 1, 0]);
        for text in [
            "",
            "ada",
            &STANDARD.encode(private),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        ] {
            assert_eq!(ReportPublicKey::parse(text), Err(NoPublicKey));
        }
    }
}
