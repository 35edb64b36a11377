//! The socket that comes back: keeps one [`Wire`] to the server, opens the next when it is lost,
//! and tells `services::call` what it hears.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use gloo_timers::future::sleep;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::protocol::limits::SEEN_EVERY;
use crate::protocol::session::{CloseCode, Event as SessionEvent, Request as SessionRequest};
use crate::protocol::{ClientFrame, Event, Request, ServerFrame};

use super::backoff::Backoff;
use super::session::{Closing, Message, Session};
use super::wire::{Broken, Sender, Wire};
use super::{Link, SocketContext};

/// After 4429 the server wants to be left alone for a while.
const AFTER_TOO_MANY_REQUESTS: Duration = Duration::from_secs(30);
/// So many ticks without a frame, and the link is asked whether it lives: the browser hides the
/// server's pings from us.
const SILENT_TICKS: u32 = 2;

pub struct Socket {
    shared: Rc<Shared>,
    control: UnboundedSender<Control>,
}

struct Shared {
    context: SocketContext,
    session: RefCell<Session>,
    sender: RefCell<Option<Sender>>,
    /// The page was left.
    closed: Cell<bool>,
    tell: Box<dyn Fn(Message)>,
}

/// What the socket's task hears beside frames.
enum Control {
    /// The network is back or the person looks again: try now.
    Wake,
    /// The network is gone.
    Offline,
    /// The moment to leave a draining instance.
    MoveOn,
    Close,
}

/// How serving a wire ended.
enum End {
    Broken(Broken),
    MoveOn(Wire),
    Close,
}

impl Socket {
    pub fn open(context: SocketContext, tell: impl Fn(Message) + 'static) -> Self {
        let (control, controls) = unbounded();
        let shared = Rc::new(Shared {
            context,
            session: RefCell::default(),
            sender: RefCell::default(),
            closed: Cell::default(),
            tell: Box::new(tell),
        });
        spawn_local(run(shared.clone(), control.clone(), controls));
        Self { shared, control }
    }

    pub fn send(&self, request: Request) {
        let frame = self.shared.session.borrow_mut().send(request);
        self.shared.send(frame);
    }

    /// After [`Message::Replayed`].
    pub fn resend(&self, wanted: impl Fn(&Request) -> bool) {
        let frames = self.shared.session.borrow_mut().resend(wanted);
        self.shared.send(frames);
    }
}

/// Leaving the page: gone for good, and said so while there is still time.
impl Drop for Socket {
    fn drop(&mut self) {
        self.shared.closed.set(true);
        self.shared.send([bye()]);
        self.shared.context.link.set(Link::Closed);
        _ = self.control.unbounded_send(Control::Close);
    }
}

fn bye() -> ClientFrame {
    ClientFrame { id: None, request: SessionRequest::Bye {}.into() }
}

async fn run(
    shared: Rc<Shared>,
    control: UnboundedSender<Control>,
    mut controls: UnboundedReceiver<Control>,
) {
    let _listeners = Listeners::new(&control);
    let mut backoff = Backoff::default();
    // The wire to a draining instance stands until the next one does, so that nobody is away.
    let mut before: Option<Wire> = None;
    shared.context.link.set(Link::Connecting);
    loop {
        let hello = shared.session.borrow().hello();
        let connected = Wire::connect(&hello).await;
        if shared.closed.get() {
            // Left while connecting: nobody is to wait for someone who is gone.
            if let Ok((wire, _)) = connected {
                wire.sender().send(&bye());
            }
            return;
        }
        let end = match connected {
            Ok((wire, welcome)) => {
                drop(before.take());
                backoff.reset();
                let (message, frames) = shared.session.borrow_mut().welcomed(welcome);
                *shared.sender.borrow_mut() = Some(wire.sender());
                shared.context.link.set(Link::Online);
                shared.send(frames);
                (shared.tell)(message);
                shared.serve(wire, &control, &mut controls).await
            }
            Err(broken) => {
                drop(before.take());
                End::Broken(broken)
            }
        };
        shared.sender.borrow_mut().take();
        shared.session.borrow_mut().lost();
        let delay = match end {
            End::Close => return,
            End::MoveOn(wire) => {
                before = Some(wire);
                continue;
            }
            End::Broken(broken) => match shared.after_loss(broken, &mut backoff) {
                Some(delay) => delay,
                None => return,
            },
        };
        if !pause(delay, &mut controls, &mut backoff).await {
            return;
        }
    }
}

impl Shared {
    fn send(&self, frames: impl IntoIterator<Item = ClientFrame>) {
        if let Some(sender) = &*self.sender.borrow() {
            frames.into_iter().for_each(|frame| sender.send(&frame));
        }
    }

    /// Until the wire breaks or is left.
    async fn serve(
        &self,
        mut wire: Wire,
        control: &UnboundedSender<Control>,
        controls: &mut UnboundedReceiver<Control>,
    ) -> End {
        let mut silent_ticks = 0;
        let mut tick = sleep(SEEN_EVERY);
        loop {
            let turn = {
                let frame = std::pin::pin!(wire.next());
                match select(frame, select(controls.next(), &mut tick)).await {
                    Either::Left((frame, _)) => Turn::Frame(frame),
                    Either::Right((Either::Left((control, _)), _)) => Turn::Control(control),
                    Either::Right((Either::Right(_), _)) => Turn::Tick,
                }
            };
            match turn {
                Turn::Frame(Ok(frame)) => {
                    silent_ticks = 0;
                    self.received(frame, control);
                }
                Turn::Frame(Err(broken)) => return End::Broken(broken),
                Turn::Control(Some(Control::Wake)) => {}
                Turn::Control(Some(Control::Offline)) => return End::Broken(Broken::default()),
                Turn::Control(Some(Control::MoveOn)) => return End::MoveOn(wire),
                Turn::Control(Some(Control::Close) | None) => return End::Close,
                Turn::Tick => {
                    tick = sleep(SEEN_EVERY);
                    silent_ticks += 1;
                    match self.session.borrow_mut().tick(silent_ticks >= SILENT_TICKS) {
                        Ok(seen) => self.send(seen),
                        Err(_) => return End::Broken(Broken::default()),
                    }
                }
            }
        }
    }

    fn received(&self, frame: ServerFrame, control: &UnboundedSender<Control>) {
        if let Event::Session(SessionEvent::Draining { reconnect_within_ms }) = frame.event {
            let control = control.clone();
            spawn_local(async move {
                sleep(Duration::from_millis(reconnect_within_ms).mul_f64(js_sys::Math::random())).await;
                _ = control.unbounded_send(Control::MoveOn);
            });
            return;
        }
        let message = self.session.borrow_mut().received(frame);
        let seen = self.session.borrow_mut().seen_if_due();
        self.send(seen);
        if let Some(message) = message {
            (self.tell)(message);
        }
    }

    /// Tells of the loss and returns how long to wait, `None` for ever.
    fn after_loss(&self, broken: Broken, backoff: &mut Backoff) -> Option<Duration> {
        let is = |code: CloseCode| broken.0 == Some(code.as_u16());
        let closing = if is(CloseCode::TakenOver) {
            Some(Closing::TakenOver)
        } else if is(CloseCode::NoHello) {
            Some(Closing::Outdated)
        } else {
            None
        };
        if let Some(closing) = closing {
            self.context.link.set(Link::Closed);
            (self.tell)(Message::Closed(closing));
            return None;
        }
        self.context.link.set(Link::Reconnecting);
        (self.tell)(Message::Lost);
        let delay = backoff.next_delay(js_sys::Math::random());
        Some(if is(CloseCode::TooManyRequests) { AFTER_TOO_MANY_REQUESTS + delay } else { delay })
    }
}

enum Turn {
    Frame(Result<ServerFrame, Broken>),
    Control(Option<Control>),
    Tick,
}

/// Waits until the next try; false when there is to be none.
async fn pause(delay: Duration, controls: &mut UnboundedReceiver<Control>, backoff: &mut Backoff) -> bool {
    let mut waiting = sleep(delay);
    loop {
        match select(&mut waiting, controls.next()).await {
            Either::Left(_) => return true,
            Either::Right((Some(Control::Wake), _)) => {
                backoff.reset();
                return true;
            }
            Either::Right((Some(Control::Offline | Control::MoveOn), _)) => {}
            Either::Right((Some(Control::Close) | None, _)) => return false,
        }
    }
}

/// The window's events that say something of the network, for as long as the socket's task runs.
struct Listeners(Vec<WindowListenerHandle>);

impl Listeners {
    fn new(control: &UnboundedSender<Control>) -> Self {
        let on = |event: &str, hear: fn() -> Option<Control>| {
            let control = control.clone();
            window_event_listener_untyped(event, move |_| {
                if let Some(heard) = hear() {
                    _ = control.unbounded_send(heard);
                }
            })
        };
        Self(vec![
            on("online", || Some(Control::Wake)),
            on("offline", || Some(Control::Offline)),
            on("visibilitychange", || (!document().hidden()).then_some(Control::Wake)),
        ])
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.0.drain(..).for_each(WindowListenerHandle::remove);
    }
}
