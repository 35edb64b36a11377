//! Two people, each with a machine and a peer connection, in all the orders that chance brings about:
//! whatever signals are lost with an instance, whoever is told of the gap, they come to an agreement
//! again by themselves.

use std::collections::{HashSet, VecDeque};

use super::*;
use crate::protocol::signaling::Candidate;
use crate::services::call::negotiation::{Beside, Choice, Negotiation, State, answer_to};

/// As much of `RTCPeerConnection` (JSEP, RFC 8829) as decides whether two of them agree, with `peer.rs`
/// around it.
struct Connection {
    id: &'static str,
    polite: bool,
    negotiation: Negotiation,
    state: State,
    /// The answering side finds its transceivers in the offer.
    has_transceivers: bool,
    /// The own ICE user name and the partner's, as agreed.
    agreed: Option<(String, String)>,
    /// The own offer that waits for its answer; its user name, if it has media.
    offer: Option<(String, Option<String>)>,
    /// The user name that a restart has to replace.
    to_replace: Option<String>,
    names_used: u32,
    described: bool,
    early: Vec<String>,
    /// The partner's user names of which candidates came.
    candidates: HashSet<String>,
    told: Vec<PeerEvent>,
}

const CANDIDATE: &str = "a=candidate:1\r\n";

impl Connection {
    fn new(id: &'static str, polite: bool) -> Self {
        Self {
            id,
            polite,
            negotiation: Negotiation::new(polite),
            state: State::Stable,
            has_transceivers: !polite,
            agreed: None,
            offer: None,
            to_replace: None,
            names_used: 0,
            described: false,
            early: vec![],
            candidates: HashSet::new(),
            told: vec![],
        }
    }

    fn own_name(&self) -> Option<String> {
        self.agreed.as_ref().map(|(own, _)| own.clone())
    }

    /// Of a new generation.
    fn new_name(&mut self) -> String {
        self.names_used += 1;
        format!("{}{}", self.id, self.names_used)
    }

    fn gather(&mut self, name: &str) {
        let (candidate, username_fragment) = ("1".into(), Some(name.to_owned()));
        let gathered = Candidate { candidate, sdp_mid: None, sdp_m_line_index: None, username_fragment };
        self.told.push(PeerEvent::Candidates(vec![gathered]));
    }

    fn needs_negotiation(&self) -> bool {
        let begins = self.has_transceivers && self.agreed.is_none();
        self.state == State::Stable && (begins || self.to_replace.is_some())
    }

    /// The polite side applies its offer, and gathers for it, when it is answered.
    fn make_offer(&mut self) {
        let name = match self.own_name() {
            _ if !self.has_transceivers => None,
            Some(name) if self.to_replace.is_none() => Some(name),
            _ => Some(self.new_name()),
        };
        let sdp = name.as_ref().map_or("v=0\r\n".into(), |name| sdp(name));
        self.told.push(PeerEvent::Offer(sdp.clone()));
        if let Some(name) = name.as_ref().filter(|_| !self.polite) {
            self.gather(name);
        }
        self.offer = Some((sdp, name));
        self.state = State::Offered;
    }

    fn say_offer_again(&mut self) {
        if let Some((sdp, name)) = &self.offer {
            let gathered = if name.is_some() && !self.polite { CANDIDATE } else { "" };
            self.told.push(PeerEvent::Offer(format!("{sdp}{gathered}")));
        }
    }

    fn restart(&mut self) {
        let described = self.offer.is_some() || self.agreed.is_some();
        match self.negotiation.restart(self.state, described) {
            Beside::Nothing => {}
            Beside::Repeat => self.say_offer_again(),
            Beside::Ask => self.make_offer(),
        }
        let offered = self.offer.as_ref().filter(|_| !self.polite).and_then(|(_, name)| name.clone());
        self.to_replace = offered.or(self.own_name()).or(self.to_replace.take());
    }

    fn take(&mut self, signal: Signal) {
        match signal {
            Signal::NegotiationCallOffer(it) => match self.negotiation.offered(self.state) {
                Choice::Take => self.take_offer(&it.signal.sdp),
                Choice::Insist => self.say_offer_again(),
                Choice::Ignore => {}
            },
            Signal::NegotiationCallAnswer(it) => self.take_answer(&it.signal.sdp),
            Signal::SendNewIceCandidates(it) => {
                let names = it.signal.candidates.into_iter().filter_map(|it| it.username_fragment);
                self.take_candidates(names.collect());
            }
            Signal::MediaState(_) => {}
        }
    }

    fn take_offer(&mut self, offer: &str) {
        // The polite side's own is forgotten.
        self.offer = None;
        self.state = State::Stable;
        let (answer, to_gather) = match name_in(offer) {
            None => ("v=0\r\n".into(), None),
            Some(theirs) => {
                self.has_transceivers = true;
                let (own, is_new) = match &self.agreed {
                    Some((own, known)) if *known == theirs => (own.clone(), false),
                    _ => (self.new_name(), true),
                };
                self.agree(own.clone(), theirs, offer);
                // Without a restart the description has the candidates that were gathered so far.
                let gathered = if is_new { "" } else { CANDIDATE };
                (format!("{}{gathered}", sdp(&own)), is_new.then_some(own))
            }
        };
        self.told.push(PeerEvent::Answer(answer_to(offer, answer)));
        if let Some(name) = to_gather {
            self.gather(&name);
        }
    }

    fn take_answer(&mut self, answer: &str) {
        let offer = self.offer.as_ref().map_or("", |(sdp, _)| sdp).to_owned();
        if self.negotiation.answered(self.state, &offer, answer) {
            self.state = State::Stable;
            if let (Some((_, Some(own))), Some(theirs)) = (self.offer.take(), name_in(answer)) {
                if self.polite && self.own_name().as_ref() != Some(&own) {
                    self.gather(&own);
                }
                self.agree(own, theirs, answer);
            }
        }
    }

    fn agree(&mut self, own: String, theirs: String, sdp: &str) {
        if self.to_replace.as_ref().is_some_and(|old| *old != own) {
            self.to_replace = None;
        }
        if sdp.contains(CANDIDATE) {
            self.candidates.insert(theirs.clone());
        }
        self.agreed = Some((own, theirs));
        self.described = true;
        let early = std::mem::take(&mut self.early);
        self.take_candidates(early);
    }

    fn take_candidates(&mut self, names: Vec<String>) {
        if !self.described {
            self.early.extend(names);
        } else if self.negotiation.takes_candidates() {
            self.candidates.extend(names);
        }
    }
}

fn sdp(name: &str) -> String {
    format!("v=0\r\na=ice-ufrag:{name}\r\n")
}

fn name_in(sdp: &str) -> Option<String> {
    sdp.lines().find_map(|line| line.strip_prefix("a=ice-ufrag:")).map(str::to_owned)
}

struct Side {
    id: &'static str,
    machine: Machine,
    connection: Option<Connection>,
    muted: bool,
    /// What the server has for this side.
    inbox: VecDeque<Event>,
}

impl Side {
    fn new(id: &'static str) -> Self {
        Self { id, machine: waiting(), connection: None, muted: true, inbox: VecDeque::new() }
    }
}

struct Call {
    sides: [Side; 2],
    chance: u64,
}

impl Call {
    fn new(seed: u64) -> Self {
        let mut call = Self { sides: [Side::new("a"), Side::new("b")], chance: seed * 2 + 1 };
        for (side, polite) in [(0, false), (1, true)] {
            let Input::Server(Event::Matchmaking(Matched::MatchDone(found))) = matched(ROOM) else {
                return call;
            };
            call.sides[side].inbox.push_back(Matched::MatchDone(Match { polite, ..found }).into());
        }
        call
    }

    /// xorshift64*
    fn below(&mut self, bound: usize) -> usize {
        self.chance ^= self.chance >> 12;
        self.chance ^= self.chance << 25;
        self.chance ^= self.chance >> 27;
        (self.chance.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }

    fn handle(&mut self, side: usize, input: Input) {
        for action in self.sides[side].machine.handle(input) {
            match action {
                Action::Send(Request::Session(_)) => {
                    self.sides[side].inbox.push_back(Session::IceServers { ice_servers: vec![] }.into())
                }
                Action::Send(Request::Signaling(signal)) => {
                    let event = Signal::from_request(signal, self.sides[side].id.into());
                    self.sides[1 - side].inbox.push_back(event.into());
                }
                Action::OpenPeer { polite, .. } => {
                    self.sides[side].connection = Some(Connection::new(self.sides[side].id, polite));
                }
                Action::Signal(signal) => self.with_connection(side, |connection| connection.take(signal)),
                Action::RestartIce { .. } => self.with_connection(side, Connection::restart),
                _ => {}
            }
        }
    }

    fn with_connection(&mut self, side: usize, act: impl FnOnce(&mut Connection)) {
        let Some(connection) = &mut self.sides[side].connection else { return };
        act(connection);
        for event in std::mem::take(&mut connection.told) {
            self.handle(side, Input::Peer(event));
        }
    }

    /// One thing happens. False when nothing is left to happen.
    fn step(&mut self) -> bool {
        let can_receive = |side: &Side| !side.inbox.is_empty();
        let can_offer = |side: &Side| side.connection.as_ref().is_some_and(Connection::needs_negotiation);
        let mut possible = vec![];
        for (index, side) in self.sides.iter().enumerate() {
            possible.extend(can_receive(side).then_some((index, true)));
            possible.extend(can_offer(side).then_some((index, false)));
        }
        if possible.is_empty() {
            return false;
        }
        match possible[self.below(possible.len())] {
            (side, true) => {
                let event = self.sides[side].inbox.pop_front().unwrap();
                self.handle(side, Input::Server(event));
            }
            (side, false) => self.with_connection(side, Connection::make_offer),
        }
        true
    }

    fn settle(&mut self) {
        let steps = (0..500).take_while(|_| self.step()).count();
        assert!(steps < 500, "they never come to rest");
    }

    fn mute_or_not(&mut self, side: usize) {
        self.sides[side].muted = self.below(2) == 0;
        let audio = !self.sides[side].muted;
        self.handle(side, Input::Media { audio, video: false });
    }

    /// Signals for, and perhaps some from, this side are gone; it is told so.
    fn lose_instance(&mut self, side: usize) {
        (0..2).for_each(|side| self.mute_or_not(side));
        let is_kept = |event: &Event| !matches!(event, Event::Signaling(_));
        self.sides[side].inbox.retain(is_kept);
        let on_their_way = self.sides[1 - side].inbox.len();
        let arrive = self.below(on_their_way + 1);
        let lost = self.sides[1 - side].inbox.split_off(arrive);
        self.sides[1 - side].inbox.extend(lost.into_iter().filter(is_kept));
        self.handle(side, Input::LinkLost);
        self.handle(side, Input::Linked(Arrival::Resumed { gap: true }, vec![]));
        // The session's own frames are in no stream.
        let is_replayed = |event: &Event| !matches!(event, Event::Session(_));
        let replayed = std::mem::take(&mut self.sides[side].inbox).into_iter().filter(is_replayed);
        replayed.for_each(|event| self.handle(side, Input::Server(event)));
        self.handle(side, Input::Replayed);
    }

    fn assert_agreed(&self, why: &str) {
        let [a, b] = self.sides.each_ref().map(|side| side.connection.as_ref().expect("a connection"));
        let (own, theirs) = a.agreed.clone().unwrap_or_else(|| panic!("{why}: nothing is agreed"));
        assert_eq!(b.agreed, Some((theirs.clone(), own.clone())), "{why}: each knows the other's name");
        assert!(a.candidates.contains(&theirs) && b.candidates.contains(&own), "{why}: and candidates");
        for (one, other) in [(0, 1), (1, 0)] {
            let known = self.sides[one].machine.partner().media.audio;
            assert_eq!(known, !self.sides[other].muted, "{why}: and whether the other is muted");
        }
    }
}

const SEEDS: u64 = 20000;

#[test]
fn without_any_loss_they_agree() {
    for seed in 0..SEEDS {
        let mut call = Call::new(seed);
        call.settle();
        call.assert_agreed(&format!("seed {seed}"));
    }
}

#[test]
fn whatever_is_lost_while_connecting_they_agree_again() {
    for seed in 0..SEEDS {
        let mut call = Call::new(seed);
        // Both have heard of their match; how far they have come is left to chance.
        (0..call.below(30)).for_each(|_| _ = call.step());
        let (side, both) = (call.below(2), call.below(3) == 0);
        call.lose_instance(side);
        (0..call.below(10)).for_each(|_| _ = call.step());
        if both {
            call.lose_instance(1 - side);
        }
        call.settle();
        call.assert_agreed(&format!("seed {seed}, side {side}, both {both}"));
    }
}

#[test]
fn whatever_is_lost_in_mid_call_they_agree_on_something_new() {
    for seed in 0..SEEDS {
        let mut call = Call::new(seed);
        call.settle();
        let before = call.sides[0].connection.as_ref().unwrap().agreed.clone();
        for _ in 0..=call.below(3) {
            let side = call.below(2);
            call.lose_instance(side);
            (0..call.below(10)).for_each(|_| _ = call.step());
        }
        call.settle();
        call.assert_agreed(&format!("seed {seed}"));
        assert_ne!(call.sides[0].connection.as_ref().unwrap().agreed, before, "seed {seed}");
    }
}
