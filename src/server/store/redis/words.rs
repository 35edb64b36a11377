//! What instances tell each other over their channels, and what lies in a session's mail: the JSON that
//! the scripts write and read. Clients never see it; [`Event`]s are made of it.

use serde::{Deserialize, Serialize};

use crate::protocol::chat::{ChatMessage, Event as Chat, Receipt};
use crate::protocol::matchmaking::{Event as Matchmaking, LeaveReason, Match, RemoteUser};
use crate::protocol::{Event, MessageId, RoomId, SocketId, Timestamp};

/// One thing that a session is told. Times are ms since the epoch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Word {
    #[serde(rename_all = "camelCase")]
    Match {
        room: RoomId,
        polite: bool,
        partner: SocketId,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        image: Option<String>,
        joined: u64,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        shared: Vec<String>,
        relay_only: bool,
    },
    Waiting {
        room: RoomId,
        expires: u64,
    },
    Again {
        room: RoomId,
    },
    Left {
        room: RoomId,
        reason: LeaveReason,
    },
    Away {
        room: RoomId,
    },
    Back {
        room: RoomId,
    },
    Chat {
        room: RoomId,
        id: MessageId,
        from: SocketId,
        text: String,
        at: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<String>,
    },
    /// Of the namespace `signaling`, or that someone types.
    Signal {
        event: Event,
    },
}

impl From<Word> for Event {
    fn from(word: Word) -> Self {
        match word {
            Word::Match { room: room_id, polite, partner, name, image, joined, shared, relay_only } => {
                let joined_at = Timestamp::from_millis(joined);
                let remote_user =
                    RemoteUser { socket: partner, user_name: name, user_image: image, joined_at };
                let done = Match { room_id, polite, remote_user, shared_interests: shared, relay_only };
                Matchmaking::MatchDone(done).into()
            }
            Word::Waiting { room: room_id, expires } => {
                let expires_at = Timestamp::from_millis(expires);
                Matchmaking::RoomWaiting { room_id, expires_at }.into()
            }
            Word::Again { room: room_id } => Matchmaking::TalkAgain { room_id }.into(),
            Word::Left { room: room_id, reason } => Matchmaking::PeerLeft { room_id, reason }.into(),
            Word::Away { room: room_id } => Matchmaking::PeerAway { room_id }.into(),
            Word::Back { room: room_id } => Matchmaking::PeerBack { room_id }.into(),
            Word::Chat { room: room_id, id: message_id, from, text: message, at, key: _ } => {
                let timestamp = Timestamp::from_millis(at);
                Chat::NewMessage(ChatMessage { room_id, message_id, from, message, timestamp }).into()
            }
            Word::Signal { event } => event,
        }
    }
}

/// What one instance hears on its channel; a publication is a list of these.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum News {
    Mail(Mail),
    /// A session's state changed without its client hearing of it.
    Standing {
        of: SocketId,
        standing: Standing,
    },
    End(SocketId),
    /// Another instance wants the session as of change `v`, to go on after `seq`.
    Hand {
        who: SocketId,
        seq: u64,
        v: u64,
    },
    /// Another instance has the session, as of change `v`.
    Taken {
        who: SocketId,
        v: u64,
    },
    /// A session that this instance asked for lies ready.
    Parked(SocketId),
    /// It stays where it is: it cannot go on after `seq`, which this instance, or one before it, asked for.
    Kept {
        who: SocketId,
        seq: u64,
    },
    /// A session that this instance gave up is in good hands.
    Arrived(SocketId),
    /// From here on, what the sessions of this leaving instance are told rests in Redis.
    Rested,
    /// What was published before has arrived.
    Beat,
    /// As [`Beat`](News::Beat), for whoever asks by a word of their own.
    Echo(String),
}

/// An entry of a session's mail, on its way to its home.
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    pub to: SocketId,
    /// The lobby's epoch in which it was put there. An instance of an older version does not say.
    #[serde(default)]
    pub epoch: String,
    /// The last kept entry of the mail; this one, if it is kept.
    pub d: u64,
    pub how: How,
    pub word: Word,
    pub standing: Standing,
}

/// How an entry is kept; `post` in base.lua says what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    Kept,
    Signal,
    Passing,
}

impl How {
    pub fn as_str(self) -> &'static str {
        match self {
            How::Kept => "kept",
            How::Signal => "signal",
            How::Passing => "passing",
        }
    }
}

/// An entry of a session's mail, as it lies there.
#[derive(Clone, Debug, Deserialize)]
pub struct Entry {
    pub d: u64,
    /// 0 for what is kept; signals that rest there count on from it.
    pub n: u64,
    pub word: Word,
}

/// Where a session stands, as its home remembers it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Grows with every change.
    pub v: u64,
    pub state: String,
    pub joined: u64,
    pub turn: u64,
    pub last: String,
    pub blocked: String,
    pub present: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomView>,
}

impl Standing {
    pub fn is_waiting(&self) -> bool {
        self.state == "waiting"
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoomView {
    pub id: RoomId,
    pub kind: String,
    /// Empty where nobody is.
    pub user1: SocketId,
    pub user2: SocketId,
    pub created: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<u64>,
    pub relay_only: bool,
}

impl RoomView {
    pub fn peer_of(&self, who: &SocketId) -> Option<&SocketId> {
        [&self.user1, &self.user2].into_iter().find(|it| *it != who && !it.as_str().is_empty())
    }
}

/// A user's details, as the script keeps them: lists are strings, see base.lua.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    pub interests: String,
    pub folded: String,
    pub languages: String,
    pub relay_only: bool,
}

/// A message that was heard in a room: what tells a repeat of it from a new one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heard {
    pub room: RoomId,
    pub from: SocketId,
    pub key: String,
    /// As JSON.
    pub receipt: String,
}

impl Heard {
    /// `None` for what has no key, and needs none.
    pub fn of(word: &Word) -> Option<Self> {
        let Word::Chat { room, id, from, at, key: Some(key), .. } = word else { return None };
        let receipt = Receipt { message_id: id.clone(), timestamp: Timestamp::from_millis(*at) };
        let receipt = serde_json::to_string(&receipt).ok()?;
        Some(Self { room: room.clone(), from: from.clone(), key: key.clone(), receipt })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(word: serde_json::Value) -> serde_json::Value {
        serde_json::to_value(Event::from(serde_json::from_value::<Word>(word).unwrap())).unwrap()
    }

    #[test]
    fn words_of_the_script_are_events_of_the_protocol() {
        let full = json!({"t": "match", "room": "r", "polite": true, "partner": "b", "name": "Bob",
            "image": "data:", "joined": 42, "shared": ["Go"], "relayOnly": true});
        assert_eq!(
            read(full),
            json!({"ns": "matchmaking", "event": "match-done", "data": {"roomId": "r", "polite": true,
                "remoteUser": {"socket": "b", "userName": "Bob", "userImage": "data:",
                    "joinedAt": "1970-01-01T00:00:00.042Z"},
                "sharedInterests": ["Go"], "relayOnly": true}})
        );
        for (word, event) in [
            (json!({"t": "waiting", "room": "r", "expires": 1}), "room-waiting"),
            (json!({"t": "again", "room": "r"}), "talk-again"),
            (json!({"t": "left", "room": "r", "reason": "blocked"}), "peer-left"),
            (json!({"t": "away", "room": "r"}), "peer-away"),
            (json!({"t": "back", "room": "r"}), "peer-back"),
        ] {
            assert_eq!(read(word)["event"], event);
        }
    }

    #[test]
    fn a_message_is_told_without_its_key_and_remembered_by_it() {
        let word =
            json!({"t": "chat", "room": "r", "id": "m", "from": "a", "text": "hi", "at": 0, "key": "k"});
        assert_eq!(
            read(word.clone())["data"],
            json!({"roomId": "r", "messageId": "m", "from": "a", "message": "hi",
                "timestamp": "1970-01-01T00:00:00.000Z"})
        );
        let heard = Heard::of(&serde_json::from_value(word).unwrap()).unwrap();
        let receipt: Receipt = serde_json::from_str(&heard.receipt).unwrap();
        assert_eq!((heard.key.as_str(), receipt.message_id), ("k", "m".into()));
        assert_eq!(Heard::of(&Word::Away { room: "r".into() }), None);
    }

    #[test]
    fn news_are_read_as_the_script_writes_them() {
        let news = r#"["beat", {"end": "a"}, {"hand": {"who": "a", "seq": 3, "v": 5}},
            {"parked": "a"}, {"kept": {"who": "a", "seq": 3}}]"#;
        let news: Vec<News> = serde_json::from_str(news).unwrap();
        assert!(matches!(
            news.as_slice(),
            [News::Beat, News::End(_), News::Hand { seq: 3, .. }, News::Parked(_), News::Kept { seq: 3, .. }]
        ));
    }
}
