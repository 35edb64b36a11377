//! Looks at the connection every other second while it lives: shows its `quality`, and keeps to the
//! limits of `sending`.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::CallContext;
use super::peer::Peer;
use super::quality::Judge;
use super::sending::Sending;
use super::stats::Snapshot;

const EVERY_MILLIS: u32 = 2000;

/// Dropping it ends the watch.
pub struct Monitor {
    _interval: Interval,
}

struct Watch {
    context: CallContext,
    peer: Weak<Peer>,
    judge: RefCell<Judge>,
    sending: RefCell<Sending>,
}

impl Monitor {
    pub fn start(context: CallContext, peer: &Rc<Peer>) -> Self {
        let sending = Sending::new(context.data_saver.get_untracked());
        peer.limit(sending.limits());
        let watch = Rc::new(Watch {
            context,
            peer: Rc::downgrade(peer),
            judge: RefCell::default(),
            sending: RefCell::new(sending),
        });
        Self { _interval: Interval::new(EVERY_MILLIS, move || spawn_local(watch.clone().look())) }
    }
}

impl Watch {
    async fn look(self: Rc<Self>) {
        // Not held meanwhile: it closes when it is dropped.
        let Some(stats) = self.peer.upgrade().map(|peer| peer.stats()) else { return };
        let Some(snapshot) = stats.await else { return };
        if let Some(peer) = self.peer.upgrade() {
            self.take(&peer, snapshot);
        }
    }

    fn take(&self, peer: &Peer, snapshot: Snapshot) {
        let context = self.context;
        let mut sending = self.sending.borrow_mut();
        sending.save_data(context.data_saver.get_untracked());
        sending.report(snapshot.outgoing.limitation);
        peer.limit(sending.limits());
        let expects_picture = context.remote_media.get_untracked().video;
        context.quality.set(self.judge.borrow_mut().judge(snapshot, expects_picture));
    }
}
