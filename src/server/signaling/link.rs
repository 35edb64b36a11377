//! The one task of a socket: frames in, the session's outbox out, heartbeat, drain. It ends with a
//! reason, and what there is to clean up is cleaned up once, after the loop.

use std::time::Duration;

use axum::extract::ws::WebSocket;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use tracing::Instrument;

use super::frame::{self, BadFrame};
use super::greeting::{self, NoSession};
use super::requests::{self, Answer, Failure};
use super::wire::{Incoming, Stalled, Wire};
use crate::protocol::ClientFrame;
use crate::protocol::matchmaking::LeaveReason;
use crate::protocol::session::{Ack, CloseCode, Error, ErrorCode, Event};
use crate::server::security::client::ClientKey;
use crate::server::security::limits::FrameLimit;
use crate::server::security::visitor::VisitorCookie;
use crate::server::session::{Next, Opened};
use crate::server::shutdown::RECONNECT_WITHIN;
use crate::server::state::AppState;
use crate::server::telemetry::browser::Browser;
use crate::server::telemetry::metrics::events;
use crate::server::telemetry::spans;

/// Missed pongs after which a link counts as lost.
const MISSED_PONGS: u32 = 2;

/// Serves one socket to its end.
pub async fn serve(
    socket: WebSocket,
    client: ClientKey,
    visitor: Option<VisitorCookie>,
    browser: Browser,
    app: &AppState,
) {
    let mut wire = Wire::new(socket);
    let opened = match greeting::greet(&mut wire, visitor.as_ref(), app).await {
        Ok(opened) => opened,
        Err(NoSession(code)) => {
            app.count_connection_failure("hello").await;
            match code {
                Some(code) => wire.close(code, "no valid hello").await,
                None => wire.finish().await,
            }
            return;
        }
    };
    opened.session.comes_by(browser);
    let span = spans::session(&opened.session.id);
    Link::new(wire, opened, client, app).serve().instrument(span).await;
}

struct Link<'a> {
    wire: Wire,
    opened: Opened,
    client: ClientKey,
    app: &'a AppState,
    limit: FrameLimit,
    heartbeat: Interval,
    unanswered_pings: u32,
    confirmed: bool,
    told_to_go: bool,
}

/// Why a link ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Bye,
    /// The client closed the socket, and may come back.
    Closed,
    Lost,
    /// No pong.
    Silent,
    /// It takes nothing.
    Stalled,
    TakenOver,
    Over,
    TooBig,
    InvalidUtf8,
    OutOfPatience,
    Stopped,
}

impl Ending {
    /// `None`: the client has closed, or nobody is there to hear it.
    fn close(self) -> Option<(CloseCode, &'static str)> {
        match self {
            Ending::Closed | Ending::Lost | Ending::Stalled => None,
            Ending::Bye => Some((CloseCode::Normal, "bye")),
            Ending::Silent => Some((CloseCode::Timeout, "no pong")),
            Ending::Over => Some((CloseCode::Timeout, "the session is over")),
            Ending::TakenOver => Some((CloseCode::TakenOver, "resumed on another socket")),
            Ending::TooBig => Some((CloseCode::TooBig, "a frame was too big")),
            Ending::InvalidUtf8 => Some((CloseCode::InvalidUtf8, "a text frame was not UTF-8")),
            Ending::OutOfPatience => Some((CloseCode::TooManyRequests, "too many frames")),
            Ending::Stopped => Some((CloseCode::GoingAway, "the server is leaving")),
        }
    }

    /// What to count it as, if it is a failure.
    fn failure(self) -> Option<&'static str> {
        match self {
            Ending::Bye | Ending::Closed | Ending::TakenOver | Ending::Stopped => None,
            Ending::Lost => Some("lost"),
            Ending::Silent => Some("silent"),
            Ending::Stalled | Ending::Over => Some("stalled"),
            Ending::TooBig | Ending::InvalidUtf8 => Some("frame"),
            Ending::OutOfPatience => Some("flood"),
        }
    }
}

/// Rounded up, and never 0: at that time it works again.
fn whole_millis(after: Duration) -> u64 {
    after.as_micros().div_ceil(1000).max(1) as u64
}

impl From<Stalled> for Ending {
    fn from(_: Stalled) -> Self {
        Ending::Stalled
    }
}

impl<'a> Link<'a> {
    fn new(wire: Wire, opened: Opened, client: ClientKey, app: &'a AppState) -> Self {
        let period = app.settings.heartbeat;
        let mut heartbeat = interval_at(Instant::now() + period, period);
        // After a pause of the process, every pong still gets its full time.
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            wire,
            opened,
            client,
            app,
            limit: app.limits.frames(client),
            heartbeat,
            unanswered_pings: 0,
            confirmed: false,
            told_to_go: false,
        }
    }

    async fn serve(mut self) {
        tracing::debug!("linked");
        let ending = self.run().await;
        let session = &self.opened.session;
        session.detach(&self.opened.link);
        let told = if ending == Ending::Bye {
            self.app.lobby.leave(&session.id, LeaveReason::Stopped).await
        } else {
            self.app.tell_presence(session).await
        };
        tracing::debug!(?ending, ?told, "unlinked");
        if let Some(reason) = ending.failure() {
            self.app.count_connection_failure(reason).await;
        }
        if ending == Ending::OutOfPatience {
            self.app.limits.note_flood(self.client).await;
        }
        match ending.close() {
            Some((code, reason)) => self.wire.close(code, reason).await,
            None => self.wire.finish().await,
        }
    }

    async fn run(&mut self) -> Ending {
        loop {
            if let Err(ending) = self.write_outbox().await {
                return ending;
            }
            let shutdown = &self.app.shutdown;
            let step = tokio::select! {
                incoming = self.wire.receive() => self.take(incoming).await,
                () = self.opened.link.wake.notified() => Ok(()),
                _ = self.heartbeat.tick() => self.beat().await,
                () = shutdown.drain.cancelled(), if !self.told_to_go => self.tell_to_go().await,
                () = shutdown.stop.cancelled() => Err(Ending::Stopped),
            };
            if let Err(ending) = step {
                return ending;
            }
        }
    }

    async fn write_outbox(&mut self) -> Result<(), Ending> {
        let mut wrote = false;
        loop {
            match self.opened.session.next(&self.opened.link) {
                Next::Write(frame) => self.wire.feed(frame).await?,
                Next::Wait => break,
                Next::TakenOver => return Err(Ending::TakenOver),
                Next::Over => return Err(Ending::Over),
            }
            wrote = true;
        }
        if wrote {
            self.wire.flush().await?;
        }
        Ok(())
    }

    async fn take(&mut self, incoming: Incoming) -> Result<(), Ending> {
        match incoming {
            Incoming::Text(text) => self.answer(frame::decode(&text)).await,
            Incoming::Binary(_) => self.answer(Err(BadFrame { id: None })).await,
            Incoming::Ping => self.put_up_with_one_more(),
            Incoming::Pong => {
                self.unanswered_pings = 0;
                self.put_up_with_one_more()
            }
            Incoming::Closed => Err(Ending::Closed),
            Incoming::Lost => Err(Ending::Lost),
            Incoming::TooBig => Err(Ending::TooBig),
            Incoming::InvalidUtf8 => Err(Ending::InvalidUtf8),
        }
    }

    /// Pings and pongs cost, too, but there is no way to refuse one.
    fn put_up_with_one_more(&self) -> Result<(), Ending> {
        if self.limit.check().is_ok() || self.limit.bears_it() { Ok(()) } else { Err(Ending::OutOfPatience) }
    }

    /// Does what a frame asks for, and answers it before anything that it brings about: the outbox
    /// is not written meanwhile.
    async fn answer(&mut self, frame: Result<ClientFrame, BadFrame>) -> Result<(), Ending> {
        // A frame may come in the moment after another link took over: it is that one's turn now.
        if !self.opened.session.is_held_by(&self.opened.link) {
            return Err(Ending::TakenOver);
        }
        if !self.confirmed {
            self.confirmed = true;
            if self.app.sessions.confirm(&self.opened.session, &self.opened.link) {
                self.app.tell_tokens(&self.opened.session).await;
            }
        }
        let id = match &frame {
            Ok(frame) => frame.id,
            Err(bad) => bad.id,
        };
        let outcome = match (self.limit.check(), frame) {
            (Err(exceeded), _) => Err(Failure::from(exceeded)),
            (Ok(()), Err(BadFrame { .. })) => Err(Failure::bad_frame()),
            (Ok(()), Ok(frame)) => {
                requests::handle(self.app, &self.opened.session, self.client, frame.request).await
            }
        };
        match outcome {
            Ok(answer) => self.acknowledge(id, answer).await,
            Err(failure) if failure.code == ErrorCode::RateLimited && !self.limit.bears_it() => {
                Err(Ending::OutOfPatience)
            }
            Err(failure) => self.refuse(id, failure).await,
        }
    }

    async fn acknowledge(&mut self, id: Option<u32>, answer: Answer) -> Result<(), Ending> {
        let receipt = if let Answer::Receipt(receipt) = &answer { Some(receipt.clone()) } else { None };
        if let Some(id) = id {
            self.wire.send(Event::Ack(Ack { id, receipt })).await?;
        }
        match answer {
            Answer::Done | Answer::Receipt(_) => Ok(()),
            Answer::IceServers(ice_servers) => Ok(self.wire.send(Event::IceServers { ice_servers }).await?),
            Answer::Bye => Err(Ending::Bye),
        }
    }

    async fn refuse(&mut self, id: Option<u32>, failure: Failure) -> Result<(), Ending> {
        let Failure { code, message, retry_after, banned } = failure;
        let error = Error { code, message, id, retry_after_ms: retry_after.map(whole_millis), banned };
        events::told(&error);
        Ok(self.wire.send(Event::Error(error)).await?)
    }

    async fn beat(&mut self) -> Result<(), Ending> {
        if self.unanswered_pings == MISSED_PONGS {
            return Err(Ending::Silent);
        }
        self.unanswered_pings += 1;
        Ok(self.wire.ping().await?)
    }

    async fn tell_to_go(&mut self) -> Result<(), Ending> {
        self.told_to_go = true;
        let reconnect_within_ms = RECONNECT_WITHIN.as_millis() as u64;
        Ok(self.wire.send(Event::Draining { reconnect_within_ms }).await?)
    }
}
