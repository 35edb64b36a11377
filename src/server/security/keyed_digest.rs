//! Names for what must not be named: who comes back ([`visitor`](super::visitor)), and addresses in Redis.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// 128 bits tell everybody apart.
pub const BYTES: usize = 16;

/// The beginning of an HMAC-SHA-256 (RFC 2104; section 5 on its length).
pub fn keyed_digest(key: &str, of: &[u8]) -> [u8; BYTES] {
    // HMAC takes keys of any length (RFC 2104 section 3).
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("a key of any length");
    mac.update(of);
    let whole = mac.finalize().into_bytes();
    std::array::from_fn(|at| whole[at])
}
