//! A session can be resumed within its window, wherever its client lands; and only its own client takes it
//! away from a link.

use live_loop::protocol::session::CloseCode;
use live_loop::server::store::{LEASE, RENEW_EVERY};

use super::view::View;
use super::{PROMPT, Rule, Verdict};
use crate::chaos::history::{Answer, Ending, Entry, Moment, Session, What};

/// A client may know of the loss of its link later than the server, and asks later than it is heard.
const MARGIN: Moment = Moment::from_secs(1);

/// How long an attempt that its client gave up may still be under way.
const LATE_ATTEMPT: Moment = Moment::from_secs(15);

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    for session in &view.history.sessions {
        taken_over_by_nobody(session, verdict);
    }
    if !view.history.promises.nothing_lost {
        return;
    }
    for session in &view.history.sessions {
        let Some((refused, Ending::Refused)) = session.ending() else { continue };
        let Some(lost) = last_lost(session).filter(|_| was_known(session)) else { continue };
        let good_until = good_until(view, session, lost);
        if refused < good_until && !was_long_away(session, lost, view.history.promises.resume_window) {
            let words = format!("refused {:?} after the link was lost", refused.saturating_sub(lost));
            verdict.add(Rule::SessionResumes, refused, &[&session.id], words);
        }
    }
}

/// When a link that was lost may no longer be made up for. Of a process that went silent others first have to
/// find out that it did.
fn good_until(view: &View<'_>, session: &Session, lost: Moment) -> Moment {
    let window = view.history.promises.resume_window - MARGIN;
    match view.gone_since(&session.id, lost) {
        Some(silent) => (silent + LEASE - RENEW_EVERY + window).min(lost + window),
        None => lost + window,
    }
}

fn last_lost(session: &Session) -> Option<Moment> {
    let lost = |what: &What| matches!(what, What::Unlinked { .. });
    session.entries.iter().rev().find(|entry| lost(&entry.what)).map(|entry| entry.at)
}

/// Whether the link before was late already: a process without its store lets its own come back, and learns
/// afterwards that their window had passed.
fn was_long_away(session: &Session, lost: Moment, window: Moment) -> bool {
    let (mut away_since, mut late) = (None, None);
    for Entry { at, what } in &session.entries {
        match what {
            What::Unlinked { .. } => away_since = Some(*at),
            What::Linked { .. } => {
                let away = away_since.take().map_or(Moment::ZERO, |since| *at - since);
                late = (away + MARGIN >= window).then_some(*at);
            }
            _ => {}
        }
    }
    late.is_some_and(|linked| lost - linked < PROMPT)
}

/// One that was opened while its process had no store, and never came to anything, is no loss.
fn was_known(session: &Session) -> bool {
    session.entries.iter().any(|entry| matches!(entry.what, What::Answered { answer: Answer::Done, .. }))
}

/// Users do not read on a link that they have themselves taken the session from.
fn taken_over_by_nobody(session: &Session, verdict: &mut Verdict) {
    let mut tried: Option<Moment> = None;
    let taken_over = Some(CloseCode::TakenOver.as_u16());
    for Entry { at, what } in &session.entries {
        match what {
            What::Tried => tried = Some(*at),
            What::Unlinked { code }
                if *code == taken_over && tried.is_none_or(|tried| tried + LATE_ATTEMPT < *at) =>
            {
                verdict.add(Rule::TakenOverByItself, *at, &[&session.id], "closed as if resumed elsewhere");
            }
            _ => {}
        }
    }
}
