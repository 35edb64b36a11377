//! Which address a request comes from, as the limits count it. Never logged.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address that limits are counted by: an IPv4 address, or the /64 of an IPv6 one, which is
/// what one subscriber gets (RFC 6177).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientKey(IpAddr);

impl ClientKey {
    /// Trusts `X-Forwarded-For` only as far as trusted proxies have written it: from the right, the
    /// first address that is not one of theirs.
    pub fn of(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
        let mut client = peer.ip().to_canonical();
        let values = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
        for hop in hops.into_iter().rev() {
            if !is_trusted(&client) {
                break;
            }
            let Ok(address) = hop.parse::<IpAddr>() else { break };
            client = address.to_canonical();
        }
        Self::from(client)
    }
}

impl ClientKey {
    /// What tells it from any other.
    pub fn octets(&self) -> Vec<u8> {
        match self.0 {
            IpAddr::V4(v4) => v4.octets().to_vec(),
            IpAddr::V6(v6) => v6.octets().to_vec(),
        }
    }
}

impl From<IpAddr> for ClientKey {
    fn from(address: IpAddr) -> Self {
        Self(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> ClientKey {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        ClientKey::of(SocketAddr::new(peer.parse().unwrap(), 1), &headers, &trusted)
    }

    fn key(address: &str) -> ClientKey {
        ClientKey::from(address.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn a_stranger_cannot_say_who_they_are() {
        assert!(client("192.0.2.1", &["198.51.100.7"], &[]) == key("192.0.2.1"));
        assert!(client("192.0.2.1", &["198.51.100.7"], &["10.0.0.0/8"]) == key("192.0.2.1"));
    }

    #[test]
    fn a_trusted_proxy_can_up_to_the_first_hop_that_is_not_trusted() {
        let trusted = ["10.0.0.0/8"];
        assert!(client("10.0.0.1", &["198.51.100.7"], &trusted) == key("198.51.100.7"));
        assert!(
            client("10.0.0.1", &["203.0.113.9, 198.51.100.7, 10.0.0.2"], &trusted) == key("198.51.100.7")
        );
        assert!(client("10.0.0.1", &["203.0.113.9", "198.51.100.7"], &trusted) == key("198.51.100.7"));
        assert!(client("10.0.0.1", &["nonsense"], &trusted) == key("10.0.0.1"));
        assert!(client("::ffff:10.0.0.1", &["198.51.100.7"], &trusted) == key("198.51.100.7"));
    }

    #[test]
    fn an_ipv6_subscriber_is_one_client() {
        assert!(key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff::9"));
        assert!(key("2001:db8:1:2::1") != key("2001:db8:1:3::1"));
    }
}
