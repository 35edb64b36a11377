//! The socket that comes back: keeps one [`Wire`] to the server, opens the next when it is lost,
//! and tells `services::call` what it hears.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt;
use futures_util::future::{Either, FutureExt, LocalBoxFuture, pending, ready, select};
use gloo_timers::future::sleep;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::protocol::limits::SEEN_EVERY;
use crate::protocol::session::{Event as SessionEvent, Request as SessionRequest, Welcome};
use crate::protocol::{ClientFrame, Event, Request, ServerFrame};

use super::backoff::Backoff;
use super::loss::{Comeback, Loss};
use super::session::{Message, Session};
use super::wire::{Sender, Wire};
use super::{Link, SocketContext};

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
    /// The network is another one: the link may be dead, and not know it.
    Renew,
    Close,
}

/// What came of an attempt to link.
type Attempt = Result<(Wire, Welcome), Loss>;

/// How serving a wire ended.
enum End {
    Lost(Loss),
    /// To another instance, or what came of trying to.
    Moved(Attempt),
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
        spawn_local(run(shared.clone(), Listeners::new(&control), controls));
        Self { shared, control }
    }

    pub fn send(&self, request: Request) {
        let frame = self.shared.session.borrow_mut().send(request);
        self.shared.send(frame);
    }

    /// Moves to a new link, over whatever network there is now.
    pub fn renew(&self) {
        _ = self.control.unbounded_send(Control::Renew);
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

async fn run(shared: Rc<Shared>, _listeners: Listeners, mut controls: UnboundedReceiver<Control>) {
    let mut backoff = Backoff::default();
    let mut moved = None;
    shared.context.link.set(Link::Connecting);
    loop {
        let attempt = match moved.take() {
            Some(attempt) => attempt,
            None => shared.clone().connect().await,
        };
        if shared.closed.get() {
            // Left while connecting: nobody is to wait for someone who is gone.
            if let Ok((wire, _)) = attempt {
                wire.sender().send(&bye());
            }
            return;
        }
        let end = match attempt {
            Ok((wire, welcome)) => {
                backoff.reset();
                shared.welcomed(&wire, welcome);
                shared.serve(wire, &mut controls).await
            }
            Err(loss) => End::Lost(loss),
        };
        shared.sender.borrow_mut().take();
        shared.session.borrow_mut().lost();
        let delay = match end {
            End::Close => return,
            End::Moved(attempt) => {
                moved = Some(attempt);
                continue;
            }
            End::Lost(loss) => match shared.after_loss(&loss, &mut backoff) {
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

    async fn connect(self: Rc<Self>) -> Attempt {
        Wire::connect(|| self.session.borrow_mut().hello()).await
    }

    fn welcomed(&self, wire: &Wire, welcome: Welcome) {
        let (message, frames) = self.session.borrow_mut().welcomed(welcome);
        *self.sender.borrow_mut() = Some(wire.sender());
        self.context.link.set(Link::Online);
        self.send(frames);
        (self.tell)(message);
    }

    /// Until the wire breaks or is left.
    async fn serve(self: &Rc<Self>, mut wire: Wire, controls: &mut UnboundedReceiver<Control>) -> End {
        let mut silent_ticks = 0;
        let mut tick = sleep(SEEN_EVERY);
        // When to leave, and the next link that is being made: this one serves until that one stands, so
        // that nobody is away.
        let mut departure = never::<()>();
        let mut moving: Option<LocalBoxFuture<'static, Attempt>> = None;
        let mut backoff = Backoff::default();
        loop {
            let turn = {
                let frame = pin!(wire.next());
                let ahead = pin!(async {
                    match &mut moving {
                        Some(attempt) => Turn::Moved(attempt.await),
                        None => {
                            (&mut departure).await;
                            Turn::Leave
                        }
                    }
                });
                let ours = select(controls.next(), select(&mut tick, ahead));
                match select(frame, ours).await {
                    Either::Left((frame, _)) => Turn::Frame(frame),
                    Either::Right((Either::Left((control, _)), _)) => Turn::Control(control),
                    Either::Right((Either::Right((Either::Left(_), _)), _)) => Turn::Tick,
                    Either::Right((Either::Right((Either::Right((turn, _)), _)), _)) => turn,
                }
            };
            match turn {
                Turn::Frame(Ok(frame)) => {
                    silent_ticks = 0;
                    if let Event::Session(SessionEvent::Draining { reconnect_within_ms }) = frame.event {
                        let within = Duration::from_millis(reconnect_within_ms);
                        departure = sleep(within.mul_f64(js_sys::Math::random())).boxed_local();
                    } else {
                        self.received(frame);
                    }
                }
                Turn::Frame(Err(loss)) => {
                    return match moving {
                        // It may be the next link that has ended this one, and not yet told so.
                        Some(attempt) => End::Moved(attempt.await),
                        None => End::Lost(loss),
                    };
                }
                Turn::Control(Some(Control::Wake)) => {}
                Turn::Control(Some(Control::Renew)) => departure = ready(()).boxed_local(),
                Turn::Control(Some(Control::Offline)) => return End::Lost(Loss::Closed(None)),
                Turn::Control(Some(Control::Close) | None) => return End::Close,
                Turn::Leave => moving = Some(self.clone().connect().boxed_local()),
                Turn::Moved(Ok(moved)) => return End::Moved(Ok(moved)),
                Turn::Moved(Err(_)) => {
                    // Where nobody takes us in yet, the link that still stands is the better one.
                    self.session.borrow_mut().stay();
                    moving = None;
                    departure = sleep(backoff.next_delay(js_sys::Math::random())).boxed_local();
                }
                Turn::Tick => {
                    tick = sleep(SEEN_EVERY);
                    silent_ticks += 1;
                    match self.session.borrow_mut().tick(silent_ticks >= SILENT_TICKS) {
                        Ok(seen) => self.send(seen),
                        Err(_) => return End::Lost(Loss::Closed(None)),
                    }
                }
            }
        }
    }

    fn received(&self, frame: ServerFrame) {
        let message = self.session.borrow_mut().received(frame);
        let seen = self.session.borrow_mut().seen_if_due();
        self.send(seen);
        if let Some(message) = message {
            (self.tell)(message);
        }
    }

    /// Tells of the loss and returns how long to wait, `None` for ever.
    fn after_loss(&self, loss: &Loss, backoff: &mut Backoff) -> Option<Duration> {
        match loss.comeback(backoff, js_sys::Math::random()) {
            Comeback::After(delay) => {
                self.context.link.set(Link::Reconnecting);
                (self.tell)(Message::Lost);
                Some(delay)
            }
            Comeback::Never(closing) => {
                self.context.link.set(Link::Closed);
                (self.tell)(Message::Closed(closing));
                None
            }
        }
    }
}

enum Turn {
    Frame(Result<ServerFrame, Loss>),
    Control(Option<Control>),
    Tick,
    /// A draining instance.
    Leave,
    Moved(Attempt),
}

fn never<T: 'static>() -> LocalBoxFuture<'static, T> {
    pending().boxed_local()
}

/// Waits until the next try; false when there is to be none.
async fn pause(delay: Duration, controls: &mut UnboundedReceiver<Control>, backoff: &mut Backoff) -> bool {
    let mut waiting = sleep(delay);
    loop {
        match select(&mut waiting, controls.next()).await {
            Either::Left(_) => return true,
            Either::Right((Some(Control::Wake | Control::Renew), _)) => {
                backoff.reset();
                return true;
            }
            Either::Right((Some(Control::Offline), _)) => {}
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
