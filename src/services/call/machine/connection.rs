//! The peer connection's life within a call: connecting, mending, giving up.

use super::{
    Action, CONNECT_WITHIN, Call, Connection, Link, Machine, Notice, PeerEvent, Phase, Purpose, RemoteMedia,
    STALLED_AFTER,
};
use crate::protocol::matchmaking::{self, Match};
use crate::protocol::{RoomId, session, signaling};

/// What the partner's devices are taken to do until they tell: a moment's "camera off" for everybody
/// would be wrong more often.
pub(super) const UNTOLD: RemoteMedia = RemoteMedia { audio: true, video: true, screen: false };

impl Machine {
    pub(super) fn begin_call(&mut self, found: Match) {
        self.drop_call();
        self.last_call = None;
        self.act(Action::Notice(None));
        self.conversation.clear();
        self.partner.image = found.remote_user.user_image;
        self.partner.shared_interests = found.shared_interests;
        self.partner.media = UNTOLD;
        self.act(Action::OpenPeer {
            polite: found.polite,
            relay_only: found.relay_only,
            ice_servers: self.ice_servers.clone(),
        });
        self.enter(Phase::InCall(Call {
            room: found.room_id,
            name: found.remote_user.user_name,
            relay_only: found.relay_only,
            connection: Connection::Connecting,
            attempt: 0,
            mended: false,
            restart_wanted: false,
            signals_refused: false,
            away: false,
            forgotten: false,
        }));
        self.tell_media();
        self.limit_connecting();
    }

    pub(super) fn tell_media(&mut self) {
        let Some(room_id) = self.room().cloned() else { return };
        let (audio, video) = self.media;
        self.send(signaling::Request::MediaState(signaling::MediaState {
            room_id,
            audio,
            video,
            screen: false,
        }));
    }

    pub(super) fn peer(&mut self, event: PeerEvent) {
        match event {
            PeerEvent::Connected => self.connected(),
            PeerEvent::Disconnected => self.disconnected(),
            PeerEvent::Failed => self.failed(),
            PeerEvent::Received { bytes } => self.received(bytes),
            PeerEvent::Offer(sdp) => self.describe(sdp, signaling::Request::NegotiationCallOffer),
            PeerEvent::Answer(sdp) => self.describe(sdp, signaling::Request::NegotiationCallAnswer),
            PeerEvent::Candidates(candidates) => {
                if let Some(room_id) = self.room().cloned() {
                    let batch = signaling::Candidates { room_id, candidates };
                    self.send(signaling::Request::SendNewIceCandidates(batch));
                }
            }
        }
    }

    fn describe(&mut self, sdp: String, request: fn(signaling::Description) -> signaling::Request) {
        if let Some(room_id) = self.room().cloned() {
            self.send(request(signaling::Description { room_id, sdp }));
            // Where one negotiates anew because signals were lost, this one may have been, too.
            self.tell_media();
        }
    }

    fn connected(&mut self) {
        if let Some(call) = self.call_mut() {
            call.connection = Connection::Connected;
            call.attempt += 1;
            call.mended = false;
        }
    }

    fn disconnected(&mut self) {
        let Some(call) = self.call_mut() else { return };
        if call.connection == Connection::Connected {
            call.connection = Connection::Disconnected { bytes: None };
            self.act(Action::CountBytes);
        }
    }

    /// The time to look whether bytes still come in.
    pub(super) fn count_bytes(&mut self, attempt: u32) {
        let counts = |call: &Call| {
            call.attempt == attempt && matches!(call.connection, Connection::Disconnected { .. })
        };
        if self.call().is_some_and(counts) {
            self.act(Action::CountBytes);
        }
    }

    fn received(&mut self, now: u64) {
        let Some(call) = self.call_mut() else { return };
        let Connection::Disconnected { bytes } = &mut call.connection else { return };
        let stalled = bytes.replace(now) == Some(now);
        let (attempt, forgotten) = (call.attempt, call.forgotten);
        if stalled && forgotten {
            self.partner_gone();
            return;
        }
        if stalled {
            self.mend();
        }
        self.after(STALLED_AFTER, Purpose::Stalled { attempt });
    }

    fn failed(&mut self) {
        let Some(call) = self.call_mut() else { return };
        if call.forgotten {
            self.partner_gone();
            return;
        }
        let was_connecting = call.connection == Connection::Connecting;
        call.connection = Connection::Connecting;
        if !was_connecting {
            self.limit_connecting();
        }
        self.mend();
    }

    /// Restarts ICE, once an attempt; a second failure is left to the time limit.
    pub(super) fn mend(&mut self) {
        if let Some(call) = self.call_mut()
            && !call.mended
            && !call.forgotten
        {
            call.mended = true;
            self.restart_ice();
        }
    }

    /// Signals may have been lost, of whatever kind: everything that they told is told again.
    pub(super) fn negotiate_anew(&mut self) {
        if let Some(call) = self.call_mut() {
            call.signals_refused = false;
        }
        self.restart_ice();
    }

    /// Fresh credentials first: those of the welcome live only for minutes.
    pub(super) fn restart_ice(&mut self) {
        if let Some(call) = self.call_mut()
            && !call.restart_wanted
            && !call.forgotten
        {
            call.restart_wanted = true;
            self.send(session::Request::IceServers {});
        }
    }

    /// Fresh credentials have come, or cannot be had.
    pub(super) fn restart_if_wanted(&mut self) {
        let ice_servers = self.ice_servers.clone();
        if let Some(call) = self.call_mut()
            && std::mem::take(&mut call.restart_wanted)
        {
            let relay_only = call.relay_only;
            self.act(Action::RestartIce { relay_only, ice_servers });
        }
    }

    fn limit_connecting(&mut self) {
        if let Some(call) = self.call_mut() {
            call.attempt += 1;
            let attempt = call.attempt;
            self.after(CONNECT_WITHIN, Purpose::ConnectWithin { attempt });
        }
    }

    pub(super) fn connect_time_over(&mut self, attempt: u32) {
        let linked = self.link == Link::Up;
        let Some(call) = self.call_mut() else { return };
        if call.attempt != attempt || call.connection != Connection::Connecting {
            return;
        }
        if !call.mended || !linked || call.away {
            // Without the server, or the partner, no attempt is a fair one.
            self.limit_connecting();
            self.mend();
        } else {
            let (room, name) = (call.room.clone(), call.name.clone());
            self.give_up(room, name);
        }
    }

    fn give_up(&mut self, room_id: RoomId, name: String) {
        self.send(matchmaking::Request::StopCall { room_id });
        self.drop_call();
        self.enter(Phase::Idle);
        self.notice(Notice::NotConnected { name });
    }

    /// The partner came back: what could not be mended without them may be now.
    pub(super) fn try_again(&mut self) {
        if let Some(call) = self.call_mut()
            && call.connection != Connection::Connected
            && call.mended
        {
            call.mended = false;
            self.mend();
        }
    }
}
