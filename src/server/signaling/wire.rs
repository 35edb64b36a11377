//! A WebSocket as the links need it: frames in and out, each within its time, and a proper close.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use futures_util::SinkExt;
use tokio::time::timeout;
use tungstenite::Error as WsError;
use tungstenite::error::CapacityError;

use crate::protocol::ServerFrame;
use crate::protocol::limits::FRAME_BYTES;
use crate::protocol::session::CloseCode;

/// axum's default of 128 KiB a socket is what a thousand silent users would mostly cost.
const READ_BUFFER: usize = 4 * 1024;
/// Messages up to this size are read to their end before they are refused, so that the close
/// reaches a client that is still sending; larger ones are cut off.
const HARD_LIMIT: usize = 4 * FRAME_BYTES;
/// A client that takes nothing for this long has stalled.
const WRITE_WITHIN: Duration = Duration::from_secs(10);
/// How long to wait for the client's half of the closing handshake (RFC 6455 section 7.1.1).
const CLOSE_WITHIN: Duration = Duration::from_secs(2);

pub struct Wire(WebSocket);

/// What came in.
#[derive(Debug)]
pub enum Incoming {
    Text(Utf8Bytes),
    Binary(Bytes),
    /// The library has answered it.
    Ping,
    Pong,
    /// The client has closed.
    Closed,
    /// The connection is gone, without a word.
    Lost,
    TooBig,
    InvalidUtf8,
}

/// The client takes nothing more: it is gone, or has stalled.
#[derive(Debug)]
pub struct Stalled;

/// The socket as this server bounds it.
pub fn bounded(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade.read_buffer_size(READ_BUFFER).max_message_size(HARD_LIMIT).max_frame_size(HARD_LIMIT)
}

impl Wire {
    pub fn new(socket: WebSocket) -> Self {
        Self(socket)
    }

    /// The next frame. May be dropped and called again without losing one.
    pub async fn receive(&mut self) -> Incoming {
        match self.0.recv().await {
            None => Incoming::Lost,
            Some(Ok(Message::Text(text))) if text.len() > FRAME_BYTES => Incoming::TooBig,
            Some(Ok(Message::Text(text))) => Incoming::Text(text),
            Some(Ok(Message::Binary(bytes))) if bytes.len() > FRAME_BYTES => Incoming::TooBig,
            Some(Ok(Message::Binary(bytes))) => Incoming::Binary(bytes),
            Some(Ok(Message::Pong(_))) => Incoming::Pong,
            Some(Ok(Message::Ping(_))) => Incoming::Ping,
            Some(Ok(Message::Close(_))) => Incoming::Closed,
            Some(Err(error)) => classify(error),
        }
    }

    /// Hands a frame on; [`Wire::flush`] sends what was handed on.
    pub async fn feed(&mut self, frame: Utf8Bytes) -> Result<(), Stalled> {
        in_time(self.0.feed(Message::Text(frame))).await
    }

    /// Sends bytes, which no frame of the protocol is: for whoever holds the socket against RFC 6455.
    pub async fn send_binary(&mut self, bytes: Bytes) -> Result<(), Stalled> {
        in_time(self.0.send(Message::Binary(bytes))).await
    }

    pub async fn flush(&mut self) -> Result<(), Stalled> {
        in_time(self.0.flush()).await
    }

    /// Sends a frame outside of the resumable stream.
    pub async fn send(&mut self, event: impl Into<crate::protocol::Event>) -> Result<(), Stalled> {
        let frame = ServerFrame { seq: None, event: event.into() };
        self.feed(frame.to_json().into()).await?;
        self.flush().await
    }

    pub async fn ping(&mut self) -> Result<(), Stalled> {
        in_time(self.0.send(Message::Ping(Default::default()))).await
    }

    /// Closes with `code`, and waits a moment for the client's half.
    pub async fn close(mut self, code: CloseCode, reason: &'static str) {
        let frame = CloseFrame { code: code.as_u16(), reason: reason.into() };
        if in_time(self.0.send(Message::Close(Some(frame)))).await.is_ok() {
            self.finish().await;
        }
    }

    /// Ends the closing handshake: the library answers the client's close as it is read past, or
    /// waits for its answer. A client that does not do its half is cut off.
    pub async fn finish(mut self) {
        let closing = async { while let Some(Ok(_)) = self.0.recv().await {} };
        let _ = timeout(CLOSE_WITHIN, closing).await;
    }
}

async fn in_time(write: impl Future<Output = Result<(), axum::Error>>) -> Result<(), Stalled> {
    match timeout(WRITE_WITHIN, write).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Stalled),
    }
}

fn classify(error: axum::Error) -> Incoming {
    match error.into_inner().downcast_ref::<WsError>() {
        Some(WsError::Capacity(CapacityError::MessageTooLong { .. })) => Incoming::TooBig,
        Some(WsError::Utf8(_)) => Incoming::InvalidUtf8,
        _ => Incoming::Lost,
    }
}
