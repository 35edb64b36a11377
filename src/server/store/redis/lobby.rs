//! The lobby and delivery by the script's commands.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use serde::Deserialize;

use super::recovery::unless_gone;
use super::residents::{Relayed, Resident};
use super::words::{Details, How, Standing, Word};
use super::{Failed, RedisStore};
use crate::protocol::chat::Receipt;
use crate::protocol::matchmaking::LeaveReason;
use crate::protocol::{Event, RoomId, SocketId, Timestamp};
use crate::server::matchmaking::Profile;
use crate::server::random;
use crate::server::session::TokenHash;
use crate::server::store::{
    Claim, Delivery, Figures, Health, Lobby, PRIVATE_ROOM_LIFE, Place, Presence, PrivateRoom, Refusal,
};

/// How many matches a sweep can make; what is left, the next one does at once.
const ROOMS_PER_SWEEP: usize = 32;

/// An answer of which nothing is needed.
#[derive(Deserialize)]
pub struct Nothing {}

#[derive(Deserialize)]
struct Stands {
    standing: Standing,
}

#[derive(Deserialize)]
struct Requested {
    standing: Standing,
    place: Option<WirePlace>,
}

#[derive(Deserialize)]
struct WirePlace {
    position: u64,
    waiting: u64,
    joined: u64,
}

impl From<WirePlace> for Place {
    fn from(WirePlace { position, waiting, joined }: WirePlace) -> Self {
        Self { position, waiting, joined_at: Timestamp::from_millis(joined) }
    }
}

#[derive(Deserialize)]
struct Sent {
    receipt: Receipt,
}

#[derive(Deserialize)]
struct Renewed {
    lapsed: bool,
    epoch: String,
}

#[derive(Deserialize)]
struct Swept {
    epoch: String,
    more: bool,
    due: Vec<SocketId>,
}

/// Unused and not to be guessed.
fn room_name() -> String {
    random::token::<16>()
}

impl RedisStore {
    /// A command for `who`, after which it stands where the answer says.
    pub(super) async fn step(
        &self,
        who: &SocketId,
        command: &str,
        arguments: &[&str],
    ) -> Result<(), Refusal> {
        let Stands { standing } = self.ask_for(who, command, arguments).await?;
        self.residents.note(who, standing);
        Ok(())
    }

    /// A command for `who`, which comes first in its arguments.
    pub(super) async fn ask_for<T: serde::de::DeserializeOwned>(
        &self,
        who: &SocketId,
        command: &str,
        arguments: &[&str],
    ) -> Result<T, Refusal> {
        let mut all = vec![who.as_str()];
        all.extend_from_slice(arguments);
        let answer = self.try_ask(command, &all).await;
        match answer {
            Err(Failed::Moved(v)) => self.give_up_if_older(who, v),
            Err(Failed::Refused(Refusal::Gone)) => {
                // Over; or Redis has not been told of it, or lost it. The next comparison tells, and mends.
                self.sync_wanted.notify_one();
                let epoch = self.epoch().clone().unwrap_or_default();
                if !self.was_known_in(who, &epoch) {
                    return Err(Refusal::Unavailable);
                }
            }
            // This instance has yet to say what it knows of it.
            Err(Failed::Unsure) => self.sync_wanted.notify_one(),
            Ok(_) | Err(Failed::Refused(_)) => {}
        }
        Ok(answer?)
    }

    /// The resume window has passed, by what Redis was told; the client may be back, or have been back,
    /// without its knowing.
    async fn end_unless_back(&self, who: &SocketId) -> Result<(), Refusal> {
        let linked = self.mailboxes.holding(who).is_some_and(|holding| holding.linked);
        let returned = self.residents.with(who, |resident| resident.returned).unwrap_or_default();
        let done = if linked {
            self.set_presence(who, Presence::Present).await
        } else if returned {
            self.stay_away(who).await
        } else {
            self.leave(who, LeaveReason::Disconnected).await
        };
        done.or_else(unless_gone)
    }

    async fn stay_away(&self, who: &SocketId) -> Result<(), Refusal> {
        let Nothing {} = self.ask_for(who, "stay_away", &[]).await?;
        self.residents.with(who, |resident| resident.returned = false);
        Ok(())
    }

    /// The session is over.
    pub(super) fn forget(&self, who: &SocketId) {
        if self.residents.remove(who).is_some() {
            self.mailboxes.end(who);
        }
    }
}

#[async_trait]
impl Lobby for RedisStore {
    async fn enter(&self, who: &SocketId, token: TokenHash) -> Result<(), Refusal> {
        self.residents.insert(who.clone(), Resident::default());
        let epoch = self.epoch().clone();
        self.step(who, "enter", &[&token.to_string()]).await?;
        self.residents.with(who, |resident| resident.epoch = epoch);
        Ok(())
    }

    async fn keep_tokens(&self, who: &SocketId, tokens: &[TokenHash]) -> Result<(), Refusal> {
        let Nothing {} = self.ask_for(who, "keep_tokens", &[&joined(tokens)]).await?;
        Ok(())
    }

    async fn claim(&self, claim: Claim) -> Result<bool, Refusal> {
        self.bring_here(claim).await
    }

    async fn set_presence(&self, who: &SocketId, presence: Presence) -> Result<(), Refusal> {
        let back = presence == Presence::Present;
        let told = self.step(who, "set_presence", &[if back { "1" } else { "0" }, &room_name()]).await;
        if back {
            self.residents.with(who, |resident| resident.returned = told.is_err());
        }
        told
    }

    async fn renew(&self) -> Result<(), Refusal> {
        let Renewed { lapsed, epoch } = self.run("renew", &[]).await?;
        self.forget_old_handoffs(&epoch, self.resume_window);
        self.note_epoch(epoch);
        if lapsed {
            self.sync_wanted.notify_one();
        }
        self.record_what_was_seen().await
    }

    async fn retire(&self) -> Result<(), Refusal> {
        self.put_everyone_down().await
    }

    fn health(&self) -> Health {
        if self.reach.is_there() && self.subscribed.load(Ordering::Relaxed) {
            Health::Ready
        } else {
            Health::Unavailable
        }
    }

    async fn leave(&self, who: &SocketId, reason: LeaveReason) -> Result<(), Refusal> {
        let left = self.ask_for(who, "leave", &[reason_name(reason)]).await.map(|Nothing {}| ());
        self.forget(who);
        if left == Err(Refusal::Unavailable) {
            self.farewells().push((who.clone(), reason));
        }
        left
    }

    async fn request_room(&self, who: &SocketId, profile: Profile) -> Result<Option<Place>, Refusal> {
        let details = details(profile);
        let json = to_json(&details);
        self.residents.with(who, |resident| resident.details = details);
        let Requested { standing, place } = self.ask_for(who, "request_room", &[&json, &room_name()]).await?;
        self.residents.note(who, standing);
        Ok(place.map(Place::from))
    }

    async fn cancel_request(&self, who: &SocketId) -> Result<(), Refusal> {
        self.step(who, "cancel_request", &[]).await
    }

    async fn create_room(&self) -> Result<PrivateRoom, Refusal> {
        let name = room_name();
        self.offset_known.get_or_try_init(|| self.set_clock()).await?;
        let expires_at = self.now() + PRIVATE_ROOM_LIFE;
        let Nothing {} = self.ask("create_room", &[&name, &expires_at.as_millis().to_string()]).await?;
        Ok(PrivateRoom { room_id: name.into(), expires_at })
    }

    async fn join_room(&self, who: &SocketId, room: &RoomId, profile: Profile) -> Result<(), Refusal> {
        let details = details(profile);
        let json = to_json(&details);
        self.step(who, "join_room", &[room.as_str(), &json]).await?;
        self.residents.with(who, |resident| resident.details = details);
        Ok(())
    }

    async fn stop_call(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal> {
        self.step(who, "stop_call", &[room.as_str()]).await
    }

    async fn block_peer(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal> {
        self.step(who, "block_peer", &[room.as_str()]).await
    }

    async fn talk_again(&self, who: &SocketId, room: &RoomId) -> Result<(), Refusal> {
        self.step(who, "talk_again", &[room.as_str(), &room_name()]).await
    }

    async fn sweep(&self) -> Result<(), Refusal> {
        loop {
            let names: Vec<String> = std::iter::repeat_with(room_name).take(ROOMS_PER_SWEEP).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let Swept { epoch, more, due } = self.run("sweep", &names).await?;
            self.note_epoch(epoch);
            for who in due {
                self.end_unless_back(&who).await?;
            }
            if !more {
                return Ok(());
            }
        }
    }

    async fn places(&self, who: &[SocketId]) -> Result<Vec<(SocketId, Place)>, Refusal> {
        let arguments: Vec<&str> = who.iter().map(SocketId::as_str).collect();
        let places: Vec<Option<WirePlace>> = self.ask("places", &arguments).await?;
        let told = who.iter().zip(places);
        Ok(told.filter_map(|(who, place)| Some((who.clone(), place?.into()))).collect())
    }

    async fn count_connection_failure(&self) -> Result<(), Refusal> {
        let Nothing {} = self.ask("count_connection_failure", &[]).await?;
        Ok(())
    }

    async fn figures(&self) -> Result<Figures, Refusal> {
        self.ask("figures", &[]).await
    }
}

#[async_trait]
impl Delivery for RedisStore {
    /// Between two of this instance's sessions without asking Redis.
    async fn relay(&self, from: &SocketId, room: &RoomId, event: Event) -> Result<(), Refusal> {
        let event = match self.residents.relay(from, room, event, self.mailboxes.as_ref()) {
            Relayed::Done => return Ok(()),
            Relayed::NotInRoom => return Err(Refusal::NotInRoom),
            Relayed::Elsewhere(event) => event,
        };
        let how = if event.is_resumable() { How::Signal } else { How::Passing };
        let word = to_json(&Word::Signal { event });
        let Nothing {} = self.ask_for(from, "relay", &[room.as_str(), &word, how.as_str()]).await?;
        Ok(())
    }

    async fn send_message(
        &self,
        from: &SocketId,
        room: &RoomId,
        text: String,
        key: Option<String>,
    ) -> Result<Receipt, Refusal> {
        self.offset_known.get_or_try_init(|| self.set_clock()).await?;
        let receipt = Receipt { message_id: random::token::<16>().into(), timestamp: self.now() };
        let message_key = key.clone().unwrap_or_default();
        let word = Word::Chat {
            room: room.clone(),
            id: receipt.message_id.clone(),
            from: from.clone(),
            text,
            at: receipt.timestamp.as_millis(),
            key,
        };
        let arguments = [room.as_str(), &message_key, &to_json(&receipt), &to_json(&word)];
        let Sent { receipt } = self.ask_for(from, "send_message", &arguments).await?;
        Ok(receipt)
    }
}

pub(super) fn joined(tokens: &[TokenHash]) -> String {
    tokens.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

pub(super) fn to_json(value: &impl serde::Serialize) -> String {
    // Trees of strings, numbers and booleans: serde_json cannot fail on them.
    serde_json::to_string(value).expect("plain data is JSON")
}

pub(super) fn reason_name(reason: LeaveReason) -> &'static str {
    match reason {
        LeaveReason::Next => "next",
        LeaveReason::Stopped => "stopped",
        LeaveReason::Disconnected => "disconnected",
        LeaveReason::Blocked => "blocked",
    }
}

fn details(profile: Profile) -> Details {
    let labels: Vec<&str> = profile.interests.iter().map(|interest| interest.label.as_str()).collect();
    Details {
        interests: labels.join("\n"),
        folded: profile.folded_interests().collect::<Vec<_>>().join("\n"),
        languages: profile.languages.join(" "),
        relay_only: profile.relay_only,
        name: profile.name,
        image: profile.image,
    }
}
