//! The server's socket, without the protocol on it: says back what it is told. Autobahn's suite needs that to hold
//! it against RFC 6455 (scripts/autobahn); the bounds, and how it closes, are those of `/ws`.

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::response::Response;
use axum::routing::get;
use live_loop::protocol::session::CloseCode;
use live_loop::server::listen;
use live_loop::server::signaling::wire::{Incoming, Stalled, Wire, bounded};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:9001".into());
    let listener = TcpListener::bind(address).await?;
    let router = Router::new().route("/ws", get(upgrade));
    listen::serve(listener, router, CancellationToken::new()).await;
    Ok(())
}

async fn upgrade(upgrade: WebSocketUpgrade) -> Response {
    bounded(upgrade).on_upgrade(async |socket| {
        let mut wire = Wire::new(socket);
        match echo(&mut wire).await {
            Some(code) => wire.close(code, "as /ws").await,
            None => wire.finish().await,
        }
    })
}

/// Until the socket ends, or has to be closed.
async fn echo(wire: &mut Wire) -> Option<CloseCode> {
    loop {
        let said: Result<(), Stalled> = match wire.receive().await {
            Incoming::Text(text) => match wire.feed(text).await {
                Ok(()) => wire.flush().await,
                stalled => stalled,
            },
            Incoming::Binary(bytes) => wire.send_binary(bytes).await,
            Incoming::Ping | Incoming::Pong => Ok(()),
            Incoming::Closed | Incoming::Lost => return None,
            Incoming::TooBig => return Some(CloseCode::TooBig),
            Incoming::InvalidUtf8 => return Some(CloseCode::InvalidUtf8),
        };
        said.ok()?;
    }
}
