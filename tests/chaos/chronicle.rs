//! What the nemesis writes down.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::history::{Fault, Moment, Outage, OutageKind, ProcessId};

pub struct Chronicle {
    began: Instant,
    pages: Mutex<Pages>,
}

#[derive(Default)]
struct Pages {
    faults: Vec<Fault>,
    outages: Vec<Outage>,
}

/// An outage that goes on.
#[must_use]
pub struct Ongoing(usize);

impl Chronicle {
    pub fn new(began: Instant) -> Self {
        Self { began, pages: Mutex::default() }
    }

    pub fn now(&self) -> Moment {
        self.began.elapsed()
    }

    pub fn begin(&self, process: ProcessId, kind: OutageKind) -> Ongoing {
        let outage = Outage { process, kind, from: self.now(), to: None };
        let mut pages = self.pages();
        pages.outages.push(outage);
        Ongoing(pages.outages.len() - 1)
    }

    /// From now on, for good.
    pub fn ended(&self, process: ProcessId) {
        let Ongoing(_) = self.begin(process, OutageKind::Silent);
    }

    pub fn end(&self, outage: Ongoing) {
        let now = self.now();
        self.pages().outages[outage.0].to = Some(now);
    }

    pub fn fault(&self, fault: Fault) {
        self.pages().faults.push(fault);
    }

    pub fn into_pages(self) -> (Vec<Fault>, Vec<Outage>) {
        let Pages { faults, outages } = self.pages.into_inner().unwrap_or_else(PoisonError::into_inner);
        (faults, outages)
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
