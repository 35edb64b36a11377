//! What the person's buttons do to the call.

use super::{Action, Command, Machine, NotSent, Notice, Phase, Purpose, TELL_TYPING_EVERY};
use crate::protocol::progress::EndReason;
use crate::protocol::{RoomId, chat, matchmaking, session};

impl Machine {
    pub(super) fn command(&mut self, command: Command) {
        match command {
            Command::Next | Command::Join(_) if self.tell_closed() => {}
            Command::Next => self.next(),
            Command::Join(room) => {
                self.private_room = Some(room.clone());
                self.tell_end(EndReason::Next);
                self.join(room);
            }
            Command::Stop => self.stop(),
            Command::AutoNext(on) => self.set_auto_next(on),
            Command::Stay => self.stay(),
            Command::TalkAgain => self.talk_again(),
            Command::Block(room) => self.block(room),
            Command::Report { room_id, reason, sealed } => self.report(room_id, reason, sealed),
            Command::DropInterests => self.drop_interests(),
            Command::RelayOnly(wanted) => self.relay_only(wanted),
            Command::Say(text) => self.say(text),
            Command::Typing { text_is_empty } => self.typing(text_is_empty),
        }
    }

    fn next(&mut self) {
        // Asking again while a match is on its way would skip a partner whom nobody has seen.
        if matches!(self.phase, Phase::Queued { .. } | Phase::Joining { .. }) {
            return;
        }
        if self.profile.relay_only && self.relay_offered() == Some(false) {
            self.notice(Notice::NoRelayOffered);
            return;
        }
        self.remember_call();
        self.private_room = None;
        self.tell_end(EndReason::Next);
        self.queue();
    }

    fn relay_only(&mut self, wanted: bool) {
        self.profile.relay_only = wanted;
        if let Phase::Queued { .. } = self.phase {
            // Keeps the place.
            self.send(matchmaking::Request::RequestRoom(self.profile.clone()));
        }
    }

    /// Into the queue; the server takes it as leaving whatever room one is in.
    pub(super) fn queue(&mut self) {
        self.drop_call();
        self.interests_dropped = false;
        self.act(Action::Notice(None));
        // TURN credentials may have aged since the welcome; fresh ones come before the match does.
        if self.ice_servers.iter().any(|server| server.credential.is_some()) {
            self.send(session::Request::IceServers {});
        }
        self.send(matchmaking::Request::RequestRoom(self.profile.clone()));
        self.enter(Phase::Queued { place: None, held_up: false });
    }

    pub(super) fn join(&mut self, room: RoomId) {
        self.drop_call();
        self.last_call = None;
        self.act(Action::Notice(None));
        self.ask_to_join(room.clone());
        self.enter(Phase::Joining { room, held_up: false });
    }

    pub(super) fn ask_to_join(&mut self, room_id: RoomId) {
        self.send(matchmaking::Request::JoinRoom {
            room_id,
            user_name: self.profile.user_name.clone(),
            user_image: self.profile.user_image.clone(),
        });
    }

    fn stop(&mut self) {
        let stop = |room: &RoomId| matchmaking::Request::StopCall { room_id: room.clone() };
        let request = match &self.phase {
            Phase::Idle | Phase::ShutOut { .. } | Phase::Ended => None,
            Phase::Queued { .. } => Some(matchmaking::Request::CancelRequest {}),
            Phase::Joining { room, .. } | Phase::Alone { room, .. } => Some(stop(room)),
            // The place in a private room is kept.
            Phase::Left { .. } => self.private_room.as_ref().map(stop),
            // Also where chat is lost: the server may still keep the room.
            Phase::InCall(call) => Some(stop(&call.room)),
        };
        if let Some(request) = request {
            self.send(request);
        }
        self.remember_call();
        self.tell_end(EndReason::Stopped);
        self.drop_call();
        self.act(Action::Notice(None));
        match self.phase {
            Phase::Idle => {}
            Phase::ShutOut { .. } => self.enter(Phase::Idle),
            _ => self.enter(Phase::Ended),
        }
    }

    /// Closes the peer connection, if there is one.
    pub(super) fn drop_call(&mut self) {
        if self.call().is_some() {
            self.act(Action::ClosePeer);
            self.part();
            self.partner = Default::default();
            self.conversation.end();
        }
    }

    fn say(&mut self, text: String) {
        let text = text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        if self.room().is_some() {
            let first = self.conversation.unsent().is_none();
            self.conversation.say(text);
            if first {
                self.say_next();
            }
        } else if self.call().is_some() {
            self.notice(Notice::NotSent(NotSent::WithoutChat));
        } else {
            self.notice(Notice::NotSent(NotSent::Alone));
        }
    }

    /// One at a time: a line that has to be sent again must not come after the next one.
    pub(super) fn say_next(&mut self) {
        let Some(room_id) = self.room().cloned() else { return };
        if let Some(line) = self.conversation.unsent() {
            let (message, key) = (line.text.clone(), Some(line.key.clone()));
            self.send(chat::Request::NewMessage { room_id, message, key });
        }
    }

    fn typing(&mut self, text_is_empty: bool) {
        let Some(room_id) = self.room().cloned() else { return };
        if let Some(typing) = self.conversation.typing(text_is_empty) {
            self.send(chat::Request::Typing { room_id, typing });
            if typing {
                self.after(TELL_TYPING_EVERY, Purpose::TellTyping);
            }
        }
    }
}
