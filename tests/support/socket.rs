//! A WebSocket as any client has one: it checks nothing.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};

/// Longer than anything that a test awaits, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// A close without a code, as an API tells it (RFC 6455 section 7.1.5).
const NO_CODE: u16 = 1005;

pub struct Socket(WebSocketStream<TcpStream>);

/// What a socket has heard.
#[derive(Debug, PartialEq)]
pub enum Heard {
    Frame(Value),
    Ping,
    Closed(u16),
    /// Cut, without a closing handshake.
    Cut,
}

impl Socket {
    pub async fn connect(address: SocketAddr) -> Self {
        Self::try_connect(address).await.unwrap_or_else(|status| panic!("refused with {status}"))
    }

    /// As a proxy passes it on.
    pub async fn connect_from(address: SocketAddr, client: &str) -> Self {
        let connected = Self::try_connect_with(address, &[("x-forwarded-for", client)]).await;
        connected.unwrap_or_else(|status| panic!("refused with {status}"))
    }

    /// The status of the answer if it is not a socket.
    pub async fn try_connect(address: SocketAddr) -> Result<Self, u16> {
        Self::try_connect_with(address, &[]).await
    }

    pub async fn try_connect_with(
        address: SocketAddr,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, u16> {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let config = WebSocketConfig::default().read_buffer_size(8 * 1024);
        let mut request = format!("ws://{address}/ws").into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        match tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    pub async fn send(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }

    pub async fn send_text(&mut self, text: impl Into<String>) {
        self.send(Message::text(text.into())).await;
    }

    pub async fn send_json(&mut self, frame: &Value) {
        self.send_text(frame.to_string()).await;
    }

    /// Bytes past the WebSocket library, for what it would not send.
    pub async fn send_bytes(&mut self, bytes: &[u8]) {
        use tokio::io::AsyncWriteExt;
        self.0.get_mut().write_all(bytes).await.unwrap();
    }

    pub async fn heard(&mut self) -> Heard {
        let next = timeout(PATIENCE, self.0.next()).await.expect("the server says something in time");
        match next {
            Some(Ok(Message::Text(text))) => Heard::Frame(serde_json::from_str(&text).unwrap()),
            Some(Ok(Message::Ping(_))) => Heard::Ping,
            Some(Ok(Message::Close(frame))) => {
                Heard::Closed(frame.map_or(NO_CODE, |frame| frame.code.into()))
            }
            Some(Ok(other)) => panic!("the server never sends {other:?}"),
            None | Some(Err(_)) => Heard::Cut,
        }
    }

    pub async fn frame(&mut self) -> Value {
        loop {
            match self.heard().await {
                Heard::Frame(frame) => return frame,
                Heard::Ping => {}
                other => panic!("a frame was awaited, but: {other:?}"),
            }
        }
    }

    /// The code that the server closes with, whatever it says before.
    pub async fn closed(&mut self) -> u16 {
        loop {
            match self.heard().await {
                Heard::Closed(code) => return code,
                Heard::Cut => panic!("cut, without a close code"),
                Heard::Frame(_) | Heard::Ping => {}
            }
        }
    }

    /// The closing handshake, without a code. Whatever else was on its way is not looked at.
    pub async fn close(mut self) {
        self.0.close(None).await.unwrap();
        assert_eq!(self.closed().await, NO_CODE);
    }
}
