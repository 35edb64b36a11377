//! The words of one call: lines as the page shows them, and who is typing. Delivery is
//! `services::signaling`'s: a line's key makes sending it twice harmless.

use crate::protocol::chat::{ChatMessage, Receipt};

use super::{ChatLine, Delivery};

/// So many of the latest lines are kept, however long the call.
const LINES_KEPT: usize = 500;

#[derive(Debug)]
pub struct Conversation {
    lines: Vec<ChatLine>,
    /// Counts the changes of the lines, so that nobody has to compare them.
    revision: u64,
    /// Makes keys unlike those of the other side, and of this person's earlier visits to the room.
    key_prefix: String,
    last_key: u64,
    typing: Typing,
    /// Counts what the partner told of their typing, so that a silence can be tied to it.
    remote_typing: Option<u64>,
    remote_told: u64,
}

/// What the partner was told of our typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typing {
    No,
    /// Told, and not to be told again for a while.
    JustTold,
    Told,
}

impl Conversation {
    pub fn new(key_prefix: String) -> Self {
        Self {
            lines: Vec::new(),
            revision: 0,
            key_prefix,
            last_key: 0,
            typing: Typing::No,
            remote_typing: None,
            remote_told: 0,
        }
    }

    pub fn lines(&self) -> &[ChatLine] {
        &self.lines
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn remote_typing(&self) -> bool {
        self.remote_typing.is_some()
    }

    /// For the next partner.
    pub fn clear(&mut self) {
        self.lines.clear();
        self.revision += 1;
        self.end();
    }

    fn push(&mut self, line: ChatLine) {
        self.lines.push(line);
        if self.lines.len() > LINES_KEPT {
            self.lines.remove(0);
        }
        self.revision += 1;
    }

    /// Nothing more can be said or heard; the words stay readable.
    pub fn end(&mut self) {
        self.typing = Typing::No;
        self.remote_typing = None;
        for line in self.lines.iter_mut().filter(|line| line.delivery == Delivery::Sending) {
            line.delivery = Delivery::GivenUp;
            self.revision += 1;
        }
    }

    /// Adds an own line.
    pub fn say(&mut self, text: String) {
        self.last_key += 1;
        let key = format!("{}-{}", self.key_prefix, self.last_key);
        self.push(ChatLine { key, mine: true, text, timestamp: None, delivery: Delivery::Sending });
    }

    /// The own line whose turn it is.
    pub fn unsent(&self) -> Option<&ChatLine> {
        self.lines.iter().find(|line| line.delivery == Delivery::Sending)
    }

    /// The server took an own line.
    pub fn accepted(&mut self, key: &str, receipt: Option<&Receipt>) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.mine && line.key == key) {
            line.timestamp = receipt.map(|receipt| receipt.timestamp);
            line.delivery = Delivery::Done;
            self.revision += 1;
        }
    }

    /// The server refused an own line: nobody will ever read it.
    pub fn refused(&mut self, key: &str) {
        self.lines.retain(|line| !(line.mine && line.key == key));
        self.revision += 1;
    }

    pub fn heard(&mut self, message: ChatMessage) {
        self.remote_typing = None;
        self.push(ChatLine {
            key: message.message_id.to_string(),
            mine: false,
            text: message.message,
            timestamp: Some(message.timestamp),
            delivery: Delivery::Done,
        });
    }

    /// The text box changed. Returns what to tell the partner, if anything.
    pub fn typing(&mut self, text_is_empty: bool) -> Option<bool> {
        let (now, tell) = match (text_is_empty, self.typing) {
            (true, Typing::No) => return None,
            (true, _) => (Typing::No, Some(false)),
            (false, Typing::JustTold) => return None,
            (false, Typing::No | Typing::Told) => (Typing::JustTold, Some(true)),
        };
        self.typing = now;
        tell
    }

    /// Some seconds after the partner was told: going on may be told again.
    pub fn may_tell_typing(&mut self) {
        if self.typing == Typing::JustTold {
            self.typing = Typing::Told;
        }
    }

    /// The partner told of their typing. Returns a number for [`Self::silence`].
    pub fn partner_typing(&mut self, typing: bool) -> u64 {
        self.remote_told += 1;
        self.remote_typing = typing.then_some(self.remote_told);
        self.remote_told
    }

    /// Nothing was heard since the partner told the `told`-th time.
    pub fn silence(&mut self, told: u64) {
        if self.remote_typing == Some(told) {
            self.remote_typing = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Timestamp;

    fn heard(text: &str) -> ChatMessage {
        ChatMessage {
            room_id: "room".into(),
            message_id: "m1".into(),
            from: "peer".into(),
            message: text.into(),
            timestamp: Timestamp::from_millis(7),
        }
    }

    fn receipt() -> Receipt {
        Receipt { message_id: "m".into(), timestamp: Timestamp::from_millis(5) }
    }

    /// Says it, and returns the new line's key.
    fn say(talk: &mut Conversation, text: &str) -> String {
        talk.say(text.into());
        talk.lines().last().unwrap().key.clone()
    }

    #[test]
    fn an_own_line_stands_at_once_and_gets_its_time_with_the_receipt() {
        let mut talk = Conversation::new("me".into());
        let first = say(&mut talk, "hi");
        let second = say(&mut talk, "there");
        assert_ne!(first, second);
        talk.accepted(&second, Some(&receipt()));
        let told: Vec<_> = talk.lines().iter().map(|line| (line.timestamp, line.delivery)).collect();
        let time = Some(Timestamp::from_millis(5));
        assert_eq!(told, [(None, Delivery::Sending), (time, Delivery::Done)]);
        talk.refused(&first);
        assert_eq!(talk.lines().len(), 1);
    }

    #[test]
    fn the_lines_turn_comes_in_order_and_those_that_are_left_are_given_up() {
        let mut talk = Conversation::new("me".into());
        let first = say(&mut talk, "hi");
        talk.heard(heard("you"));
        let second = say(&mut talk, "there");
        let last = say(&mut talk, "!");
        let turn = |talk: &Conversation| talk.unsent().map(|line| line.key.clone());
        assert_eq!(turn(&talk), Some(first.clone()));
        talk.accepted(&first, Some(&receipt()));
        assert_eq!(turn(&talk), Some(second.clone()));
        talk.refused(&second);
        assert_eq!(turn(&talk), Some(last.clone()));
        talk.end();
        assert_eq!(turn(&talk), None);
        assert_eq!(talk.lines().last().map(|line| line.delivery), Some(Delivery::GivenUp));
        talk.accepted(&last, Some(&receipt()));
        assert_eq!(talk.lines().last().map(|line| line.delivery), Some(Delivery::Done), "it had arrived");
    }

    #[test]
    fn the_latest_lines_are_kept() {
        let mut talk = Conversation::new("me".into());
        let first = say(&mut talk, "hi");
        for _ in 0..LINES_KEPT {
            talk.say("and".into());
        }
        assert_eq!(talk.lines().len(), LINES_KEPT);
        assert!(talk.lines().iter().all(|line| line.key != first));
    }

    #[test]
    fn each_change_of_the_lines_is_a_revision_and_nothing_else_is() {
        let mut talk = Conversation::new("me".into());
        let mut last = talk.revision();
        let mut is_new =
            |talk: &Conversation| std::mem::replace(&mut last, talk.revision()) != talk.revision();
        let key = say(&mut talk, "hi");
        assert!(is_new(&talk));
        talk.accepted(&key, Some(&receipt()));
        assert!(is_new(&talk));
        talk.end();
        assert!(!is_new(&talk), "nothing is left to give up");
        talk.refused(&key);
        assert!(is_new(&talk));
        talk.heard(heard("hi"));
        assert!(is_new(&talk));
        talk.typing(false);
        talk.partner_typing(true);
        assert!(!is_new(&talk));
        talk.clear();
        assert!(is_new(&talk));
    }

    #[test]
    fn typing_is_told_sparingly_and_taken_back() {
        let mut talk = Conversation::new("me".into());
        assert_eq!(talk.typing(true), None, "nothing to take back");
        assert_eq!(talk.typing(false), Some(true));
        assert_eq!(talk.typing(false), None);
        talk.may_tell_typing();
        assert_eq!(talk.typing(false), Some(true));
        assert_eq!(talk.typing(true), Some(false));
        assert_eq!(talk.typing(true), None);
    }

    #[test]
    fn the_partners_typing_ends_with_a_message_or_with_silence() {
        let mut talk = Conversation::new("me".into());
        let told = talk.partner_typing(true);
        let again = talk.partner_typing(true);
        talk.silence(told);
        assert!(talk.remote_typing(), "told again since");
        talk.silence(again);
        assert!(!talk.remote_typing());
        talk.partner_typing(true);
        talk.heard(heard("hi"));
        assert!(!talk.remote_typing());
        talk.partner_typing(true);
        talk.partner_typing(false);
        assert!(!talk.remote_typing());
    }
}
