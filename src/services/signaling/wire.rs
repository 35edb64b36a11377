//! One WebSocket: opening, greeting, frames in and out. Losing it is [`socket`](super::socket)'s
//! business.

use std::future::poll_fn;
use std::time::Duration;

use futures_util::future::{Either, select};
use futures_util::{SinkExt, StreamExt, pin_mut};
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, State, WebSocketError};
use gloo_timers::future::sleep;
use leptos::prelude::window;

use super::loss::Loss;
use crate::protocol::session::{ErrorCode, Event as SessionEvent, Welcome};
use crate::protocol::{ClientFrame, Event, ServerFrame};

/// How long opening and greeting may take together.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

pub struct Wire {
    /// The same socket as in `stream`, for sending without waiting: a page that is being left has
    /// no time for futures.
    raw: web_sys::WebSocket,
    stream: WebSocket,
}

impl Wire {
    /// Opens a socket, says `hello` and waits for the welcome.
    pub async fn connect(hello: impl FnOnce() -> ClientFrame) -> Result<(Wire, Welcome), Loss> {
        let greeting = Self::greet(hello);
        pin_mut!(greeting);
        match select(greeting, sleep(CONNECT_WITHIN)).await {
            Either::Left((greeted, _)) => greeted,
            Either::Right(_) => Err(Loss::Closed(None)),
        }
    }

    async fn greet(hello: impl FnOnce() -> ClientFrame) -> Result<(Wire, Welcome), Loss> {
        const NOT_OPENED: Loss = Loss::Closed(None);
        let raw = web_sys::WebSocket::new(&address().ok_or(NOT_OPENED)?).map_err(|_| NOT_OPENED)?;
        let stream = WebSocket::try_from(raw.clone()).map_err(|_| NOT_OPENED)?;
        let mut wire = Wire { raw, stream };
        // Ready is open, or failed to.
        _ = poll_fn(|context| wire.stream.poll_ready_unpin(context)).await;
        if !matches!(wire.stream.state(), State::Open) {
            return Err(NOT_OPENED);
        }
        wire.sender().send(&hello());
        loop {
            match wire.next().await?.event {
                Event::Session(SessionEvent::Welcome(welcome)) => return Ok((wire, welcome)),
                Event::Session(SessionEvent::Error(error)) if error.code == ErrorCode::Unavailable => {
                    let retry_after = error.retry_after_ms.map(Duration::from_millis);
                    return Err(Loss::Unavailable { retry_after });
                }
                _ => {}
            }
        }
    }

    pub fn sender(&self) -> Sender {
        Sender(self.raw.clone())
    }

    /// The next frame that this page understands. A newer server may send others.
    pub async fn next(&mut self) -> Result<ServerFrame, Loss> {
        loop {
            match self.stream.next().await {
                Some(Ok(Message::Text(text))) => {
                    if let Ok(frame) = serde_json::from_str(&text) {
                        return Ok(frame);
                    }
                }
                Some(Ok(Message::Bytes(_))) | Some(Err(WebSocketError::ConnectionError)) => {}
                Some(Err(WebSocketError::ConnectionClose(close))) => {
                    return Err(Loss::Closed(Some(close.code)));
                }
                Some(Err(_)) | None => return Err(Loss::Closed(None)),
            }
        }
    }
}

#[derive(Clone)]
pub struct Sender(web_sys::WebSocket);

impl Sender {
    /// A frame that cannot be sent is not lost: whoever waits for its answer sends it again.
    pub fn send(&self, frame: &ClientFrame) {
        // Browsers complain in the console of what is sent by a socket that is gone.
        if self.0.ready_state() == web_sys::WebSocket::OPEN
            && let Ok(text) = serde_json::to_string(frame)
        {
            _ = self.0.send_with_str(&text);
        }
    }
}

fn address() -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}/ws", location.host().ok()?))
}
