//! The instance's channel: what other instances, and the lobby's steps, tell it. One task reads it, so all
//! that happens to a session here happens in order.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::future::join_all;
use futures_util::{FutureExt, Stream, StreamExt};
use redis::Msg;
use serde::Deserialize;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

use super::RedisStore;
use super::connection::COMMAND_WITHIN;
use super::lobby::{Nothing, to_json};
use super::residents::{Delivered, Numbered};
use super::sessions::Handed;
use super::words::{Entry, Mail, News, Standing};
use crate::protocol::SocketId;
use crate::server::random;
use crate::server::store::{RENEW_EVERY, Refusal};

/// Every renewal sends a beat through the channel; without one for this long the channel is dead.
const SILENT_FOR: Duration = Duration::from_millis(RENEW_EVERY.as_millis() as u64 * 2 + 1000);
const RESUBSCRIBE_AFTER: Duration = Duration::from_millis(100);
/// How long the last news of a channel may take that is given up.
const LAST_NEWS_WITHIN: Duration = Duration::from_millis(50);
/// All sessions are compared at most this often: news must not wait for that.
const COMPARE_EVERY: Duration = Duration::from_millis(250);
/// News that are there already are taken together: one record for all.
const AT_ONCE: usize = 64;

#[derive(Deserialize)]
struct Recorded {
    moved: Vec<SocketId>,
}

#[derive(Deserialize)]
struct Mailbag {
    standing: Standing,
    mail: Vec<Entry>,
}

impl RedisStore {
    /// Follows the channel in the background until the instance has retired.
    pub fn listen(self: &Arc<Self>) {
        let store = self.clone();
        tokio::spawn(async move {
            store.retired.clone().run_until_cancelled(store.keep_listening()).await;
        });
    }

    /// How often a renewal has come back through the channel: all that was published before it has been
    /// handed on.
    pub fn beats(&self) -> tokio::sync::watch::Receiver<u64> {
        self.beats.subscribe()
    }

    async fn keep_listening(&self) {
        for attempt in 0.. {
            let outages = self.reach.outages();
            match self.connection.subscriber(attempt, self.channel_name()).await {
                Ok(mut channel) => {
                    // Commands take another way: whether that one is open shows before all seems well.
                    self.probe().await;
                    self.subscribed.store(true, Ordering::Relaxed);
                    // Nothing is missed from here on; what was missed before is asked for.
                    self.sync_wanted.notify_one();
                    self.follow(&mut channel.on_message(), outages).await;
                    self.subscribed.store(false, Ordering::Relaxed);
                }
                Err(error) => {
                    tracing::debug!(%error, "the channel cannot be subscribed to");
                    sleep(RESUBSCRIBE_AFTER).await;
                }
            }
        }
    }

    /// As `key('to', instance)` in base.lua.
    fn channel_name(&self) -> String {
        let prefix = self.lobby_key.strip_suffix("lobby").unwrap_or_default();
        format!("{prefix}to:{}", self.instance)
    }

    /// Returns when the channel is dead, or is to be opened anew. `outages`: of before it was opened.
    async fn follow(&self, channel: &mut (impl Stream<Item = Msg> + Unpin), mut outages: u64) {
        let mut epoch = self.epoch().clone();
        let mut compared: Option<Instant> = None;
        let mut due: Option<Instant> = None;
        // Comparisons in between are no sign of life.
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                message = timeout_at(heard + SILENT_FOR, channel.next()) => {
                    let Ok(Some(message)) = message else { return };
                    heard = Instant::now();
                    self.take(message, channel).await;
                }
                () = self.sync_wanted.notified(), if due.is_none() => {
                    due = Some(compared.map_or_else(Instant::now, |at| at + COMPARE_EVERY));
                }
                () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {
                    due = None;
                    let now = self.epoch().clone();
                    // Where commands had no answer, the channel may be dead as well: a network that takes
                    // everything and brings nothing does not say so.
                    let so_far = self.reach.outages();
                    if so_far != outages {
                        match self.still_brings(channel).await {
                            Ok(true) => (outages, heard) = (so_far, Instant::now()),
                            Ok(false) => return,
                            // Redis is away again: the next comparison tries once more.
                            Err(_) => {}
                        }
                    }
                    // Redis may have lost what it told here last. First all of that, then a channel on which only
                    // what it knows is told.
                    if epoch.as_ref().is_some_and(|before| Some(before) != now.as_ref()) {
                        let last_news = Instant::now() + LAST_NEWS_WITHIN;
                        while let Ok(Some(message)) = timeout_at(last_news, channel.next()).await {
                            self.take(message, channel).await;
                        }
                        return;
                    }
                    epoch = now;
                    let done = self.sync().await;
                    compared = Some(Instant::now());
                    if let Err(refusal) = done {
                        tracing::debug!(%refusal, "sessions could not be compared: it is tried again");
                        due = compared.map(|at| at + COMPARE_EVERY);
                    }
                }
            }
        }
    }

    /// Whether what is published now comes by the channel.
    async fn still_brings(&self, channel: &mut (impl Stream<Item = Msg> + Unpin)) -> Result<bool, Refusal> {
        let echo = random::token::<6>();
        let Nothing {} = self.run("echo", &[&echo]).await?;
        let by = Instant::now() + COMMAND_WITHIN;
        while let Ok(Some(message)) = timeout_at(by, channel.next()).await {
            self.take(message, channel).await;
            if *self.echoed.borrow() == echo {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes a message, and with it those that are there already.
    async fn take(&self, first: Msg, channel: &mut (impl Stream<Item = Msg> + Unpin)) {
        let mut news = read(&first);
        for _ in 1..AT_ONCE {
            let Some(Some(next)) = channel.next().now_or_never() else { break };
            news.extend(read(&next));
        }
        let mut held = Vec::new();
        let mut hands: Vec<(SocketId, u64, u64)> = Vec::new();
        let mut on_the_way = Vec::new();
        for piece in news {
            match piece {
                News::Mail(mail) if hands.iter().any(|(who, ..)| *who == mail.to) => on_the_way.push(mail),
                News::Mail(mail) => self.deliver(mail, &mut held).await,
                News::Standing { of, standing } => self.residents.note(&of, standing),
                News::End(who) => self.forget(&who),
                News::Hand { who, seq, v } => hands.push((who, seq, v)),
                News::Taken { who, v } => self.give_up_if_older(&who, v),
                // If nobody waits for it any more, it rests.
                News::Parked(who) => _ = self.handed.send((who, Handed::Over)),
                News::Kept { who, seq } => _ = self.handed.send((who, Handed::Not { after: seq })),
                News::Arrived(who) => self.forget_handoff(&who),
                News::Echo(echo) => _ = self.echoed.send_replace(echo),
                News::Rested => {
                    self.record(&mut held).await;
                    self.rested.notify_one();
                }
                News::Beat => {
                    self.record(&mut held).await;
                    self.beats.send_modify(|beats| *beats += 1);
                }
            }
        }
        self.record(&mut held).await;
        // What is told of a session after it was asked for lies in Redis: all of them at once, and last.
        let handing = hands.iter().map(|(who, seq, v)| self.hand_over(who, *seq, *v));
        join_all(handing).await;
        for mail in on_the_way {
            self.deliver(mail, &mut held).await;
        }
        self.record(&mut held).await;
    }

    /// Another instance has the session as of change `v`; but it may have come back since.
    pub(super) fn give_up_if_older(&self, who: &SocketId, v: u64) {
        if self.residents.is_older(who, v) {
            self.residents.give_up(who, self.mailboxes.as_ref());
        }
    }

    /// Hands mail on; what was missed before it is asked for first.
    pub(super) async fn deliver(&self, mail: Mail, held: &mut Vec<Numbered>) {
        self.note_on_the_way(&mail);
        let delivered = match self.residents.deliver(mail.clone(), self.mailboxes.as_ref()) {
            Delivered::Missed => {
                self.catch_up(&mail.to, mail.d, held).await;
                self.residents.deliver(mail, self.mailboxes.as_ref())
            }
            delivered => delivered,
        };
        if let Delivered::Held(numbered) = delivered {
            held.push(numbered);
        }
    }

    /// Reads on in a session's mail, up to the entry `last`. What is kept after that comes by the channel, with signals in
    /// between that lie nowhere else: it must not overtake them.
    pub(super) async fn catch_up(&self, who: &SocketId, last: u64, held: &mut Vec<Numbered>) {
        let Some((d, n)) = self.residents.with(who, |resident| (resident.d, resident.n)) else { return };
        let read: Result<Mailbag, Refusal> =
            self.ask("mail", &[who.as_str(), &d.to_string(), &n.to_string()]).await;
        // What cannot be read now is found by the next sync.
        let Ok(Mailbag { standing, mail }) = read else { return self.sync_wanted.notify_one() };
        for entry in mail.into_iter().take_while(|entry| entry.d <= last) {
            if let Delivered::Held(numbered) = self.residents.catch_up(who, entry, self.mailboxes.as_ref()) {
                held.push(numbered);
            }
        }
        self.residents.note(who, standing);
    }

    /// Tells Redis by which numbers clients are about to know what they get; then they get it.
    pub(super) async fn record(&self, held: &mut Vec<Numbered>) {
        // One after the other, or a later number might let an earlier one go that is not recorded.
        let mut unrecorded = self.unrecorded.lock().await;
        unrecorded.append(held);
        if unrecorded.is_empty() {
            return;
        }
        let numbered: Vec<_> = unrecorded.iter().map(|it| (&it.who, it.d, it.seq)).collect();
        let recorded: Result<Recorded, Refusal> = self.ask("record", &[&to_json(&numbered), "[]"]).await;
        // Without an answer it waits for the next comparison: a client that had it, and went to another
        // instance before that, would be told twice. So would one whose session has moved already, if it
        // does not come back.
        let Ok(Recorded { moved }) = recorded else { return };
        unrecorded.retain(|Numbered { who, seq, .. }| {
            if moved.contains(who) {
                return self.residents.with(who, |_| ()).is_some();
            }
            self.mailboxes.release(who, *seq);
            false
        });
    }

    /// Tells Redis up to where clients have seen their streams.
    pub(super) async fn record_what_was_seen(&self) -> Result<(), Refusal> {
        let seen = self.mailboxes.holdings().into_iter().filter(|holding| {
            self.residents.with(&holding.who, |resident| resident.seen(holding.seen)).unwrap_or_default()
        });
        let seen: Vec<_> = seen.map(|holding| (holding.who, holding.seen)).collect();
        for some in seen.chunks(AT_ONCE) {
            let Nothing {} = self.run("record", &["[]", &to_json(&some)]).await?;
        }
        Ok(())
    }
}

fn read(message: &Msg) -> Vec<News> {
    serde_json::from_slice(message.get_payload_bytes()).unwrap_or_else(|error| {
        tracing::error!(%error, "news from another instance cannot be read: is it of another version?");
        Vec::new()
    })
}
