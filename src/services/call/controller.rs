//! Owns what a call is made of in this browser (socket, peer connection, the partner's picture) for
//! as long as the Call page stands. All decisions are the [`Machine`]'s: this feeds it and obeys.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use gloo_timers::callback::Timeout;
use js_sys::Math;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlVideoElement, MediaStreamTrack, PageTransitionEvent};

use super::codec_support;
use super::machine::{Action, Command, Input, Machine, PeerEvent, Timer};
use super::monitor::Monitor;
use super::network::{Change, Network};
use super::peer::Peer;
use super::playback::Playback;
use super::{CallContext, Notice, Press};
use crate::protocol::matchmaking::Profile;
use crate::protocol::{RoomId, session};
use crate::services::media::capture::{self, MediaChange};
use crate::services::media::control;
use crate::services::profile;
use crate::services::settings;
use crate::services::signaling::session::Message;
use crate::services::signaling::socket::Socket;

/// By how much of a duration "about" may be late.
const UP_TO_LATER: f64 = 0.25;

thread_local! {
    /// The page's call; a page has at most one.
    static CALL: RefCell<Option<Rc<Controller>>> = const { RefCell::new(None) };
}

pub(super) fn dispatch(context: CallContext, press: Press) {
    match press {
        Press::Start { remote, private_room } => {
            if let Some(remote) = remote.get() {
                start(context, remote, private_room);
            }
        }
        Press::Leave => leave(context),
        Press::Command(command) => with_call(|call| call.handle(Input::Command(command))),
        Press::PlaySound => with_call(|call| call.playback.play_sound()),
    }
}

fn with_call(act: impl FnOnce(&Rc<Controller>)) {
    let call = CALL.with_borrow(Clone::clone);
    if let Some(call) = call {
        act(&call);
    }
}

struct Controller {
    context: CallContext,
    machine: RefCell<Machine>,
    /// The revision of the conversation that the page shows.
    lines_shown: Cell<u64>,
    socket: Socket,
    /// Nobody else may keep it: it closes when it is dropped.
    peer: RefCell<Option<Rc<Peer>>>,
    monitor: RefCell<Option<Monitor>>,
    _network: Network,
    playback: Playback,
    page_hide: Cell<Option<WindowListenerHandle>>,
}

fn start(context: CallContext, remote: HtmlVideoElement, private_room: Option<RoomId>) {
    // Without a name the page leads to the Studio.
    let Some(profile) = profile::remembered() else { return };
    if CALL.with_borrow(Option::is_some) {
        return;
    }
    context.recall_settings();
    let relay_only = context.relay_only.get_untracked();
    let profile = Profile { relay_only, ..profile };
    let call = Rc::new_cyclic(|call: &Weak<Controller>| {
        let to_call = call.clone();
        let socket = Socket::open(context.socket, move |message| {
            if let Some(call) = to_call.upgrade() {
                call.heard(message);
            }
        });
        let of_network = call.clone();
        let key_prefix = format!("{:08x}", (Math::random() * f64::from(u32::MAX)) as u32);
        Controller {
            context,
            machine: RefCell::new(Machine::new(profile, key_prefix)),
            lines_shown: Cell::default(),
            socket,
            peer: RefCell::default(),
            playback: Playback::new(remote, context.sound_blocked, context.stream.speaker),
            monitor: RefCell::default(),
            _network: Network::watch(move |change| {
                if let Some(call) = of_network.upgrade() {
                    call.network_changed(change);
                }
            }),
            page_hide: Cell::default(),
        }
    });
    let on_hide = window_event_listener_untyped("pagehide", move |event| {
        if !event.unchecked_into::<PageTransitionEvent>().persisted() {
            leave(context);
        }
    });
    call.page_hide.set(Some(on_hide));
    CALL.set(Some(call.clone()));
    context.set_auto_next(settings::auto_next());
    spawn_local(codec_support::learn());
    spawn_local(call.bring_media(private_room));
}

/// Says `bye`, closes the connection and lets go of camera and microphone.
fn leave(context: CallContext) {
    let Some(call) = CALL.take() else { return };
    if let Some(listener) = call.page_hide.take() {
        listener.remove();
    }
    call.close_peer();
    capture::on_change(None);
    control::release(context.stream);
    context.show(&Machine::new(Profile::default(), String::new()));
    context.messages.set(Vec::new());
    context.sound_blocked.set(false);
    context.notice.set(None);
}

impl Controller {
    /// After a reload the browser still knows the person's consent: the devices come back by
    /// themselves. A private room is entered when they are there, so that nobody sees a stage without.
    async fn bring_media(self: Rc<Self>, private_room: Option<RoomId>) {
        let call = Rc::downgrade(&self);
        capture::on_change(Some(Rc::new(move |change| {
            if let Some(call) = call.upgrade() {
                call.media_changed(change);
            }
        })));
        let stream = self.context.stream;
        drop(self);
        control::reopen(stream).await;
        with_call(|call| {
            call.media_changed(MediaChange::Tracks);
            if let Some(room) = private_room {
                call.handle(Input::Command(Command::Join(room)));
            }
        });
    }

    fn media_changed(self: &Rc<Self>, change: MediaChange) {
        let tracks = capture::tracks();
        self.handle(Input::Media { audio: tracks.is_heard(), video: tracks.is_seen() });
        if let Some(peer) = &*self.peer.borrow() {
            peer.set_tracks(tracks);
        }
        let notice = self.context.notice;
        match change {
            MediaChange::Tracks => {}
            MediaChange::Failed(error) => notice.set(Some(Notice::Devices(error))),
            MediaChange::Lost(lost) => notice.set(Some(Notice::DeviceLost(lost))),
            MediaChange::Back(kind) => notice.maybe_update(|notice| {
                let is_of_it = matches!(notice, Some(Notice::DeviceLost(lost)) if lost.kind == kind);
                is_of_it && notice.take().is_some()
            }),
            MediaChange::Speaker => self.playback.route(),
        }
    }

    fn network_changed(self: &Rc<Self>, change: Change) {
        // Of a network that is back the socket hears by itself.
        if change == Change::Other {
            self.socket.renew();
        }
        self.handle(Input::NetworkChanged);
    }

    fn heard(self: &Rc<Self>, message: Message) {
        match message {
            Message::Welcome(arrival, ice_servers) => self.handle(Input::Linked(arrival, ice_servers)),
            Message::Replayed => {
                self.socket.resend(|request| self.machine.borrow().wants(request));
                self.handle(Input::Replayed);
            }
            Message::Event(event) => self.handle(Input::Server(event)),
            Message::Accepted { request, receipt } => self.handle(Input::Accepted { request, receipt }),
            Message::Refused { request, error } => self.handle(Input::Refused { request, error }),
            Message::Lost => self.handle(Input::LinkLost),
            Message::Closed(closing) => self.handle(Input::LinkClosed(closing)),
        }
    }

    fn handle(self: &Rc<Self>, input: Input) {
        let actions = self.machine.borrow_mut().handle(input);
        for action in actions {
            self.perform(action);
        }
        let machine = self.machine.borrow();
        self.context.show(&machine);
        let conversation = machine.conversation();
        if self.lines_shown.replace(conversation.revision()) != conversation.revision() {
            self.context.messages.set(conversation.lines().to_vec());
        }
    }

    fn perform(self: &Rc<Self>, action: Action) {
        match action {
            Action::Send(request) => self.socket.send(request),
            Action::OpenPeer { polite, relay_only, ice_servers } => {
                let (to_show, to_tell) = (Rc::downgrade(self), Rc::downgrade(self));
                let peer = Peer::open(
                    polite,
                    &ice_servers,
                    relay_only,
                    capture::tracks(),
                    move |track| {
                        if let Some(call) = to_show.upgrade() {
                            call.show_track(&track);
                        }
                    },
                    move |event| {
                        if let Some(call) = to_tell.upgrade() {
                            call.handle(Input::Peer(event));
                        }
                    },
                );
                let peer = peer.ok().map(Rc::new);
                *self.monitor.borrow_mut() = peer.as_ref().map(|peer| Monitor::start(self.context, peer));
                *self.peer.borrow_mut() = peer;
            }
            Action::Signal(signal) => self.with_peer(|peer| peer.signal(signal)),
            Action::RestartIce { relay_only, ice_servers } => {
                self.with_peer(|peer| peer.restart_ice(&ice_servers, relay_only));
            }
            Action::Measure => self.with_peer(Peer::measure),
            Action::Progress(progress) => self.socket.send(session::Request::Progress(progress).into()),
            Action::ClosePeer => self.close_peer(),
            Action::After(duration, timer) => self.set(timer, duration),
            Action::AfterAbout(duration, timer) => {
                self.set(timer, duration.mul_f64(1.0 + UP_TO_LATER * Math::random()));
            }
            Action::At(moment, timer) => {
                let millis = moment.as_millis() as f64 - js_sys::Date::now();
                self.set(timer, Duration::from_secs_f64(millis.max(0.0) / 1000.0));
            }
            Action::Notice(notice) => self.context.notice.set(notice),
        }
    }

    fn set(self: &Rc<Self>, timer: Timer, duration: Duration) {
        let call = Rc::downgrade(self);
        let millis = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
        Timeout::new(millis, move || {
            if let Some(call) = call.upgrade() {
                call.handle(Input::Timer(timer));
            }
        })
        .forget();
    }

    fn show_track(self: &Rc<Self>, track: &MediaStreamTrack) {
        let call = Rc::downgrade(self);
        self.playback.show(track, move || {
            if let Some(call) = call.upgrade() {
                call.handle(Input::Peer(PeerEvent::FirstFrame));
            }
        });
    }

    fn with_peer(&self, act: impl FnOnce(&Peer)) {
        if let Some(peer) = &*self.peer.borrow() {
            act(peer);
        }
    }

    fn close_peer(&self) {
        self.monitor.take();
        self.peer.take();
        self.context.quality.set(None);
        self.playback.clear();
    }
}

impl CallContext {
    /// Lets the page see what the machine holds beside the chat's lines; only what changed is set.
    fn show(self, machine: &Machine) {
        let partner = machine.partner();
        update(self.with_friend, partner.is_friend);
        update(self.status, machine.status());
        update(self.prospects, machine.prospects());
        update(self.relay_offered, machine.relay_offered());
        update(self.remote_typing, machine.conversation().remote_typing());
        update(self.remote_media, partner.media);
        update(self.remote_image, partner.image.clone());
        update(self.shared_interests, partner.shared_interests.clone());
    }
}

fn update<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.with_untracked(|before| *before != now) {
        signal.set(now);
    }
}
