//! What each user lived through, and what must be true of all of it together.

use std::collections::HashMap;

#[derive(Debug)]
pub struct History {
    pub id: String,
    pub number: usize,
    pub entries: Vec<Entry>,
}

#[derive(Debug)]
pub enum Entry {
    /// Left the room, if in one, by one's own will.
    Left,
    Met {
        room: String,
        partner: String,
        polite: bool,
    },
    WasLeft {
        room: String,
    },
    /// Acknowledged by the server.
    Said {
        room: String,
        text: String,
    },
    Heard {
        room: String,
        text: String,
    },
}

pub fn check(histories: Vec<History>) {
    let mut rooms: HashMap<&str, Vec<(&str, &str, bool)>> = HashMap::new();
    for history in &histories {
        one_at_a_time(history);
        for entry in &history.entries {
            if let Entry::Met { room, partner, polite } = entry {
                rooms.entry(room).or_default().push((&history.id, partner, *polite));
            }
        }
    }
    for (room, sides) in &rooms {
        let [(a, of_a, polite_a), (b, of_b, polite_b)] = sides.as_slice() else {
            panic!("{room} was told to {sides:?}");
        };
        assert!(a == of_b && b == of_a && a != b, "{room}: {sides:?}");
        assert_ne!(polite_a, polite_b, "{room}");
    }
    assert!(rooms.len() > histories.len(), "a storm has more calls than that: {}", rooms.len());
    let messages = every_message_once_and_in_order(&histories);
    assert!(messages > histories.len(), "a storm has more words than that: {messages}");
    println!("{} calls, {messages} messages", rooms.len());
}

/// Nobody is matched with themselves, or with two at once.
fn one_at_a_time(history: &History) {
    let mut present: Option<&str> = None;
    for entry in &history.entries {
        match entry {
            Entry::Left => present = None,
            Entry::Met { room, partner, .. } => {
                assert_eq!(present, None, "{} is in two rooms at once", history.number);
                assert_ne!(partner, &history.id);
                present = Some(room);
            }
            Entry::WasLeft { room } if present == Some(room) => present = None,
            Entry::WasLeft { .. } | Entry::Said { .. } | Entry::Heard { .. } => {}
        }
    }
    assert!(present.is_some(), "{} is left over", history.number);
}

/// What one heard in a room is what the other said there.
fn every_message_once_and_in_order(histories: &[History]) -> usize {
    let mut said: HashMap<(&str, &str), Vec<&str>> = HashMap::new();
    let mut heard: HashMap<(&str, &str), Vec<&str>> = HashMap::new();
    let mut messages = 0;
    for history in histories {
        for entry in &history.entries {
            match entry {
                Entry::Said { room, text } => {
                    messages += 1;
                    said.entry((room, speaker(text))).or_default().push(text);
                }
                Entry::Heard { room, text } => heard.entry((room, speaker(text))).or_default().push(text),
                Entry::Left | Entry::Met { .. } | Entry::WasLeft { .. } => {}
            }
        }
    }
    for (whose, words) in &said {
        let told = heard.get(whose).map(Vec::as_slice).unwrap_or_default();
        // One more may have been told whose ack was lost with the link, and the call was over then.
        assert!(told.starts_with(words) && told.len() <= words.len() + 1, "{whose:?}: {words:?}, {told:?}");
    }
    messages
}

fn speaker(text: &str) -> &str {
    text.split(':').next().unwrap_or_default()
}
