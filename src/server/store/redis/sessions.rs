//! From one instance to another: a session is put down in Redis by the one that has it, and taken up by
//! the one that its client came to.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::iter;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast::Receiver;
use tokio::time::{sleep, timeout};

use super::lobby::{Nothing, joined, to_json};
use super::residents::Resident;
use super::words::{Details, Entry, Standing, Word};
use super::{Failed, RedisStore};
use crate::protocol::SocketId;
use crate::server::random;
use crate::server::store::{Adopted, Claim, GivenUp, Refusal};

/// How long the instance that has a session may take to put it down; one that is dead takes longer.
const PUT_DOWN_WITHIN: Duration = Duration::from_millis(500);
/// How long to wait for sessions to be put back after Redis lost them.
const RECOVERED_WITHIN: Duration = Duration::from_secs(3);
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(100);
/// How many sessions are put down at once when the instance leaves.
const AT_ONCE: usize = 32;

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Claimed {
    /// Its home was asked for it.
    Wait(SocketId),
    Session(Box<Arrived>),
}

#[derive(Deserialize)]
struct Arrived {
    who: SocketId,
    gap: bool,
    d: u64,
    standing: Standing,
    tokens: String,
    mail: Vec<Entry>,
    details: Details,
}

/// A session as it is put down.
#[derive(Serialize)]
struct PutDown<'a> {
    who: &'a SocketId,
    gap: bool,
    base: u64,
    sent: u64,
    d: u64,
    n: u64,
    frames: Vec<Frame>,
}

#[derive(Serialize)]
struct Frame {
    seq: u64,
    /// None for a signal.
    d: Option<u64>,
    /// As JSON.
    word: String,
}

/// What became of a session that another instance was asked for.
#[derive(Clone, Copy, Debug)]
pub enum Handed {
    Over,
    /// It cannot go on after this frame.
    Not {
        after: u64,
    },
}

/// Waits for what became of `who`.
async fn answer(handed: &mut Receiver<(SocketId, Handed)>, who: &SocketId) -> Handed {
    loop {
        match handed.recv().await {
            Ok((it, answer)) if it == *who => return answer,
            // Some news were missed: it may have been among them.
            Err(_) => return Handed::Over,
            Ok(_) => {}
        }
    }
}

impl RedisStore {
    /// False if there is no session for that token and frame.
    pub(super) async fn bring_here(&self, claim: Claim) -> Result<bool, Refusal> {
        let mut handed = self.handed.subscribe();
        let mut claimed = self.claim_when_recovered(&claim).await;
        loop {
            match claimed {
                Ok(Claimed::Session(arrived)) => {
                    self.settle_in(*arrived, claim.seq).await;
                    return Ok(true);
                }
                Ok(Claimed::Wait(who)) => match timeout(PUT_DOWN_WITHIN, answer(&mut handed, &who)).await {
                    Ok(Handed::Not { after }) if after == claim.seq => return Ok(false),
                    // That was the answer to an earlier attempt of the same client.
                    Ok(Handed::Not { .. }) => claimed = self.claim_once(&claim, "0").await,
                    // Taken either way now: whole, or as Redis knows it.
                    Ok(Handed::Over) | Err(_) => claimed = self.claim_once(&claim, "1").await,
                },
                Err(Refusal::Gone) => return Ok(false),
                Err(refusal) => return Err(refusal),
            }
        }
    }

    /// While the lobby is put together again, a session that is not there may be about to come. Without
    /// Redis another instance may know more.
    async fn claim_when_recovered(&self, claim: &Claim) -> Result<Claimed, Refusal> {
        let recovered = async {
            loop {
                match self.claim_once(claim, "0").await {
                    Err(Refusal::Unavailable) if self.reach.is_there() => {
                        sleep(LOOK_AGAIN_AFTER).await;
                    }
                    claimed => return claimed,
                }
            }
        };
        timeout(RECOVERED_WITHIN, recovered).await.unwrap_or(Err(Refusal::Unavailable))
    }

    async fn claim_once(&self, claim: &Claim, force: &str) -> Result<Claimed, Refusal> {
        let (tokens, seq) = (joined(&claim.tokens), claim.seq.to_string());
        self.ask("claim", &[&tokens, &seq, force, &random::token::<16>()]).await
    }

    async fn settle_in(&self, arrived: Arrived, seq: u64) {
        let Arrived { who, gap, d, standing, tokens, mail, details } = arrived;
        let waiting = standing.is_waiting();
        let mut resident = Resident::arrived(self.epoch().clone(), standing, details, d);
        let mut unseen = Vec::new();
        for (seq, entry) in (seq + 1..).zip(mail) {
            unseen.push(entry.word.clone().into());
            if entry.n == 0 {
                resident.remember(entry.d, seq, entry.word);
            }
        }
        let tokens = tokens.split(' ').filter_map(|token| token.parse().ok()).collect();
        self.mailboxes.adopt(Adopted { who: who.clone(), tokens, seq, unseen, waiting, gap });
        self.residents.insert(who.clone(), resident);
        let mut held = Vec::new();
        for mail in self.residents.take_early(&who) {
            self.deliver(mail, &mut held).await;
        }
        self.record(&mut held).await;
    }

    /// Gives a session up, as of change `v`, where another instance can go on with it after `seq`; or
    /// keeps it. It may have gone already, and come back since.
    pub(super) async fn hand_over(&self, who: &SocketId, seq: u64, v: u64) {
        if !self.residents.is_older(who, v) {
            return;
        }
        if self.mailboxes.can_replay_after(who, seq) == Some(false) {
            return self.keep(who, seq).await;
        }
        if self.put_down(who).await.is_err() {
            tracing::debug!("a session could not be handed over: its client will see a gap");
        }
    }

    /// `seq`: where it cannot go on.
    async fn keep(&self, who: &SocketId, seq: u64) {
        let kept: Result<Nothing, Refusal> = self.run("keep", &[who.as_str(), &seq.to_string()]).await;
        if kept.is_ok() {
            // What rested in Redis meanwhile.
            self.catch_up_alone(who).await;
        }
    }

    /// Puts all that is here of a session down in Redis, where it rests already.
    async fn put_down(&self, who: &SocketId) -> Result<(), Refusal> {
        match self.hand_off(who) {
            Some((resident, given_up)) => {
                let parked = self.park(who, resident, given_up).await;
                if let Err(Failed::Moved(_)) = parked {
                    // Another instance has been quicker.
                    self.forget_handoff(who);
                }
                Ok(parked?)
            }
            None => Ok(()),
        }
    }

    async fn park(&self, who: &SocketId, resident: Resident, given_up: GivenUp) -> Result<(), Failed> {
        let GivenUp { forgotten: base, sent, frames, gap } = given_up;
        let frames = frames.into_iter().map(|(seq, event)| {
            let kept = resident.unseen.iter().find(|entry| entry.seq == seq);
            let word = kept.map_or(Word::Signal { event }, |entry| entry.word.clone());
            Frame { seq, d: kept.map(|entry| entry.d), word: to_json(&word) }
        });
        let frames = frames.collect();
        let session = PutDown { who, gap, base, sent, d: resident.d, n: resident.n, frames };
        let Nothing {} = self.try_run("park", &[&to_json(&session)]).await?;
        Ok(())
    }

    /// Puts down all sessions, for whoever comes back for them, and leaves.
    pub(super) async fn put_everyone_down(&self) -> Result<(), Refusal> {
        let everyone: Vec<SocketId> = self.mailboxes.holdings().into_iter().map(|it| it.who).collect();
        let names: Vec<&str> = everyone.iter().map(SocketId::as_str).collect();
        let Nothing {} = self.run("rest", &names).await?;
        // Then what they were told before that is here. A channel that is dead brings nothing any more.
        let _ = timeout(PUT_DOWN_WITHIN, self.rested.notified()).await;
        let parking = everyone.into_iter().map(|who| async move { self.put_down(&who).await });
        let parked: Vec<_> = iter(parking).buffer_unordered(AT_ONCE).collect().await;
        let Nothing {} = self.run("depart", &[]).await?;
        self.retired.cancel();
        // One that was over, or was taken meanwhile, is no loss.
        let failed = parked.into_iter().find(|parked| *parked == Err(Refusal::Unavailable));
        failed.unwrap_or(Ok(()))
    }
}
