//! The ICE servers that a client is told of, with credentials of its own for TURN: the "TURN REST
//! API" scheme (draft-uberti-behave-turn-rest-00), which coturn calls `use-auth-secret`.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::protocol::session::IceServer;
use crate::protocol::{SocketId, Timestamp};

/// How long the credentials for TURN are good.
pub const CREDENTIALS_LIFE: Duration = Duration::from_secs(600);

/// What the operator may set.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct IceSettings {
    pub stun_urls: Vec<String>,
    pub turn: Option<TurnSettings>,
    /// Whether all calls go by a relay, whatever their people wish.
    pub relay_only: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub struct TurnSettings {
    pub urls: Vec<String>,
    pub secret: String,
}

impl IceSettings {
    /// The servers, with credentials for `user` from `now` on.
    pub fn servers_for(&self, user: &SocketId, now: Timestamp) -> Vec<IceServer> {
        let stun = (!self.stun_urls.is_empty()).then(|| IceServer {
            urls: self.stun_urls.clone(),
            username: None,
            credential: None,
        });
        let turn = self.turn.as_ref().map(|turn| turn.server_for(user, now));
        stun.into_iter().chain(turn).collect()
    }
}

impl TurnSettings {
    fn server_for(&self, user: &SocketId, now: Timestamp) -> IceServer {
        let expires = (now + CREDENTIALS_LIFE).as_millis() / 1000;
        let username = format!("{expires}:{user}");
        let credential = sign(&self.secret, &username);
        IceServer { urls: self.urls.clone(), username: Some(username), credential: Some(credential) }
    }
}

fn sign(secret: &str, username: &str) -> String {
    // HMAC takes keys of any length (RFC 2104 section 3).
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.update(username.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_the_user_s_own_and_end_after_ten_minutes() {
        let ice = IceSettings {
            stun_urls: vec!["stun:a".into()],
            turn: Some(TurnSettings { urls: vec!["turn:b".into()], secret: "0123456789abcdef".into() }),
            relay_only: false,
        };
        let servers = ice.servers_for(&"ada".into(), Timestamp::from_millis(1_000_000));
        assert_eq!(servers[0].urls, ["stun:a"]);
        assert_eq!(servers[1].username.as_deref(), Some("1600:ada"));
        // printf %s 1600:ada | openssl dgst -sha1 -hmac 0123456789abcdef -binary | base64
        assert_eq!(servers[1].credential.as_deref(), Some("PHc4LsGAmmYwrVuu1M7jkiIs5ww="));
    }

    #[test]
    fn without_servers_there_are_none() {
        assert!(IceSettings::default().servers_for(&"ada".into(), Timestamp::from_millis(0)).is_empty());
    }
}
