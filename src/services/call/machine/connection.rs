//! The peer connection's life within a call: connecting, mending, giving up.

use super::{
    ALIVE_AFTER, Action, CONNECT_WITHIN, Call, Connection, Link, MEND_EVERY, Machine, Met, Notice, PeerEvent,
    Phase, Purpose, RECONNECT_WITHIN, RELAY_WITHIN, RemoteMedia, STALLED_AFTER,
};
use crate::protocol::matchmaking::{self, Match};
use crate::protocol::progress::{EndReason, Progress, Route};
use crate::protocol::signaling::Candidate;
use crate::protocol::{RoomId, session, signaling};

/// What the partner's devices are taken to do until they tell: a moment's "camera off" for everybody
/// would be wrong more often.
pub(super) const UNTOLD: RemoteMedia = RemoteMedia { audio: true, video: true, screen: false };

impl Machine {
    pub(super) fn begin_call(&mut self, found: Match) {
        self.tell_end(EndReason::Next);
        self.drop_call();
        self.last_call = None;
        self.act(Action::Notice(None));
        // A private room's match says what the queue's would: the wish is also kept where only this side
        // knows of it.
        let relay_only = found.relay_only || self.profile.relay_only;
        if relay_only && self.relay_offered() == Some(false) {
            self.act(Action::Progress(Progress::Ended(EndReason::NoRelay)));
            self.end_call(found.room_id, EndReason::NoRelay, Notice::NoRelayOffered);
            return;
        }
        self.conversation.clear();
        self.partner.image = found.remote_user.user_image;
        self.partner.shared_interests = found.shared_interests;
        self.partner.media = UNTOLD;
        self.partner.is_friend = self.private_room.as_ref() == Some(&found.room_id);
        self.met = Some(Met { room: found.room_id.clone(), name: found.remote_user.user_name.clone() });
        self.act(Action::OpenPeer {
            polite: found.polite,
            relay_only,
            ice_servers: self.ice_servers.clone(),
        });
        self.enter(Phase::InCall(Call {
            room: found.room_id,
            name: found.remote_user.user_name,
            relay_only,
            any_candidate: false,
            connection: Connection::Connecting { again: false },
            attempt: 0,
            mended: false,
            restart_wanted: false,
            signals_refused: false,
            away: false,
            forgotten: false,
            told: Vec::new(),
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
            PeerEvent::Failed => self.broken_off(),
            PeerEvent::Measured { bytes, route } => self.measured(bytes, route),
            PeerEvent::FirstFrame => self.tell_progress(Progress::FirstFrame),
            PeerEvent::Offer(sdp) => self.describe(sdp, signaling::Request::NegotiationCallOffer),
            PeerEvent::Answer(sdp) => self.describe(sdp, signaling::Request::NegotiationCallAnswer),
            PeerEvent::Candidates(candidates) => self.gathered(candidates),
        }
    }

    fn gathered(&mut self, candidates: Vec<Candidate>) {
        let Some(room_id) = self.room().cloned() else { return };
        let is_end = |it: &Candidate| it.candidate.is_empty();
        if let Some(call) = self.call_mut() {
            call.any_candidate |= !candidates.iter().all(is_end);
        }
        let at_end = candidates.iter().any(is_end);
        self.send(signaling::Request::SendNewIceCandidates(signaling::Candidates { room_id, candidates }));
        if at_end {
            self.expect_relay();
        }
    }

    fn describe(&mut self, sdp: String, request: fn(signaling::Description) -> signaling::Request) {
        if let Some(room_id) = self.room().cloned() {
            self.send(request(signaling::Description { room_id, sdp }));
            self.tell_progress(Progress::Offer);
            // Where one negotiates anew because signals were lost, this one may have been, too.
            self.tell_media();
            // From here on candidates are gathered.
            if self.call().is_some_and(|call| call.relay_only && !call.any_candidate) {
                self.after(RELAY_WITHIN, Purpose::RelayFound);
            }
        }
    }

    fn connected(&mut self) {
        let Some(call) = self.call_mut() else { return };
        let first = call.connection == Connection::Connecting { again: false };
        call.connection = Connection::Connected;
        call.attempt += 1;
        call.mended = false;
        if first {
            self.act(Action::Measure);
            self.after(ALIVE_AFTER, Purpose::Alive);
        }
    }

    fn disconnected(&mut self) {
        let Some(call) = self.call_mut() else { return };
        if call.connection == Connection::Connected {
            call.connection = Connection::Disconnected { bytes: None };
            self.act(Action::Measure);
        }
    }

    /// The time to look whether bytes still come in.
    pub(super) fn count_bytes(&mut self, attempt: u32) {
        let counts = |call: &Call| {
            call.attempt == attempt && matches!(call.connection, Connection::Disconnected { .. })
        };
        if self.call().is_some_and(counts) {
            self.act(Action::Measure);
        }
    }

    fn measured(&mut self, now: u64, route: Option<Route>) {
        self.tell_route(route);
        let Some(call) = self.call_mut() else { return };
        let Connection::Disconnected { bytes } = &mut call.connection else { return };
        let stalled = bytes.replace(now) == Some(now);
        let attempt = call.attempt;
        if stalled {
            self.broken_off();
        } else {
            self.after(STALLED_AFTER, Purpose::Stalled { attempt });
        }
    }

    /// Nothing comes in any more.
    fn broken_off(&mut self) {
        let Some(call) = self.call_mut() else { return };
        if call.forgotten {
            self.partner_gone(EndReason::ConnectionLost);
            return;
        }
        if !call.is_connecting() {
            call.connection = Connection::Connecting { again: true };
            self.limit_connecting();
        }
        self.mend();
    }

    /// Where relays only may be used, one must have answered by now.
    pub(super) fn expect_relay(&mut self) {
        let Some(call) = self.call() else { return };
        if call.relay_only && !call.any_candidate {
            let room = call.room.clone();
            self.end_call(room, EndReason::NoRelay, Notice::NoRelayReached);
        }
    }

    /// Restarts ICE, once an attempt to connect: a second failure is left to the time limit. Where there was
    /// a connection, it is restarted until it is there again.
    pub(super) fn mend(&mut self) {
        if let Some(call) = self.call_mut()
            && !call.mended
            && !call.forgotten
        {
            call.mended = true;
            self.restart_ice();
        }
    }

    pub(super) fn mend_again(&mut self, attempt: u32) {
        let Some(call) = self.call_mut() else { return };
        if call.attempt != attempt || call.connection != (Connection::Connecting { again: true }) {
            return;
        }
        // Without the partner it would only fill their mail; when they are back it is tried at once.
        if !call.away {
            call.mended = false;
            self.mend();
        }
        self.after(MEND_EVERY, Purpose::MendAgain { attempt });
    }

    /// Paths over the network before are dead, whatever the browser still thinks of them.
    pub(super) fn network_changed(&mut self) {
        self.restart_ice();
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
            let again = call.connection == Connection::Connecting { again: true };
            if again {
                self.after(MEND_EVERY, Purpose::MendAgain { attempt });
            }
            let within = if again { RECONNECT_WITHIN } else { CONNECT_WITHIN };
            self.after(within, Purpose::ConnectWithin { attempt });
        }
    }

    pub(super) fn connect_time_over(&mut self, attempt: u32) {
        let linked = self.link == Link::Up;
        let Some(call) = self.call_mut() else { return };
        let Connection::Connecting { again } = call.connection else { return };
        if call.attempt != attempt {
            return;
        }
        if !call.mended || !linked || call.away {
            // Without the server, or the partner, no attempt is a fair one.
            self.limit_connecting();
            self.mend();
        } else {
            let (room, name) = (call.room.clone(), call.name.clone());
            let (reason, notice) = if again {
                (EndReason::ConnectionLost, Notice::ConnectionLost { name })
            } else {
                (EndReason::NotConnected, Notice::NotConnected { name })
            };
            self.end_call(room, reason, notice);
        }
    }

    /// Ends the call, and says why.
    fn end_call(&mut self, room_id: RoomId, reason: EndReason, notice: Notice) {
        self.send(matchmaking::Request::StopCall { room_id });
        self.tell_end(reason);
        self.drop_call();
        self.enter(Phase::Idle);
        self.notice(notice);
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
