//! What the server's events do to the call.

use super::{Action, Connection, LEFT_SHOWN, Machine, Notice, Phase, Purpose, TYPING_ENDS_AFTER};
use crate::protocol::matchmaking::{Event as Matchmaking, LeaveReason, Match, Request};
use crate::protocol::progress::EndReason;
use crate::protocol::session::Event as Session;
use crate::protocol::signaling::Event as Signaling;
use crate::protocol::{Event, RoomId, Timestamp, chat};
use crate::services::call::RemoteMedia;

impl Machine {
    pub(super) fn server(&mut self, event: Event) {
        match event {
            Event::Session(event) => self.session(event),
            Event::Matchmaking(event) => self.matchmaking(event),
            Event::Signaling(event) => self.signaling(event),
            Event::Chat(event) => self.chat(event),
        }
    }

    fn session(&mut self, event: Session) {
        match event {
            Session::IceServers { ice_servers } => {
                self.ice_servers = ice_servers;
                self.restart_if_wanted();
            }
            // These are of `services::signaling`, which answers them itself.
            Session::Welcome(_) | Session::Ack(_) | Session::Error(_) | Session::Draining { .. } => {}
        }
    }

    fn matchmaking(&mut self, event: Matchmaking) {
        match event {
            Matchmaking::MatchWaiting { position, waiting, .. } => {
                if let Phase::Queued { place, held_up } = &mut self.phase {
                    *place = Some((position, waiting));
                    *held_up = false;
                }
            }
            Matchmaking::MatchDone(found) => self.matched(found),
            Matchmaking::RoomWaiting { room_id, expires_at } => self.room_waiting(room_id, expires_at),
            Matchmaking::PeerLeft { room_id, reason } => self.peer_left(&room_id, reason),
            Matchmaking::PeerAway { room_id } => self.set_away(&room_id, true),
            Matchmaking::PeerBack { room_id } => self.set_away(&room_id, false),
            Matchmaking::TalkAgain { room_id } => self.asked_again(&room_id),
        }
    }

    fn matched(&mut self, found: Match) {
        let expected = match &self.phase {
            // The newest match is the one that stands, also where an older one, meanwhile left, crossed
            // with Next.
            Phase::Queued { .. } | Phase::InCall(_) | Phase::Left { .. } => true,
            Phase::Joining { room, .. } | Phase::Alone { room, .. } => *room == found.room_id,
            Phase::Idle | Phase::ShutOut { .. } | Phase::Ended => false,
        };
        // Whoever asked for the last partner may have stopped before.
        if expected || self.awaits_last_partner() {
            self.begin_call(found);
        } else {
            // Found in the very moment in which the person stopped.
            self.send(Request::StopCall { room_id: found.room_id });
        }
    }

    fn room_waiting(&mut self, room_id: RoomId, expires: Timestamp) {
        match &mut self.phase {
            Phase::Joining { room, .. } if *room == room_id => self.alone(room_id, expires),
            Phase::Alone { room, expires_at } if *room == room_id => *expires_at = expires,
            Phase::Left { alone, .. } if self.private_room.as_ref() == Some(&room_id) => {
                *alone = Some((room_id, expires));
            }
            _ => {}
        }
    }

    fn peer_left(&mut self, room_id: &RoomId, reason: LeaveReason) {
        let Some(call) = self.call().filter(|call| !call.forgotten && call.room == *room_id) else { return };
        // Only their socket was lost for too long: while picture and sound come, so does the call.
        if reason == LeaveReason::Disconnected && call.connection == Connection::Connected {
            let name = call.name.clone();
            self.forget(Notice::PartnerWithoutServer { name });
        } else {
            if matches!(reason, LeaveReason::Next | LeaveReason::Stopped) {
                self.remember_call();
            }
            self.partner_gone(match reason {
                LeaveReason::Disconnected => EndReason::PartnerLost,
                LeaveReason::Next | LeaveReason::Stopped | LeaveReason::Blocked => EndReason::PartnerLeft,
            });
        }
    }

    /// The partner left, as the server or a dead connection tells.
    pub(super) fn partner_gone(&mut self, why: EndReason) {
        let Some(name) = self.call().map(|call| call.name.clone()) else { return };
        self.tell_end(why);
        self.drop_call();
        self.enter(Phase::Left { name, alone: None, next_in: None });
        self.after(LEFT_SHOWN, Purpose::LeftShown);
        self.begin_countdown();
    }

    pub(super) fn left_shown(&mut self) {
        if let Phase::Left { alone, .. } = &mut self.phase
            && let Some((room, expires_at)) = alone.take()
        {
            self.alone(room, expires_at);
        }
    }

    fn set_away(&mut self, room_id: &RoomId, away: bool) {
        if !self.is_current(room_id) {
            return;
        }
        if let Some(call) = self.call_mut() {
            call.away = away;
        }
        if !away {
            self.try_again();
        }
    }

    fn signaling(&mut self, event: Signaling) {
        let room_id = match &event {
            Signaling::NegotiationCallOffer(it) | Signaling::NegotiationCallAnswer(it) => &it.signal.room_id,
            Signaling::SendNewIceCandidates(it) => &it.signal.room_id,
            Signaling::MediaState(it) => &it.signal.room_id,
        };
        if !self.is_current(room_id) {
            return;
        }
        if let Signaling::MediaState(state) = event {
            let state = state.signal;
            self.partner.media = RemoteMedia { audio: state.audio, video: state.video, screen: state.screen };
        } else {
            self.act(Action::Signal(event));
        }
    }

    fn chat(&mut self, event: chat::Event) {
        match event {
            chat::Event::NewMessage(message) => {
                if self.is_current(&message.room_id) {
                    self.conversation.heard(message);
                }
            }
            chat::Event::Typing { room_id, typing, .. } => {
                if self.is_current(&room_id) {
                    let told = self.conversation.partner_typing(typing);
                    self.after(TYPING_ENDS_AFTER, Purpose::PartnerTyping { told });
                }
            }
        }
    }
}
