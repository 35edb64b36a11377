//! Whoever fits is matched at once: two people without preferences, both in the queue, do not wait
//! side by side; at most ten seconds if they have just met.

use live_loop::protocol::SocketId;
use live_loop::protocol::limits::WIDEN_INTERESTS_AFTER;

use super::view::View;
use super::{PROMPT, Rule, Verdict};
use crate::chaos::history::{Answer, Entry, Moment, News, Request, Session, What};

/// A time in the queue, as its client knows it for sure, with a link.
struct Wait<'a> {
    who: &'a SocketId,
    from: Moment,
    to: Moment,
    last_partner: Option<&'a SocketId>,
}

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    let all = view.history.sessions.iter().flat_map(|session| waits(session, view.history.settled));
    let long: Vec<Wait<'_>> = all.filter(|wait| wait.to - wait.from > PROMPT).collect();
    for (n, a) in long.iter().enumerate() {
        for b in &long[n + 1..] {
            let (from, to) = (a.from.max(b.from), a.to.min(b.to));
            let just_met = a.last_partner == Some(b.who) || b.last_partner == Some(a.who);
            let patience = PROMPT + if just_met { WIDEN_INTERESTS_AFTER } else { Moment::ZERO };
            if to.saturating_sub(from) > patience && may_complain(view, a, b, from, from + patience) {
                let words = format!("both waited from {from:?} to {to:?}");
                verdict.add(Rule::NobodyWaitsInVain, from + patience, &[a.who, b.who], words);
            }
        }
    }
}

fn may_complain(view: &View<'_>, a: &Wait<'_>, b: &Wait<'_>, from: Moment, to: Moment) -> bool {
    let both_well = [a, b].iter().all(|wait| view.is_well(wait.who, from, to));
    a.who != b.who && both_well && view.is_quiet(from, to) && !view.may_be_blocked(a.who, b.who)
}

fn waits(session: &Session, end: Moment) -> Vec<Wait<'_>> {
    let mut waits = Vec::new();
    let mut last_partner = None;
    // The request that was sent last, if it leads to the queue and has not led to a room yet.
    let mut asked: Option<u32> = None;
    let mut in_queue = false;
    let mut since: Option<Moment> = None;
    for Entry { at, what } in &session.entries {
        let mut waiting = since.is_some();
        let mut met = last_partner;
        match what {
            What::Sent { request: Request::Say { .. }, .. } => {}
            What::Sent { id, request } => {
                asked = (*request == Request::Room).then_some(*id);
                (in_queue, waiting) = (false, false);
            }
            What::Answered { id, answer } if asked == Some(*id) => {
                in_queue = *answer == Answer::Done;
                waiting = in_queue;
            }
            What::Told { news: News::Met { partner, .. }, .. } => {
                met = Some(partner);
                asked = None;
                (in_queue, waiting) = (false, false);
            }
            What::Linked { .. } => waiting = in_queue,
            What::Unlinked { .. } | What::Ended(_) => waiting = false,
            What::Tried | What::Answered { .. } | What::Told { .. } => {}
        }
        if waiting {
            since.get_or_insert(*at);
        } else if let Some(from) = since.take() {
            waits.push(Wait { who: &session.id, from, to: *at, last_partner });
        }
        last_partner = met;
    }
    waits.extend(since.map(|from| Wait { who: &session.id, from, to: end.max(from), last_partner }));
    waits
}
