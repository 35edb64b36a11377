//! Gathers candidates as for a call, and hangs up before there is one.

use std::pin::pin;
use std::time::Duration;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use gloo_timers::future::sleep;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::RtcPeerConnectionIceEvent;

use super::{Findings, NetworkCheck, NetworkCheckContext, Reach};
use crate::protocol::session::IceServer;
use crate::services::call::rtc::{self, Connection};
use crate::services::signaling::SocketContext;
use crate::services::signaling::session::Message;
use crate::services::signaling::socket::Socket;

/// How long the site's server may take, and then the STUN and TURN servers.
const WITHIN: Duration = Duration::from_secs(5);

type Handler = Closure<dyn FnMut(JsValue)>;

enum Found {
    Candidate(String),
    Failed { url: String },
    End,
}

pub fn check(context: NetworkCheckContext) {
    spawn_local(async move {
        let reach = match ice_servers(context.socket).await {
            Some(servers) => gather(&servers).await,
            None => Reach::Offline,
        };
        context.state.set(NetworkCheck::Done(reach));
    });
}

/// Those of the welcome; the session that it costs is ended at once.
async fn ice_servers(link: SocketContext) -> Option<Vec<IceServer>> {
    let (told, mut welcome) = unbounded();
    let socket = Socket::open(link, move |message| {
        if let Message::Welcome(_, servers) = message {
            _ = told.unbounded_send(servers);
        }
    });
    let servers = within(&mut welcome).await;
    drop(socket);
    servers
}

async fn gather(servers: &[IceServer]) -> Reach {
    let (found, mut findings) = unbounded();
    let Ok(gathering) = Gathering::start(servers, found) else { return Reach::Blocked };
    let mut so_far = Findings::new(servers, gathering.tells_errors());
    let time = sleep(WITHIN);
    let mut time = pin!(time);
    loop {
        if let Some(reach) = so_far.so_far() {
            return reach;
        }
        match select(findings.next(), &mut time).await {
            Either::Left((Some(Found::Candidate(candidate)), _)) => so_far.candidate(&candidate),
            Either::Left((Some(Found::Failed { url }), _)) => so_far.failed(&url),
            Either::Left((Some(Found::End) | None, _)) => return so_far.complete(),
            Either::Right(_) => return so_far.time_over(),
        }
    }
}

/// A connection to nobody; closes when it is dropped.
struct Gathering {
    connection: Connection,
    _handlers: [Handler; 2],
}

impl Gathering {
    fn start(servers: &[IceServer], found: UnboundedSender<Found>) -> Result<Self, JsValue> {
        let connection = Connection::open(&rtc::configuration(servers, false))?;
        let failed = found.clone();
        let on_candidate = Handler::new(move |event: JsValue| {
            let candidate = event.unchecked_into::<RtcPeerConnectionIceEvent>().candidate();
            let told = candidate.map_or(Found::End, |it| Found::Candidate(it.candidate()));
            _ = found.unbounded_send(told);
        });
        let on_error = Handler::new(move |event: JsValue| {
            let url = Reflect::get(&event, &"url".into()).ok().and_then(|url| url.as_string());
            _ = failed.unbounded_send(Found::Failed { url: url.unwrap_or_default() });
        });
        connection.set_onicecandidate(Some(function(&on_candidate)));
        _ = connection.add_event_listener_with_callback("icecandidateerror", function(&on_error));
        connection.add_transceiver_with_str("audio");
        let described = connection.describe_locally();
        // Without a description nothing is gathered, and the time runs out.
        rtc::quietly(described);
        Ok(Self { connection, _handlers: [on_candidate, on_error] })
    }

    fn tells_errors(&self) -> bool {
        Reflect::has(&self.connection, &"onicecandidateerror".into()).unwrap_or(false)
    }
}

impl Drop for Gathering {
    fn drop(&mut self) {
        self.connection.set_onicecandidate(None);
        self.connection.close();
    }
}

fn function(handler: &Handler) -> &Function {
    handler.as_ref().unchecked_ref()
}

async fn within<T>(coming: &mut UnboundedReceiver<T>) -> Option<T> {
    match select(coming.next(), pin!(sleep(WITHIN))).await {
        Either::Left((came, _)) => came,
        Either::Right(_) => None,
    }
}
