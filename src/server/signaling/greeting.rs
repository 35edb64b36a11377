//! The first frames of a socket: `hello` in, `welcome` out.

use tokio::time::timeout;

use super::frame;
use super::wire::{Incoming, Wire};
use crate::protocol::limits::HELLO_WITHIN;
use crate::protocol::session::{
    CloseCode, Error, ErrorCode, Event, Hello, Request as Session, Resume, Welcome,
};
use crate::protocol::{Request, VERSION};
use crate::server::session::Opened;
use crate::server::state::AppState;

/// No session came of it. `None`: the client is gone already.
pub struct NoSession(pub Option<CloseCode>);

/// Waits for `hello`, finds or makes the session, and welcomes the client to it.
pub async fn greet(wire: &mut Wire, app: &AppState) -> Result<Opened, NoSession> {
    let hello = match timeout(HELLO_WITHIN, receive_hello(wire)).await {
        Ok(hello) => hello?,
        Err(_) => return Err(NoSession(Some(CloseCode::Timeout))),
    };
    let (opened, resumed) = match hello.resume {
        Some(resume) => match take_up(app, &resume).await {
            Some(opened) => (opened, true),
            None => (open(app).await, false),
        },
        None => (open(app).await, false),
    };
    let welcome = Welcome {
        socket_id: opened.session.id.clone(),
        resume_token: opened.token.clone(),
        resumed,
        gap: false,
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
            Incoming::Binary => return Err(NoSession(Some(CloseCode::NoHello))),
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
            };
            // The close says the same to a client that does not read it.
            let _ = wire.send(Event::Error(error)).await;
            Err(NoSession(Some(CloseCode::NoHello)))
        }
        _ => Err(NoSession(Some(CloseCode::NoHello))),
    }
}

async fn take_up(app: &AppState, resume: &Resume) -> Option<Opened> {
    let opened = app.sessions.resume(resume)?;
    app.tell_presence(&opened.session).await.ok()?;
    Some(opened)
}

async fn open(app: &AppState) -> Opened {
    let opened = app.sessions.open();
    if let Err(error) = app.lobby.enter(&opened.session.id).await {
        tracing::warn!(%error, "a new session did not enter the lobby");
    }
    opened
}
