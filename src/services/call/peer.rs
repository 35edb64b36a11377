//! The connection to the other browser: carries out what the machine decides, with perfect
//! negotiation ([`Negotiation`]), and tells the machine what became of it.
//!
//! The polite side tells its offer before it applies it, and applies it only when it is answered: if the
//! other side's crosses it, there is nothing to take back. After a rollback Chromium (156) receives on,
//! but shows no further picture.
//!
//! Both transceivers stand from the first offer on, sending or not, so that a change of device, or a
//! camera that comes later, is a `replaceTrack` and needs no negotiation.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use futures_channel::mpsc::{UnboundedSender, unbounded};
use futures_util::StreamExt;
use gloo_timers::future::sleep;
use js_sys::Function;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MediaStreamTrack, RtcPeerConnectionIceEvent, RtcPeerConnectionState, RtcRtpTransceiver,
    RtcRtpTransceiverDirection, RtcRtpTransceiverInit, RtcSdpType, RtcSessionDescriptionInit,
    RtcSignalingState, RtcTrackEvent,
};

use super::codec_support;
use super::machine::PeerEvent;
use super::negotiation::{Beside, Choice, Negotiation, State, answer_to};
use super::rtc::{self, Connection, quietly};
use super::sender;
use super::sending::Limits;
use super::stats::Snapshot;
use crate::protocol::limits::{CANDIDATE_BATCH, CANDIDATES};
use crate::protocol::session::IceServer;
use crate::protocol::signaling::{Candidate, Event as Signal};
use crate::services::media::capture::Tracks;

type Handler = Closure<dyn FnMut(JsValue)>;

/// Dropping it closes the connection.
pub struct Peer {
    inner: Rc<Inner>,
    signals: UnboundedSender<Signal>,
}

struct Inner {
    connection: Connection,
    negotiation: RefCell<Negotiation>,
    polite: bool,
    /// The polite side's offer, told but not applied.
    held: RefCell<Option<RtcSessionDescriptionInit>>,
    tracks: RefCell<Tracks>,
    limits: Cell<Option<Limits>>,
    /// A remote description was handed to the browser, so candidates can be, too.
    described: Cell<bool>,
    /// The partner's candidates that came before their description.
    early: RefCell<Vec<Candidate>>,
    /// Own candidates that wait to go out together.
    batch: RefCell<Vec<Candidate>>,
    closed: Cell<bool>,
    tell: Box<dyn Fn(PeerEvent)>,
    handlers: RefCell<Vec<Handler>>,
}

impl Peer {
    pub fn open(
        polite: bool,
        ice_servers: &[IceServer],
        relay_only: bool,
        tracks: Tracks,
        show: impl Fn(MediaStreamTrack) + 'static,
        tell: impl Fn(PeerEvent) + 'static,
    ) -> Result<Self, JsValue> {
        let inner = Rc::new(Inner {
            connection: Connection::open(&rtc::configuration(ice_servers, relay_only))?,
            negotiation: RefCell::new(Negotiation::new(polite)),
            polite,
            held: RefCell::default(),
            tracks: RefCell::new(tracks),
            limits: Cell::default(),
            described: Cell::default(),
            early: RefCell::default(),
            batch: RefCell::default(),
            closed: Cell::default(),
            tell: Box::new(tell),
            handlers: RefCell::default(),
        });
        inner.listen(show);
        if !polite {
            inner.add_transceivers();
        }
        let (signals, mut to_take) = unbounded();
        let taker = inner.clone();
        // One after the other: what a signal means depends on what became of the one before.
        spawn_local(async move {
            while let Some(signal) = to_take.next().await {
                // What cannot be applied is left: perfect negotiation, or the time limit, goes on from there.
                _ = taker.take(signal).await;
            }
        });
        Ok(Self { inner, signals })
    }

    /// Sends these from now on.
    pub fn set_tracks(&self, tracks: Tracks) {
        *self.inner.tracks.borrow_mut() = tracks;
        self.inner.attach_tracks();
    }

    pub fn signal(&self, signal: Signal) {
        _ = self.signals.unbounded_send(signal);
    }

    /// Negotiates anew: what was agreed goes on until then, and so does the picture.
    pub fn restart_ice(&self, ice_servers: &[IceServer], relay_only: bool) {
        let inner = &self.inner;
        let connection = &inner.connection;
        _ = connection.set_configuration_with_configuration(&rtc::configuration(ice_servers, relay_only));
        let described = connection.local_description().is_some();
        let beside = inner.negotiation.borrow().restart(inner.state(), described);
        match beside {
            Beside::Nothing => {}
            Beside::Repeat => inner.tell_offer(),
            Beside::Ask => spawn_local(inner.clone().offer()),
        }
        connection.restart_ice();
    }

    /// Sends no more than this from now on.
    pub fn limit(&self, limits: Limits) {
        self.inner.limits.set(Some(limits));
        sender::limit(&self.inner.connection, limits);
    }

    /// Does not keep the connection open.
    pub fn stats(&self) -> impl Future<Output = Option<Snapshot>> + use<> {
        let inner = self.inner.clone();
        async move { rtc::stats(&inner.connection).await }
    }

    /// Tells how many bytes of sound and picture have come in so far, and by which way.
    pub fn measure(&self) {
        let (inner, stats) = (self.inner.clone(), self.stats());
        spawn_local(async move {
            if let Some(snapshot) = stats.await {
                inner.tell(PeerEvent::Measured { bytes: snapshot.incoming.bytes, route: snapshot.route });
            }
        });
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.inner.closed.set(true);
        let connection = &self.inner.connection;
        connection.set_ontrack(None);
        connection.set_onicecandidate(None);
        connection.set_onnegotiationneeded(None);
        connection.set_onconnectionstatechange(None);
        connection.close();
    }
}

impl Inner {
    fn tell(&self, event: PeerEvent) {
        if !self.closed.get() {
            (self.tell)(event);
        }
    }

    fn listen(self: &Rc<Self>, show: impl Fn(MediaStreamTrack) + 'static) {
        let connection = &self.connection;
        connection.set_ontrack(Some(&self.on(move |_, event| {
            show(event.unchecked_into::<RtcTrackEvent>().track());
        })));
        connection.set_onicecandidate(Some(&self.on(|inner, event| {
            inner.gathered(event.unchecked_into());
        })));
        connection.set_onnegotiationneeded(Some(&self.on(|inner, _| {
            spawn_local(inner.offer());
        })));
        connection.set_onconnectionstatechange(Some(&self.on(|inner, _| {
            match inner.connection.connection_state() {
                RtcPeerConnectionState::Connected => inner.tell(PeerEvent::Connected),
                RtcPeerConnectionState::Disconnected => inner.tell(PeerEvent::Disconnected),
                RtcPeerConnectionState::Failed => inner.tell(PeerEvent::Failed),
                _ => {}
            }
        })));
    }

    /// A handler that does not keep the connection alive.
    fn on(self: &Rc<Self>, handle: impl Fn(Rc<Self>, JsValue) + 'static) -> Function {
        let weak: Weak<Self> = Rc::downgrade(self);
        let closure = Handler::new(move |event| {
            if let Some(inner) = weak.upgrade() {
                handle(inner, event);
            }
        });
        let function = closure.as_ref().unchecked_ref::<Function>().clone();
        self.handlers.borrow_mut().push(closure);
        function
    }

    /// On the offering side; the answering side finds its transceivers in the offer.
    fn add_transceivers(&self) {
        let init = RtcRtpTransceiverInit::new();
        init.set_direction(RtcRtpTransceiverDirection::Sendrecv);
        for kind in ["audio", "video"] {
            let transceiver = self.connection.add_transceiver_with_str_and_init(kind, &init);
            if kind == "video" {
                codec_support::prefer_hardware(&transceiver);
            }
        }
        self.attach_tracks();
    }

    /// Gives each transceiver the own track of its kind, and lets it send even while there is none.
    fn attach_tracks(&self) {
        let tracks = self.tracks.borrow();
        for transceiver in self.connection.get_transceivers() {
            let transceiver: RtcRtpTransceiver = transceiver.unchecked_into();
            if transceiver.direction() == RtcRtpTransceiverDirection::Recvonly {
                transceiver.set_direction(RtcRtpTransceiverDirection::Sendrecv);
            }
            let track = tracks.named(&transceiver.receiver().track().kind());
            track.map(sender::hint);
            quietly(transceiver.sender().replace_track(track));
        }
        if let Some(limits) = self.limits.get() {
            sender::limit(&self.connection, limits);
        }
    }

    fn state(&self) -> State {
        if self.held.borrow().is_some() {
            return State::Offered;
        }
        match self.connection.signaling_state() {
            RtcSignalingState::HaveLocalOffer => State::Offered,
            RtcSignalingState::HaveRemoteOffer => State::Asked,
            _ => State::Stable,
        }
    }

    async fn offer(self: Rc<Self>) {
        self.negotiation.borrow_mut().making_offer();
        let made = if self.polite {
            JsFuture::from(self.connection.create_offer())
                .await
                .map(|offer| _ = self.held.replace(Some(offer.unchecked_into())))
        } else {
            JsFuture::from(self.connection.describe_locally()).await.map(drop)
        };
        self.negotiation.borrow_mut().offer_made();
        if made.is_ok() {
            self.tell_offer();
        }
    }

    async fn take(self: &Rc<Self>, signal: Signal) -> Result<(), JsValue> {
        match signal {
            Signal::NegotiationCallOffer(offer) => self.take_offer(&offer.signal.sdp).await,
            Signal::NegotiationCallAnswer(answer) => self.take_answer(&answer.signal.sdp).await,
            Signal::SendNewIceCandidates(batch) => {
                self.take_candidates(batch.signal.candidates);
                Ok(())
            }
            Signal::MediaState(_) => Ok(()),
        }
    }

    async fn take_offer(&self, offer: &str) -> Result<(), JsValue> {
        let choice = self.negotiation.borrow_mut().offered(self.state());
        match choice {
            Choice::Take => {}
            Choice::Ignore => return Ok(()),
            Choice::Insist => {
                self.tell_offer();
                return Ok(());
            }
        }
        self.set_remote(RtcSdpType::Offer, offer).await?;
        self.held.take();
        self.attach_tracks();
        JsFuture::from(self.connection.describe_locally()).await?;
        if let Some(answer) = self.local_sdp(RtcSdpType::Answer) {
            self.tell(PeerEvent::Answer(answer_to(offer, answer)));
        }
        Ok(())
    }

    async fn take_answer(self: &Rc<Self>, answer: &str) -> Result<(), JsValue> {
        let offer = self.own_offer().unwrap_or_default();
        if !self.negotiation.borrow_mut().answered(self.state(), &offer, answer) {
            return Ok(());
        }
        if let Some(held) = self.held.take()
            && let Err(error) = JsFuture::from(self.connection.set_local_description(&held)).await
        {
            // Something has changed since it was made.
            spawn_local(self.clone().offer());
            return Err(error);
        }
        self.set_remote(RtcSdpType::Answer, answer).await
    }

    async fn set_remote(&self, kind: RtcSdpType, sdp: &str) -> Result<(), JsValue> {
        let description = RtcSessionDescriptionInit::new(kind);
        description.set_sdp(sdp);
        let set = self.connection.set_remote_description(&description);
        self.described.set(true);
        let early = self.early.take();
        JsFuture::from(set).await?;
        self.take_candidates(early);
        Ok(())
    }

    fn take_candidates(&self, candidates: Vec<Candidate>) {
        if !self.described.get() {
            self.early.borrow_mut().extend(candidates);
            return;
        }
        if !self.negotiation.borrow().takes_candidates() {
            return;
        }
        for candidate in candidates {
            let init = rtc::candidate_init(&candidate);
            // One that is of no use is no reason to leave out the others.
            quietly(self.connection.add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(&init)));
        }
    }

    fn tell_offer(&self) {
        if let Some(offer) = self.own_offer() {
            self.tell(PeerEvent::Offer(offer));
        }
    }

    /// The one that waits for its answer, with the candidates that were gathered so far.
    fn own_offer(&self) -> Option<String> {
        let held = self.held.borrow().as_ref().and_then(RtcSessionDescriptionInit::get_sdp);
        held.or_else(|| self.local_sdp(RtcSdpType::Offer))
    }

    /// The own description, if it is of this kind.
    fn local_sdp(&self, kind: RtcSdpType) -> Option<String> {
        self.connection.local_description().filter(|it| it.type_() == kind).map(|it| it.sdp())
    }

    fn gathered(self: Rc<Self>, event: RtcPeerConnectionIceEvent) {
        let candidate = event.candidate();
        if candidate.as_ref().is_some_and(|candidate| candidate.candidate().is_empty()) {
            // Some browsers tell the end of each generation beside that of all.
            return;
        }
        let Some(candidate) = rtc::read_candidate(candidate) else { return };
        let first = self.batch.borrow().is_empty();
        self.batch.borrow_mut().push(candidate);
        if first {
            spawn_local(async move {
                sleep(CANDIDATE_BATCH).await;
                for batch in self.batch.take().chunks(CANDIDATES) {
                    self.tell(PeerEvent::Candidates(batch.to_vec()));
                }
            });
        }
    }
}
