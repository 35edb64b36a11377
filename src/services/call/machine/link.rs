//! What the socket's comings and goings mean for the call, and what the server answered.

use super::connection::UNTOLD;
use super::{
    Arrival, Closing, Error, IceServer, Link, Machine, NoPlace, NotSent, Notice, Phase, Purpose, RETRY_AFTER,
    Receipt,
};
use crate::protocol::progress::EndReason;
use crate::protocol::session::{self, ErrorCode};
use crate::protocol::{Request, chat, matchmaking, signaling};
use std::time::Duration;

impl Machine {
    pub(super) fn linked(&mut self, arrival: Arrival, ice_servers: Vec<IceServer>) {
        self.link = Link::Up;
        self.welcomed = true;
        self.ice_servers = ice_servers;
        match arrival {
            Arrival::New => {}
            Arrival::Resumed { gap } => self.gap |= gap,
            Arrival::Reset => {
                self.gap = false;
                self.forgotten_by_server();
                self.last_call = None;
            }
        }
    }

    pub(super) fn replayed(&mut self) {
        // Credentials that were asked for may have been lost with the link: they are in no stream.
        let asked = self.call_mut().is_some_and(|call| std::mem::take(&mut call.restart_wanted));
        if std::mem::take(&mut self.gap) {
            self.negotiate_anew();
        } else if asked {
            self.restart_ice();
        }
    }

    /// The server has lost the session, as one without Redis does when it restarts.
    fn forgotten_by_server(&mut self) {
        match &self.phase {
            Phase::Idle | Phase::ShutOut { .. } | Phase::Ended | Phase::Left { alone: None, .. } => {}
            Phase::InCall(call) if !call.is_connecting() => {
                self.forget(Notice::ServerRestarted);
            }
            Phase::Queued { .. }
            | Phase::Joining { .. }
            | Phase::Alone { .. }
            | Phase::Left { .. }
            | Phase::InCall(_) => self.ask_again(),
        }
    }

    /// The call goes on by its media alone.
    pub(super) fn forget(&mut self, notice: Notice) {
        if let Some(call) = self.call_mut() {
            call.forgotten = true;
            call.away = false;
            call.restart_wanted = false;
        }
        // From here on they cannot tell any more.
        self.partner.media = UNTOLD;
        self.conversation.end();
        self.notice(notice);
    }

    fn ask_again(&mut self) {
        match self.private_room.clone() {
            Some(room) => self.join(room),
            None => self.queue(),
        }
    }

    pub(super) fn link_closed(&mut self, closing: Closing) {
        self.link = Link::Closed(closing);
        if self.call().is_some_and(|call| !call.is_connecting()) {
            self.forget(Notice::Closed { closing, in_call: true });
        } else {
            self.drop_call();
            self.enter(Phase::Ended);
            self.tell_closed();
        }
    }

    /// Says why this page will reach the server no more, if that is so.
    pub(super) fn tell_closed(&mut self) -> bool {
        let Link::Closed(closing) = self.link else { return false };
        self.notice(Notice::Closed { closing, in_call: false });
        true
    }

    pub(super) fn accepted(&mut self, request: &Request, receipt: Option<Receipt>) {
        match request {
            Request::Chat(chat::Request::NewMessage { room_id, key: Some(key), .. }) => {
                self.conversation.accepted(key, receipt.as_ref());
                if self.is_current(room_id) {
                    self.say_next();
                }
            }
            Request::Matchmaking(matchmaking::Request::RequestRoom(_)) if self.call().is_some() => {
                // It was asked twice, for the first time seemed to fail, and the first one's match came
                // before the answer to the second: which left that match again.
                self.tell_end(EndReason::Next);
                self.drop_call();
                self.enter(Phase::Queued { place: None, held_up: false });
            }
            Request::Matchmaking(matchmaking::Request::ReportPeer { .. }) => self.notice(Notice::Reported),
            Request::Matchmaking(_) => self.set_held_up(false),
            Request::Session(_) | Request::Signaling(_) | Request::Chat(_) => {}
        }
    }

    pub(super) fn refused(&mut self, request: Request, error: Error) {
        if !self.wants(&request) {
            return;
        }
        match error.code {
            ErrorCode::RateLimited if error.banned => self.banned(&error),
            ErrorCode::RateLimited | ErrorCode::Unavailable => self.refused_for_now(request, &error),
            ErrorCode::RoomFull => self.shut_out(NoPlace::Full),
            ErrorCode::RoomNotFound if matches!(self.phase, Phase::Alone { .. }) => {
                self.shut_out(NoPlace::Expired);
            }
            ErrorCode::RoomNotFound => self.shut_out(NoPlace::Unknown),
            ErrorCode::BadFrame
            | ErrorCode::Validation
            | ErrorCode::NotInRoom
            | ErrorCode::UnsupportedProtocol
            | ErrorCode::Internal => self.refused_for_good(request),
        }
    }

    /// It is asked again by itself, if it still makes sense then: of what is `unavailable` nobody knows
    /// whether it was done.
    fn refused_for_now(&mut self, request: Request, error: &Error) {
        let after = error.retry_after_ms.map_or(RETRY_AFTER, Duration::from_millis);
        let purpose = match request {
            Request::Signaling(signaling::Request::MediaState(_)) => Purpose::TellMedia,
            // Those that followed may have arrived: sent now, this one would come in the wrong order.
            Request::Signaling(_) => {
                let set = self.call_mut().map(|call| std::mem::replace(&mut call.signals_refused, true));
                if set != Some(false) {
                    return;
                }
                Purpose::NegotiateAnew
            }
            request @ Request::Matchmaking(matchmaking::Request::ReportPeer { .. }) => {
                Purpose::Retry(request)
            }
            request => {
                self.set_held_up(error.code == ErrorCode::Unavailable);
                Purpose::Retry(request)
            }
        };
        self.after_about(after, purpose);
    }

    fn set_held_up(&mut self, now: bool) {
        if let Phase::Queued { held_up, .. } | Phase::Joining { held_up, .. } = &mut self.phase {
            *held_up = now;
        }
    }

    fn refused_for_good(&mut self, request: Request) {
        match request {
            Request::Matchmaking(
                matchmaking::Request::RequestRoom(_) | matchmaking::Request::JoinRoom { .. },
            ) => self.stay_out(Notice::DetailsRefused),
            Request::Chat(chat::Request::NewMessage { key: Some(key), .. }) => {
                self.conversation.refused(&key);
                self.notice(Notice::NotSent(NotSent::Refused));
                self.say_next();
            }
            Request::Matchmaking(matchmaking::Request::ReportPeer { .. }) => {
                self.notice(Notice::NotReported);
            }
            Request::Matchmaking(matchmaking::Request::TalkAgain { .. }) => self.again_in_vain(),
            // The credentials at hand may still do.
            Request::Session(session::Request::IceServers {}) => self.restart_if_wanted(),
            Request::Session(_) | Request::Matchmaking(_) | Request::Signaling(_) | Request::Chat(_) => {}
        }
    }

    pub(super) fn stay_out(&mut self, notice: Notice) {
        self.enter(Phase::Idle);
        self.notice(notice);
    }
}
