//! A client's socket, which takes nothing for granted: the server may be gone at any moment.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use live_loop::protocol::session::{
    Event as SessionEvent, Hello, Request as SessionRequest, Resume, Welcome,
};
use live_loop::protocol::{ClientFrame, Event, Request, ServerFrame, VERSION};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Message};

/// How long a server may take to let a client in.
const ENTER_WITHIN: Duration = Duration::from_secs(3);
/// How long it may take to take a frame.
const TAKE_WITHIN: Duration = Duration::from_secs(3);

#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    #[error("no connection: {0}")]
    Connect(#[from] std::io::Error),
    #[error("no socket: {0}")]
    Socket(#[from] tungstenite::Error),
    #[error("closed with {0:?}")]
    Closed(Option<u16>),
    #[error("not a frame of the protocol: {0}")]
    Frame(#[from] serde_json::Error),
    #[error("too slow")]
    Timeout(#[from] tokio::time::error::Elapsed),
    #[error("another frame than a welcome")]
    NoWelcome,
}

impl LinkError {
    /// The code, if the server closed the link.
    pub fn code(&self) -> Option<u16> {
        if let LinkError::Closed(code) = self { *code } else { None }
    }
}

pub struct Link(WebSocketStream<TcpStream>);

impl Link {
    /// Connects and says hello.
    pub async fn enter(address: SocketAddr, resume: Option<Resume>) -> Result<(Self, Welcome), LinkError> {
        timeout(ENTER_WITHIN, Self::greet(address, resume)).await?
    }

    async fn greet(address: SocketAddr, resume: Option<Resume>) -> Result<(Self, Welcome), LinkError> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let config = WebSocketConfig::default().read_buffer_size(4 * 1024);
        let url = format!("ws://{address}/ws");
        let (socket, _) = tokio_tungstenite::client_async_with_config(url, stream, Some(config)).await?;
        let mut link = Self(socket);
        link.send(None, SessionRequest::Hello(Hello { protocol: VERSION, resume })).await?;
        match link.next().await?.event {
            Event::Session(SessionEvent::Welcome(welcome)) => Ok((link, welcome)),
            _ => Err(LinkError::NoWelcome),
        }
    }

    pub async fn send(&mut self, id: Option<u32>, request: impl Into<Request>) -> Result<(), LinkError> {
        let text = serde_json::to_string(&ClientFrame { id, request: request.into() })?;
        Ok(timeout(TAKE_WITHIN, self.0.send(Message::text(text))).await??)
    }

    /// May be dropped and called again without losing a frame.
    pub async fn next(&mut self) -> Result<ServerFrame, LinkError> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text)?),
                Some(Ok(Message::Close(frame))) => {
                    return Err(LinkError::Closed(frame.map(|frame| frame.code.into())));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error.into()),
                None => return Err(LinkError::Closed(None)),
            }
        }
    }

    /// As a page does that is left: closes, and does not wait for the answer.
    pub async fn close(mut self) {
        // Whether it arrives or not, the link is gone.
        let _ = timeout(TAKE_WITHIN, self.0.close(None)).await;
    }
}
