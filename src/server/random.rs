//! Names and secrets from the operating system's random numbers.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng;
use rand::rngs::SysRng;

/// `BYTES` random bytes in URL-safe base64, without padding.
///
/// # Panics
/// When the operating system has no random numbers: nothing here may go on without them.
pub fn token<const BYTES: usize>() -> String {
    let mut bytes = [0; BYTES];
    SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random numbers");
    URL_SAFE_NO_PAD.encode(bytes)
}
