//! The first frames of a socket: `hello` in, `welcome` out.

use tokio::time::timeout;

use super::frame;
use super::wire::{Incoming, Wire};
use crate::protocol::limits::HELLO_WITHIN;
use crate::protocol::session::{
    CloseCode, Error, ErrorCode, Event, Hello, Request as Session, Resume, Welcome,
};
use crate::protocol::{Request, VERSION};
use crate::server::security::visitor::VisitorCookie;
use crate::server::session::{Opened, TokenHash};
use crate::server::state::AppState;
use crate::server::store::{Claim, RETRY_AFTER, Refusal};
use crate::server::telemetry::metrics::events::{self, Resumed};

/// No session came of it. `None`: the client is gone already.
pub struct NoSession(pub Option<CloseCode>);

/// Waits for `hello`, finds or makes the session, and welcomes the client to it.
pub async fn greet(
    wire: &mut Wire,
    visitor: Option<&VisitorCookie>,
    app: &AppState,
) -> Result<Opened, NoSession> {
    let hello = match timeout(HELLO_WITHIN, receive_hello(wire)).await {
        Ok(hello) => hello?,
        Err(_) => return Err(NoSession(Some(CloseCode::Timeout))),
    };
    let taken_up = match hello.resume {
        Some(resume) => match take_up(app, &resume).await {
            Ok(opened) => {
                events::resumed(outcome(opened.as_ref()));
                opened
            }
            Err(refusal) => {
                events::resumed(Resumed::Unavailable);
                return Err(turn_away(wire, refusal).await);
            }
        },
        None => None,
    };
    let resumed = taken_up.is_some();
    let opened = match taken_up {
        Some(opened) => opened,
        None => open(app).await,
    };
    if let Some(visitor) = visitor {
        app.introduce(&opened.session, visitor).await;
    }
    let welcome = Welcome {
        socket_id: opened.session.id.clone(),
        resume_token: opened.token.clone(),
        resumed,
        gap: opened.gap,
        resume_window_seconds: app.settings.resume_window.as_secs(),
        heartbeat_seconds: app.settings.heartbeat.as_secs(),
        ice_servers: app.settings.ice.servers_for(&opened.session.id, app.clock.now()),
    };
    // If it does not arrive, the link finds out, and the session waits for its user as ever.
    let _ = wire.send(Event::Welcome(welcome)).await;
    Ok(opened)
}

async fn receive_hello(wire: &mut Wire) -> Result<Hello, NoSession> {
    let text = loop {
        match wire.receive().await {
            Incoming::Text(text) => break text,
            Incoming::Ping | Incoming::Pong => {}
            Incoming::Binary(_) => return Err(NoSession(Some(CloseCode::NoHello))),
            Incoming::Closed | Incoming::Lost => return Err(NoSession(None)),
            Incoming::TooBig => return Err(NoSession(Some(CloseCode::TooBig))),
            Incoming::InvalidUtf8 => return Err(NoSession(Some(CloseCode::InvalidUtf8))),
        }
    };
    let frame = frame::decode(&text).map_err(|_| NoSession(Some(CloseCode::NoHello)))?;
    match frame.request {
        Request::Session(Session::Hello(hello)) if hello.protocol == VERSION => Ok(hello),
        Request::Session(Session::Hello(_)) => {
            let error = Error {
                code: ErrorCode::UnsupportedProtocol,
                message: format!("This server speaks protocol {VERSION}."),
                id: frame.id,
                retry_after_ms: None,
                banned: false,
            };
            events::told(&error);
            // The close says the same to a client that does not read it.
            let _ = wire.send(Event::Error(error)).await;
            Err(NoSession(Some(CloseCode::NoHello)))
        }
        _ => Err(NoSession(Some(CloseCode::NoHello))),
    }
}

fn outcome(taken_up: Option<&Opened>) -> Resumed {
    match taken_up {
        None => Resumed::Expired,
        Some(opened) if opened.gap => Resumed::WithGap,
        Some(_) => Resumed::Kept,
    }
}

/// Finds the session here, or brings it here. `None`: there is none to take up.
async fn take_up(app: &AppState, resume: &Resume) -> Result<Option<Opened>, Refusal> {
    match app.sessions.resume(resume) {
        Some(opened) if held_here(app, &opened).await => return Ok(Some(opened)),
        // It has moved on, which this instance did not know yet.
        Some(_) => {}
        // Who is known here and is refused all the same asks for what is gone.
        None if app.sessions.knows(TokenHash::of(&resume.token)) => return Ok(None),
        None => {}
    }
    let claim = Claim { tokens: TokenHash::carried_by(&resume.token).collect(), seq: resume.seq };
    if !app.lobby.claim(claim).await? {
        return Ok(None);
    }
    match app.sessions.resume_brought(resume) {
        Some(opened) if held_here(app, &opened).await => Ok(Some(opened)),
        // Another attempt of the same client, which it may have given up, has taken it from here meanwhile.
        _ => Err(Refusal::Unavailable),
    }
}

/// Whether the lobby agrees that the session is this instance's. While the lobby is out of reach it
/// is: a call must not end because of that.
async fn held_here(app: &AppState, opened: &Opened) -> bool {
    let told = app.tell_presence(&opened.session).await;
    app.tell_tokens(&opened.session).await;
    !matches!(told, Err(Refusal::Gone))
}

/// Whether there is a session to take up cannot be said just now: better later than wrong.
async fn turn_away(wire: &mut Wire, refusal: Refusal) -> NoSession {
    let error = Error {
        code: ErrorCode::Unavailable,
        message: refusal.to_string(),
        id: None,
        retry_after_ms: Some(RETRY_AFTER.as_millis() as u64),
        banned: false,
    };
    events::told(&error);
    // The close says the same to a client that does not read it.
    let _ = wire.send(Event::Error(error)).await;
    NoSession(Some(CloseCode::Timeout))
}

async fn open(app: &AppState) -> Opened {
    let opened = app.sessions.open();
    let entered = app.lobby.enter(&opened.session.id, TokenHash::of(&opened.token)).await;
    // A store that is out of reach takes the session in when it is back.
    if let Err(error) = entered
        && error != Refusal::Unavailable
    {
        tracing::warn!(%error, "a new session did not enter the lobby");
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::session::Registry;

    #[test]
    fn operators_can_tell_a_gap_from_none() {
        let (overflowed, _reports) = tokio::sync::mpsc::unbounded_channel();
        let mut opened = Registry::new(overflowed).open();
        assert_eq!(outcome(None), Resumed::Expired);
        assert_eq!(outcome(Some(&opened)), Resumed::Kept);
        opened.gap = true;
        assert_eq!(outcome(Some(&opened)), Resumed::WithGap);
    }
}
