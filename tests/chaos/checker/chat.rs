//! An acked message reaches the other side exactly once and in order, if it is there or comes back.

use std::collections::HashMap;

use live_loop::protocol::{MessageId, RoomId, SocketId};

use super::view::{View, sent};
use super::{Rule, Verdict};
use crate::chaos::history::{Answer, Entry, Moment, News, Request, Session, What};

/// What somebody said, however often they sent it.
struct Said<'a> {
    session: &'a Session,
    room: &'a RoomId,
    first_sent: Moment,
    attempts: usize,
    /// The first ack.
    taken: Option<(Moment, &'a MessageId)>,
}

/// One delivery.
struct Heard<'a> {
    by: &'a Session,
    from: &'a SocketId,
    room: &'a RoomId,
    message: &'a MessageId,
    at: Moment,
}

pub fn check(view: &View<'_>, verdict: &mut Verdict) {
    let said = all_said(view, verdict);
    let heard = all_heard(view);
    for (text, deliveries) in &heard {
        was_said(view, text, said.get(text), deliveries, verdict);
        if view.history.promises.nothing_lost && deliveries.len() > 1 {
            let [first, again, ..] = deliveries.as_slice() else { continue };
            let words = format!("'{text}' arrived {} times", deliveries.len());
            verdict.add(Rule::MessageOnce, again.at, &[&first.by.id, &again.by.id], words);
        }
    }
    for (text, message) in &said {
        if message.taken.is_some() && !heard.contains_key(text) {
            did_not_arrive(view, text, message, verdict);
        }
    }
    in_order(view, &said, verdict);
}

fn all_said<'a>(view: &View<'a>, verdict: &mut Verdict) -> HashMap<&'a str, Said<'a>> {
    let mut all: HashMap<&str, Said<'_>> = HashMap::new();
    for session in &view.history.sessions {
        let mut texts: HashMap<u32, &str> = HashMap::new();
        for (id, request, at) in sent(session) {
            let Request::Say { room, text } = request else { continue };
            texts.insert(id, text);
            let new = || Said { session, room, first_sent: at, attempts: 0, taken: None };
            all.entry(text).or_insert_with(new).attempts += 1;
        }
        for Entry { at, what } in &session.entries {
            let What::Answered { id, answer: Answer::Taken(name) } = what else { continue };
            let Some(message) = texts.get(id).and_then(|text| all.get_mut(text)) else { continue };
            let (_, first) = message.taken.get_or_insert((*at, name));
            if *first != name {
                let words = format!("'{}' was named {first}, then {name}", texts[id]);
                verdict.add(Rule::MessageOnce, *at, &[&session.id], words);
            }
        }
    }
    all
}

fn all_heard<'a>(view: &View<'a>) -> HashMap<&'a str, Vec<Heard<'a>>> {
    let mut all: HashMap<&str, Vec<Heard<'_>>> = HashMap::new();
    for by in &view.history.sessions {
        for Entry { at, what } in &by.entries {
            if let What::Told { news: News::Heard { room, from, message, text }, .. } = what {
                all.entry(text).or_default().push(Heard { by, from, room, message, at: *at });
            }
        }
    }
    all
}

fn was_said(
    view: &View<'_>,
    text: &str,
    said: Option<&Said<'_>>,
    deliveries: &[Heard<'_>],
    verdict: &mut Verdict,
) {
    for heard in deliveries {
        let fits = said.is_some_and(|said| {
            let partners = view.rooms.get(said.room).into_iter().flatten();
            let mut partners = partners.filter(|stay| stay.session.id == said.session.id);
            let same_name = said.taken.is_none_or(|(_, name)| name == heard.message);
            said.session.id == *heard.from
                && said.room == heard.room
                && said.first_sent <= heard.at
                && (same_name || !view.history.promises.nothing_lost)
                && partners.any(|stay| *stay.partner == heard.by.id)
        });
        if !fits {
            let words = format!("'{text}' in room {}, from {}", heard.room, heard.from);
            verdict.add(Rule::MessageWasSaid, heard.at, &[&heard.by.id, heard.from], words);
        }
    }
}

/// Excused if the other side's session is over, and it was told nothing that came later; or if it
/// never heard of the room, for which there is a rule of its own.
fn did_not_arrive(view: &View<'_>, text: &str, said: &Said<'_>, verdict: &mut Verdict) {
    let Some((taken, _)) = said.taken else { return };
    let mut stays = view.rooms.get(said.room).into_iter().flatten();
    let listener = stays.find(|stay| stay.session.id != said.session.id);
    let excused = match listener {
        None => true,
        Some(stay) => {
            let over = stay.session.ending().is_some();
            over && !view.could_hear_of(&stay.session.id, taken)
                && !was_passed_over(stay.session, said, taken)
        }
    };
    if excused {
        verdict.excused_messages += 1;
    } else if view.history.promises.nothing_lost {
        let mut about = vec![&said.session.id];
        about.extend(listener.map(|stay| &stay.session.id));
        let words = format!("'{text}' in room {}, acked at {taken:?}", said.room);
        verdict.add(Rule::MessageArrives, taken, &about, words);
    }
}

/// Whether the listener was told something that comes after the message: a later one, the end of the
/// room, or another room.
fn was_passed_over(listener: &Session, said: &Said<'_>, taken: Moment) -> bool {
    let mut in_room = false;
    listener.entries.iter().any(|entry| match &entry.what {
        What::Told { news: News::Met { room, .. }, .. } => {
            let moved_on = in_room;
            in_room = room == said.room;
            moved_on
        }
        What::Told { news: News::PeerLeft(room), .. } => room == said.room,
        What::Told { news: News::Heard { text, .. }, .. } => {
            in_room && sent_at(said.session, text).is_some_and(|sent| sent > taken)
        }
        _ => false,
    })
}

fn sent_at(session: &Session, wanted: &str) -> Option<Moment> {
    sent(session).find_map(|(_, request, at)| match request {
        Request::Say { text, .. } if text == wanted => Some(at),
        _ => None,
    })
}

/// Of two messages of the same person, the one that was acked before the other was sent arrives before
/// it; so does the one that was sent first, if neither had to be sent again.
fn in_order(view: &View<'_>, said: &HashMap<&str, Said<'_>>, verdict: &mut Verdict) {
    for by in &view.history.sessions {
        let mut last: HashMap<&RoomId, &Said<'_>> = HashMap::new();
        for Entry { at, what } in &by.entries {
            let What::Told { news: News::Heard { room, text, .. }, .. } = what else { continue };
            let Some(message) = said.get(text.as_str()) else { continue };
            let overtaken = last.insert(room, message).is_some_and(|before| is_before(message, before));
            if overtaken {
                let words = format!("'{text}' in room {room} arrived after a later one");
                verdict.add(Rule::MessageOrder, *at, &[&by.id, &message.session.id], words);
            }
        }
    }
}

fn is_before(a: &Said<'_>, b: &Said<'_>) -> bool {
    let acked_first = a.taken.is_some_and(|(taken, _)| taken < b.first_sent);
    let sent_first = a.attempts == 1 && b.attempts == 1 && a.first_sent < b.first_sent;
    acked_first || sent_first
}
