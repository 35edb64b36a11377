//! Which pages may open a socket or change something (RFC 6454; the `Origin` header of RFC 6455
//! section 4.2.2). Browsers always send it there; no `Origin` means no browser.

use std::fmt;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::server::http::problem::Problem;
use crate::server::state::AppState;

/// An exact origin: scheme, host and port, as browsers spell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Origin {
    /// Reads `https://example.org` or `http://localhost:3000`; anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, authority) = text.split_once("://")?;
        let default_port = Self::default_port(scheme)?;
        let authority: Authority = authority.parse().ok()?;
        if authority.as_str().contains('@') {
            return None;
        }
        let port = match authority.port_u16() {
            Some(port) => port,
            None if authority.host() == authority.as_str() => default_port,
            // Out of range.
            None => return None,
        };
        Some(Self { scheme: scheme.into(), host: authority.host().to_ascii_lowercase(), port })
    }

    fn default_port(scheme: &str) -> Option<u16> {
        match scheme {
            "https" => Some(443),
            "http" => Some(80),
            _ => None,
        }
    }

    /// Whether a request to `host` is to this origin. A host without a port matches the default
    /// port of either scheme: TLS may end at a proxy.
    fn is_of_host(&self, host: &Authority) -> bool {
        let port = host.port_u16().or_else(|| Self::default_port(&self.scheme));
        self.host.eq_ignore_ascii_case(host.host()) && Some(self.port) == port
    }
}

/// As browsers spell it: without a port that the scheme implies.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        if Self::default_port(&self.scheme) == Some(self.port) { Ok(()) } else { write!(f, ":{}", self.port) }
    }
}

/// Whether a request with these headers may open a socket or change something. `allowed` is the
/// operator's list; without one, the request's own host is allowed. No `Origin` at all is let in, unless it is
/// `required`.
pub fn is_allowed(headers: &HeaderMap, uri: &Uri, allowed: Option<&[Origin]>, required: bool) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let Some(origin) = origins.next() else { return !required };
    let Some(origin) = origin.to_str().ok().and_then(Origin::parse) else { return false };
    if origins.next().is_some() {
        return false;
    }
    match allowed {
        Some(list) => list.contains(&origin),
        None => own_host(headers, uri).is_some_and(|host| origin.is_of_host(&host)),
    }
}

fn own_host(headers: &HeaderMap, uri: &Uri) -> Option<Authority> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()?.parse().ok());
    host.or_else(|| uri.authority().cloned())
}

/// Refuses what comes from a page of another origin: sockets, and requests that change something.
pub async fn guard(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let guarded = changes || request.uri().path() == "/ws";
    let allowed = app.settings.allowed_origins.as_deref();
    let required = app.settings.require_origin;
    if guarded && !is_allowed(request.headers(), request.uri(), allowed, required) {
        if !changes {
            app.count_connection_failure("origin").await;
        }
        return Problem::forbidden("This page may not use this server.").into_response();
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(origin: Option<&str>, host: &str, list: Option<&[&str]>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        let list: Option<Vec<Origin>> =
            list.map(|list| list.iter().map(|text| Origin::parse(text).unwrap()).collect());
        is_allowed(&headers, &Uri::from_static("/ws"), list.as_deref(), false)
    }

    #[test]
    fn the_own_host_by_either_scheme() {
        assert!(allowed(Some("http://localhost:3000"), "localhost:3000", None));
        assert!(allowed(Some("https://Example.org"), "example.org", None));
        assert!(allowed(Some("http://example.org"), "example.org", None));
        assert!(allowed(Some("https://example.org"), "example.org:443", None));
        assert!(allowed(Some("http://[::1]:3000"), "[::1]:3000", None));
        assert!(!allowed(Some("http://localhost:3001"), "localhost:3000", None));
        assert!(!allowed(Some("https://example.org:8443"), "example.org", None));
        assert!(!allowed(Some("https://evil.example"), "example.org", None));
        assert!(!allowed(Some("https://example.org.evil.example"), "example.org", None));
    }

    #[test]
    fn the_list_counts_alone_and_exactly() {
        let list: Option<&[&str]> = Some(&["https://example.org"]);
        assert!(allowed(Some("https://example.org"), "inner:3000", list));
        assert!(!allowed(Some("http://example.org"), "inner:3000", list));
        assert!(!allowed(Some("http://inner:3000"), "inner:3000", list));
    }

    #[test]
    fn null_and_nonsense_are_refused_and_none_is_let_in() {
        assert!(!allowed(Some("null"), "localhost:3000", None));
        assert!(!allowed(Some("localhost:3000"), "localhost:3000", None));
        assert!(!allowed(Some("http://a@localhost:3000"), "localhost:3000", None));
        assert!(!allowed(Some("file://localhost:3000"), "localhost:3000", None));
        assert!(!allowed(Some("http://localhost:3000/"), "localhost:3000", None));
        assert!(allowed(None, "localhost:3000", None));
    }

    #[test]
    fn two_origins_are_none() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "localhost:3000".parse().unwrap());
        headers.append(header::ORIGIN, "http://localhost:3000".parse().unwrap());
        headers.append(header::ORIGIN, "http://localhost:3000".parse().unwrap());
        assert!(!is_allowed(&headers, &Uri::from_static("/ws"), None, false));
    }

    #[test]
    fn none_is_refused_where_one_is_required() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "localhost:3000".parse().unwrap());
        assert!(!is_allowed(&headers, &Uri::from_static("/ws"), None, true));
        headers.insert(header::ORIGIN, "http://localhost:3000".parse().unwrap());
        assert!(is_allowed(&headers, &Uri::from_static("/ws"), None, true));
    }
}
