//! Resume tokens: secrets of 256 random bits. The server keeps their hashes only.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::server::random;

/// Written as URL-safe base64 where instances tell each other of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; 32]);

impl fmt::Display for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// Without the hash: who knows it knows which session is whose.
impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash")
    }
}

impl FromStr for TokenHash {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| ())?;
        bytes.try_into().map(Self).map_err(|_| ())
    }
}

impl TokenHash {
    /// Of the newest secret in a token.
    pub fn of(token: &str) -> Self {
        Self::of_secret(token.rsplit(SEPARATOR).next().unwrap_or_default())
    }

    /// Of all secrets in a token, the newest first.
    pub fn carried_by(token: &str) -> impl Iterator<Item = Self> {
        token.rsplit(SEPARATOR).take(CARRIED).map(Self::of_secret)
    }

    fn of_secret(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }
}

/// No secret has it.
const SEPARATOR: char = '.';
/// How many secrets a token carries at most.
const CARRIED: usize = 4;

/// A new token, after the one that its client had before, and the hash of its new secret.
///
/// It carries the secrets before as well: an instance that cannot reach the store cannot tell others of
/// the new one, and they know the session by an older one, which is good until they hear that the new
/// one has arrived.
pub fn issue(before: Option<&str>) -> (String, TokenHash) {
    let secret = random::token::<32>();
    let hash = TokenHash::of_secret(&secret);
    let mut secrets: Vec<&str> =
        before.iter().flat_map(|it| it.rsplit(SEPARATOR)).take(CARRIED - 1).collect();
    secrets.insert(0, &secret);
    secrets.reverse();
    (secrets.join("."), hash)
}

/// The tokens that a session may be resumed with: the one of its last welcome and, until the first
/// frame on that link proves that the welcome arrived, those before it.
pub struct Tokens {
    current: TokenHash,
    unconfirmed: Vec<TokenHash>,
}

impl Tokens {
    pub fn new(first: TokenHash) -> Self {
        Self { current: first, unconfirmed: Vec::new() }
    }

    /// Those of a session that comes from elsewhere, in any order; `None` without any.
    pub fn known(mut tokens: Vec<TokenHash>) -> Option<Self> {
        let current = tokens.pop()?;
        Some(Self { current, unconfirmed: tokens })
    }

    pub fn accepts(&self, token: TokenHash) -> bool {
        self.current == token || self.unconfirmed.contains(&token)
    }

    /// A resume with `presented` was welcomed with `next`. Both stay good, as does the one that was
    /// current: which of them the client holds is not known before [`Tokens::confirm`]. Returns the
    /// tokens that are void now.
    pub fn rotate(&mut self, presented: TokenHash, next: TokenHash) -> Vec<TokenHash> {
        let before: Vec<TokenHash> = self.all().collect();
        self.unconfirmed =
            if presented == self.current { vec![presented] } else { vec![presented, self.current] };
        self.current = next;
        before.into_iter().filter(|token| !self.accepts(*token)).collect()
    }

    /// The last welcome has arrived. Returns the tokens that are void now.
    pub fn confirm(&mut self) -> Vec<TokenHash> {
        let current = self.current;
        std::mem::take(&mut self.unconfirmed).into_iter().filter(|token| *token != current).collect()
    }

    pub fn all(&self) -> impl Iterator<Item = TokenHash> {
        std::iter::once(self.current).chain(self.unconfirmed.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash() -> TokenHash {
        issue(None).1
    }

    #[test]
    fn a_lost_welcome_leaves_the_token_before_it_good() {
        let [first, second, third] = [hash(), hash(), hash()];
        let mut tokens = Tokens::new(first);
        tokens.rotate(first, second);
        assert!(tokens.accepts(first) && tokens.accepts(second));
        tokens.rotate(first, third);
        assert!(tokens.accepts(first) && tokens.accepts(second) && tokens.accepts(third));
        assert_eq!(tokens.confirm().len(), 2);
        assert!(!tokens.accepts(first) && !tokens.accepts(second) && tokens.accepts(third));
    }

    #[test]
    fn a_token_carries_those_before_it() {
        let mut token = issue(None).0;
        let mut hashes = vec![TokenHash::of(&token)];
        for _ in 0..CARRIED {
            let (next, hash) = issue(Some(&token));
            assert!(TokenHash::of(&next) == hash);
            hashes.insert(0, hash);
            token = next;
        }
        hashes.truncate(CARRIED);
        assert_eq!(token.split(SEPARATOR).count(), CARRIED, "and no more, however often it is issued");
        assert!(TokenHash::carried_by(&token).eq(hashes));
    }

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = hash();
        assert!(hash.to_string().parse() == Ok(hash));
        assert_eq!(format!("{hash:?}"), "TokenHash", "but not in a log");
        assert!("x".parse::<TokenHash>().is_err() && hash.to_string()[1..].parse::<TokenHash>().is_err());
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let (a, b) = (issue(None).0, issue(None).0);
        assert_ne!(a, b);
        assert_eq!(a.len(), 43, "256 bits in base64");
    }
}
