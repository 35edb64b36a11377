//! What the server's operator hears of a call: each phase at its end, once. Nothing depends on it.

use super::{Action, Machine};
use crate::protocol::progress::{EndReason, Progress, Route};

impl Machine {
    pub(super) fn tell_progress(&mut self, progress: Progress) {
        if let Some(call) = self.call_mut()
            && !call.forgotten
            && !call.told.contains(&progress.phase())
        {
            call.told.push(progress.phase());
            self.act(Action::Progress(progress));
        }
    }

    /// The statistics tell the way only once there is one.
    pub(super) fn tell_route(&mut self, route: Option<Route>) {
        if let Some(route) = route {
            self.tell_progress(Progress::Connected(route));
        }
    }

    /// Thirty seconds after it connected.
    pub(super) fn tell_alive(&mut self) {
        if self.call().is_some_and(|call| !call.is_connecting()) {
            self.tell_progress(Progress::Alive);
        }
    }

    pub(super) fn tell_end(&mut self, reason: EndReason) {
        self.tell_progress(Progress::Ended(reason));
    }
}
