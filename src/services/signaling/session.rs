//! The client's side of a session, without a socket: what to say in `hello`, what a frame from the
//! server means, and what has to be sent again after a resume.

use crate::protocol::chat::Receipt;
use crate::protocol::session::{Error, Event as SessionEvent, Hello, IceServer, Request as SessionRequest};
use crate::protocol::session::{Resume, Welcome};
use crate::protocol::{ClientFrame, Event, Request, ServerFrame, VERSION};

use super::inbox::Inbox;
use super::outbox::Outbox;

/// What `services::call` hears of the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A link stands, and what it means for what went before.
    Welcome(Arrival, Vec<IceServer>),
    /// After a resume: everything missed has been delivered; unanswered requests may go out again.
    Replayed,
    Event(Event),
    Accepted {
        request: Request,
        receipt: Option<Receipt>,
    },
    Refused {
        request: Request,
        error: Error,
    },
    Lost,
    /// The socket will not come back by itself.
    Closed(Closing),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The first link of this page.
    New,
    /// The session goes on. With a `gap`, signals may have been lost.
    Resumed { gap: bool },
    /// The server does not know the session any more: room and queue place are gone.
    Reset,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// The session lives on another socket.
    TakenOver,
    /// This page is older, or newer, than the server.
    Outdated,
}

#[derive(Debug, Default)]
pub struct Session {
    token: Option<String>,
    inbox: Inbox,
    outbox: Outbox,
    /// Requests go out at once; else they wait in the outbox.
    ready: bool,
    /// The id of the frame whose answer ends the replay.
    barrier: Option<u32>,
    /// The id of the `seen` whose answer shows that the link is alive.
    probe: Option<u32>,
    /// A `hello` is on its way, while the link before still stands: told of anything newer, the server
    /// might forget what is to be replayed.
    greeting: bool,
}

impl Session {
    pub fn hello(&mut self) -> ClientFrame {
        self.greeting = true;
        let resume = self.token.clone().map(|token| Resume { token, seq: self.inbox.seen() });
        frame(None, SessionRequest::Hello(Hello { protocol: VERSION, resume }))
    }

    /// Takes the welcome. Returns what to tell, and the frames to send now.
    pub fn welcomed(&mut self, welcome: Welcome) -> (Message, Vec<ClientFrame>) {
        let known = self.token.replace(welcome.resume_token).is_some();
        self.probe = None;
        self.greeting = false;
        self.ready = !welcome.resumed;
        let (arrival, frames) = if welcome.resumed {
            // Answered after the replay; only then is it clear which requests the server has had.
            let barrier = self.seen();
            self.barrier = barrier.id;
            (Arrival::Resumed { gap: welcome.gap }, vec![barrier])
        } else {
            self.inbox = Inbox::default();
            self.barrier = None;
            if known {
                self.outbox.clear();
                (Arrival::Reset, Vec::new())
            } else {
                (Arrival::New, self.outbox.retain(|_| true))
            }
        };
        (Message::Welcome(arrival, welcome.ice_servers), frames)
    }

    /// No welcome came; the link before serves on.
    pub fn stay(&mut self) {
        self.greeting = false;
    }

    /// The frame to send for `request`, if it can go out now.
    pub fn send(&mut self, request: Request) -> Option<ClientFrame> {
        let frame = self.outbox.post(request);
        self.ready.then_some(frame)
    }

    /// After [`Message::Replayed`]: what has to go out again.
    pub fn resend(&mut self, wanted: impl Fn(&Request) -> bool) -> Vec<ClientFrame> {
        self.ready = true;
        self.outbox.retain(wanted)
    }

    /// Takes a frame of a welcomed link. `None`: nothing that anyone has to hear.
    pub fn received(&mut self, frame: ServerFrame) -> Option<Message> {
        if !self.inbox.take(frame.seq) {
            return None;
        }
        match frame.event {
            Event::Session(SessionEvent::Ack(ack)) => self.answered(ack.id, Ok(ack.receipt)),
            Event::Session(SessionEvent::Error(error)) => self.answered(error.id?, Err(error)),
            event => Some(Message::Event(event)),
        }
    }

    fn answered(&mut self, id: u32, answer: Result<Option<Receipt>, Error>) -> Option<Message> {
        if self.probe == Some(id) {
            self.probe = None;
        }
        if self.barrier == Some(id) {
            self.barrier = None;
            return Some(Message::Replayed);
        }
        let request = self.outbox.answered(id)?;
        Some(match answer {
            Ok(receipt) => Message::Accepted { request, receipt },
            Err(error) => Message::Refused { request, error },
        })
    }

    /// The `seen` that is due after enough frames.
    pub fn seen_if_due(&mut self) -> Option<ClientFrame> {
        (self.inbox.is_due() && !self.greeting).then(|| self.seen())
    }

    /// Each [`SEEN_EVERY`](crate::protocol::limits::SEEN_EVERY): the `seen` that tells news or, when
    /// the link was `silent`, asks whether anybody is there. `Err`: the last one was not answered.
    pub fn tick(&mut self, silent: bool) -> Result<Option<ClientFrame>, Dead> {
        if self.probe.is_some() {
            return Err(Dead);
        }
        let due = (silent || self.inbox.has_news()) && !self.greeting;
        Ok(due.then(|| {
            let probe = self.seen();
            self.probe = probe.id;
            probe
        }))
    }

    /// The link is gone: requests wait until the next one.
    pub fn lost(&mut self) {
        self.ready = false;
        self.barrier = None;
        self.probe = None;
    }

    fn seen(&mut self) -> ClientFrame {
        let id = self.outbox.fresh_id();
        frame(Some(id), SessionRequest::Seen { seq: self.inbox.tell() })
    }
}

/// The link did not answer in time.
#[derive(Debug, PartialEq, Eq)]
pub struct Dead;

fn frame(id: Option<u32>, request: SessionRequest) -> ClientFrame {
    ClientFrame { id, request: request.into() }
}

#[cfg(test)]
mod tests;
