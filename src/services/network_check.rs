//! Whether calls will come about from this network, found out in the Studio before anybody is called.
//!
//! The server's welcome names the STUN and TURN servers (`services::signaling`); `gather` lets the browser
//! gather candidates with them, as for a call, and what comes of it is judged here.

#[cfg(feature = "hydrate")]
mod gather;

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use gather::check;
#[cfg(not(feature = "hydrate"))]
fn check(_: NetworkCheckContext) {}

use super::signaling::SocketContext;
use crate::protocol::session::IceServer;

/// How far the check has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NetworkCheck {
    #[default]
    NotAsked,
    Running,
    Done(Reach),
}

/// Which ways lead from this network to partners elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Straight from one to the other.
    Direct,
    /// Only through a TURN server.
    RelayOnly,
    /// None: only partners in the same network can be reached.
    Blocked,
    /// The site's own server did not answer.
    Offline,
    /// The site names no STUN or TURN server, so there is nobody to ask.
    Untold,
}

#[derive(Clone, Copy)]
pub struct NetworkCheckContext {
    pub state: RwSignal<NetworkCheck>,
    /// Of the check's own link to the server; whether a call has one is another matter.
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
    socket: SocketContext,
}

impl NetworkCheckContext {
    pub(super) fn new() -> Self {
        Self { state: RwSignal::default(), socket: SocketContext::new() }
    }

    /// Ends in `Done`, within about ten seconds. Does nothing while one is running.
    pub fn start(self) {
        if self.state.get_untracked() != NetworkCheck::Running {
            self.state.set(NetworkCheck::Running);
            check(self);
        }
    }
}

/// What gathering has brought so far.
#[derive(Debug)]
pub struct Findings {
    asks_anybody: bool,
    asks_stun: bool,
    /// The browser says which servers do not answer (W3C WebRTC section 4.8.2, `icecandidateerror`).
    tells_errors: bool,
    reflexive: bool,
    relay: bool,
    stun_failed: bool,
}

impl Findings {
    pub fn new(ice_servers: &[IceServer], tells_errors: bool) -> Self {
        let mut urls = ice_servers.iter().flat_map(|server| &server.urls).peekable();
        Self {
            asks_anybody: urls.peek().is_some(),
            asks_stun: urls.any(|url| is_stun(url)),
            tells_errors,
            reflexive: false,
            relay: false,
            stun_failed: false,
        }
    }

    /// Takes a `candidate-attribute` (RFC 8839 section 5.1).
    pub fn candidate(&mut self, candidate: &str) {
        let mut words = candidate.split_ascii_whitespace().skip_while(|word| *word != "typ").skip(1);
        match words.next() {
            Some("srflx") => self.reflexive = true,
            Some("relay") => self.relay = true,
            _ => {}
        }
    }

    /// The server of this URL did not answer.
    pub fn failed(&mut self, url: &str) {
        self.stun_failed |= is_stun(url);
    }

    /// What is clear already.
    pub fn so_far(&self) -> Option<Reach> {
        match self {
            Self { asks_anybody: false, .. } => Some(Reach::Untold),
            Self { reflexive: true, .. } => Some(Reach::Direct),
            _ => None,
        }
    }

    /// Gathering has come to its end, in time.
    pub fn complete(&self) -> Reach {
        // A STUN server that tells an address of the computer's own brings no candidate, for that would be
        // redundant (RFC 8445 section 5.1.3): there is no NAT, but the way out is open.
        if self.asks_stun && self.tells_errors && !self.stun_failed {
            Reach::Direct
        } else {
            self.time_over()
        }
    }

    /// Whoever has not answered by now does not answer.
    pub fn time_over(&self) -> Reach {
        self.so_far().unwrap_or(if self.relay { Reach::RelayOnly } else { Reach::Blocked })
    }
}

fn is_stun(url: &str) -> bool {
    url.starts_with("stun:") || url.starts_with("stuns:")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "candidate:1 1 udp 2122194687 x.local 53132 typ host generation 0";
    const REFLEXIVE: &str = "candidate:2 1 udp 1685987071 192.0.2.7 4242 typ srflx raddr 0.0.0.0 rport 0";
    const RELAY: &str = "candidate:3 1 udp 58597375 192.0.2.9 60964 typ relay raddr 0.0.0.0 rport 0";

    fn findings(candidates: &[&str]) -> Findings {
        let server = |url: &str| IceServer { urls: vec![url.into()], username: None, credential: None };
        let mut findings = Findings::new(&[server("stun:a"), server("turn:b")], true);
        candidates.iter().for_each(|it| findings.candidate(it));
        findings
    }

    #[test]
    fn the_way_out_is_open_where_stun_answers() {
        assert_eq!(findings(&[HOST]).so_far(), None);
        assert_eq!(findings(&[HOST, REFLEXIVE]).so_far(), Some(Reach::Direct));
        assert_eq!(findings(&[HOST]).complete(), Reach::Direct, "it told the own address");
    }

    #[test]
    fn a_relay_is_the_only_way_where_stun_does_not_answer() {
        let mut findings = findings(&[HOST, RELAY]);
        assert_eq!(findings.so_far(), None, "STUN may yet answer");
        assert_eq!(findings.time_over(), Reach::RelayOnly);
        findings.failed("stun:a");
        assert_eq!(findings.complete(), Reach::RelayOnly);
    }

    #[test]
    fn where_nobody_answers_the_way_is_blocked() {
        let mut findings = findings(&[HOST]);
        assert_eq!(findings.time_over(), Reach::Blocked);
        findings.failed("turn:b");
        findings.failed("stun:a");
        assert_eq!(findings.complete(), Reach::Blocked);
    }

    #[test]
    fn a_browser_that_tells_no_errors_proves_nothing_by_silence() {
        let mut findings = findings(&[HOST]);
        findings.tells_errors = false;
        assert_eq!(findings.complete(), Reach::Blocked);
    }

    #[test]
    fn without_servers_nobody_can_be_asked() {
        assert_eq!(Findings::new(&[], true).so_far(), Some(Reach::Untold));
    }
}
