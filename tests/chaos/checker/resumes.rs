//! A session can be resumed within its window, wherever its client lands; and only its own client takes it
//! away from a link.

use live_loop::protocol::session::CloseCode;

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
    let promises = view.history.promises;
    if !promises.nothing_lost {
        return;
    }
    for session in &view.history.sessions {
        let Some((refused, Ending::Refused)) = session.ending() else { continue };
        let Some(lost) = last_lost(session).filter(|_| was_known(session)) else { continue };
        if was_long_away(session, lost, promises.resume_window) {
            continue;
        }
        // A process that went silent was lost before its client knew.
        let lost = view.gone_since(&session.id, lost).unwrap_or(lost);
        let away = refused.saturating_sub(lost);
        if away + MARGIN < promises.resume_window {
            let words = format!("refused {away:?} after the link was lost");
            verdict.add(Rule::SessionResumes, refused, &[&session.id], words);
        }
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
    for Entry { at, what } in &session.entries {
        match what {
            What::Tried => tried = Some(*at),
            What::Unlinked { code }
                if *code == Some(CloseCode::TakenOver.as_u16())
                    && tried.is_none_or(|tried| tried + LATE_ATTEMPT < *at) =>
            {
                verdict.add(Rule::TakenOverByItself, *at, &[&session.id], "closed as if resumed elsewhere");
            }
            _ => {}
        }
    }
}
