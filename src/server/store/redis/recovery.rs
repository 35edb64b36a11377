//! Comparing what this instance knows of its sessions with what Redis knows, and mending either. Whatever
//! went wrong — a command without an answer, a channel that was cut, a Redis that came back empty or as of a
//! moment ago — ends here.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::RedisStore;
use super::lobby::{Nothing, joined, reason_name, to_json};
use super::residents::Resident;
use super::words::{Details, Heard, How, Mail, Standing};
use crate::protocol::SocketId;
use crate::server::store::{Conduct, GivenUp, Holding, Lobby, Presence, Refusal};

/// How many sessions are compared in one command.
const AT_ONCE: usize = 64;

#[derive(Deserialize)]
struct Checked {
    epoch: String,
    found: Vec<Found>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Found {
    /// Redis knows no such session.
    Missing,
    /// Redis knows an older state of it.
    Behind,
    /// Another instance has it, as of that change.
    Moved(u64),
    /// This instance is to put it down, and is about to hear so.
    Leaving,
    There {
        d: u64,
        n: u64,
        standing: Box<Standing>,
        /// What it may be resumed with, as Redis knows it.
        tokens: String,
    },
}

/// A session as it is put back.
#[derive(Serialize)]
struct Restored<'a> {
    who: &'a SocketId,
    v: u64,
    d: u64,
    n: u64,
    /// It has no home: whoever comes for it takes it.
    rests: bool,
    linked: bool,
    tokens: String,
    details: &'a Details,
    standing: &'a Standing,
    base: u64,
    mail: Vec<KeptEntry>,
    heard: Vec<&'a Heard>,
}

/// A session as it was when it was given up to another instance, and what it was told since. Until it has
/// arrived there, only Redis has it; should Redis forget, this is put back.
pub(super) struct Handoff {
    resident: Resident,
    holding: Holding,
    since: Instant,
}

impl Handoff {
    fn is_of(&self, who: &SocketId) -> bool {
        self.holding.who == *who
    }

    fn is_known_in(&self, epoch: &str) -> bool {
        self.resident.epoch.as_deref() == Some(epoch)
    }

    fn note(&mut self, mail: &Mail) {
        if mail.how == How::Kept && self.is_known_in(&mail.epoch) && mail.d > self.resident.d {
            (self.resident.d, self.resident.n) = (mail.d, 0);
            self.resident.note(mail.standing.clone());
            self.resident.remember(mail.d, None, mail.word.clone());
        }
    }
}

#[derive(Serialize)]
struct KeptEntry {
    d: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<u64>,
    /// As JSON.
    word: String,
}

impl RedisStore {
    /// The lobby's epoch, as an answer told it.
    pub(super) fn note_epoch(&self, epoch: String) {
        let mut known = self.epoch();
        if known.as_ref() != Some(&epoch) {
            if known.is_some() {
                tracing::info!("the lobby has been opened anew: its sessions are compared");
            }
            *known = Some(epoch);
            self.sync_wanted.notify_one();
        }
    }

    /// Compares all sessions, puts back what had been given up, and says that this is done.
    pub(super) async fn sync(&self) -> Result<(), Refusal> {
        // Should Redis have forgotten it: whoever has no lease is not waited for.
        let IgnoredAny = self.run("renew", &[]).await?;
        self.say_farewells().await?;
        let Checked { epoch: began_in, .. } = self.run("check", &["[]"]).await?;
        for holdings in self.mailboxes.holdings().chunks(AT_ONCE) {
            let sessions: Vec<_> = holdings
                .iter()
                .map(|it| {
                    let v = self.residents.with(&it.who, |resident| resident.standing.v).unwrap_or_default();
                    (&it.who, v)
                })
                .collect();
            let Checked { epoch, found } = self.run("check", &[&to_json(&sessions)]).await?;
            if epoch != began_in {
                return Err(Refusal::Unavailable);
            }
            let mended = holdings.iter().zip(found).map(|(it, found)| self.mend(it, found, &epoch));
            join_all(mended).await.into_iter().collect::<Result<(), Refusal>>()?;
        }
        self.put_handoffs_back(&began_in).await?;
        let Nothing {} = self.run("compared", &[&began_in]).await?;
        self.record(&mut Vec::new()).await;
        Ok(())
    }

    /// Gives a session up, whole, and remembers it.
    pub(super) fn hand_off(&self, who: &SocketId) -> Option<(Resident, GivenUp)> {
        let holding = self.mailboxes.holding(who);
        let (resident, given_up) = self.residents.give_up(who, self.mailboxes.as_ref())?;
        if let Some(holding) = holding {
            self.handoffs().push(Handoff { resident: resident.clone(), holding, since: Instant::now() });
        }
        Some((resident, given_up))
    }

    /// Those that Redis may have forgotten. Whoever has one knows a newer version, whoever comes first.
    async fn put_handoffs_back(&self, epoch: &str) -> Result<(), Refusal> {
        let lost: Vec<Handoff> = self.handoffs().extract_if(.., |it| !it.is_known_in(epoch)).collect();
        for (done, some) in lost.chunks(AT_ONCE).enumerate() {
            let put_back = some.iter().map(|it| async {
                let snapshot = snapshot(&it.resident, &it.holding, true);
                self.put_back(&snapshot).await
            });
            let put_back: Result<(), Refusal> = join_all(put_back).await.into_iter().collect();
            if put_back.is_err() {
                self.handoffs().extend(lost.into_iter().skip(done * AT_ONCE));
                return put_back;
            }
        }
        Ok(())
    }

    pub(super) fn forget_handoff(&self, who: &SocketId) {
        self.handoffs().retain(|it| !it.is_of(who));
    }

    /// While a session is on its way, what it is told is told here, too.
    pub(super) fn note_on_the_way(&self, mail: &Mail) {
        self.handoffs().iter_mut().filter(|it| it.is_of(&mail.to)).for_each(|it| it.note(mail));
    }

    /// Redis has had those for as long as a client may take to come back, and lost nothing since.
    pub(super) fn forget_old_handoffs(&self, epoch: &str, resume_window: Duration) {
        self.handoffs().retain(|it| !it.is_known_in(epoch) || it.since.elapsed() < resume_window);
    }

    async fn mend(&self, holding: &Holding, found: Found, epoch: &str) -> Result<(), Refusal> {
        let who = &holding.who;
        match found {
            Found::Leaving => {}
            Found::Moved(v) => self.give_up_if_older(who, v),
            Found::Missing if self.was_known_in(who, epoch) => self.forget(who),
            Found::Missing | Found::Behind => {
                self.restore(holding, epoch).await?;
                // Its client may have come or gone since it was looked at, and could not tell.
                self.correct(who, holding.linked, &joined(&holding.tokens)).await?;
            }
            Found::There { d, n, standing, tokens } => {
                self.correct(who, standing.present, &tokens).await?;
                let behind = self.residents.with(who, |resident| {
                    resident.note(*standing);
                    resident.epoch = Some(epoch.to_owned());
                    (resident.d, resident.n) < (d, n)
                });
                if behind == Some(true) {
                    self.catch_up_alone(who).await;
                }
            }
        }
        Ok(())
    }

    /// Tells Redis what has changed of a session since it was last told, by what is so now: the
    /// comparison began a while ago.
    async fn correct(&self, who: &SocketId, present: bool, tokens: &str) -> Result<(), Refusal> {
        let Some(now) = self.mailboxes.holding(who) else { return Ok(()) };
        if now.linked != present {
            let presence = if now.linked { Presence::Present } else { Presence::Away };
            self.set_presence(who, presence).await.or_else(unless_gone)?;
        }
        if joined(&now.tokens) != tokens {
            self.keep_tokens(who, &now.tokens).await.or_else(unless_gone)?;
        }
        Ok(())
    }

    /// Redis knew the session and lost nothing since: if it doesn't know it now, it is over.
    pub(super) fn was_known_in(&self, who: &SocketId, epoch: &str) -> bool {
        self.residents.with(who, |resident| resident.epoch.as_deref() == Some(epoch)).unwrap_or(true)
    }

    async fn restore(&self, holding: &Holding, epoch: &str) -> Result<(), Refusal> {
        let snapshot = self.residents.with(&holding.who, |resident| snapshot(resident, holding, false));
        let Some(snapshot) = snapshot else { return Ok(()) };
        self.put_back(&snapshot).await?;
        let visitor = self.residents.with(&holding.who, |resident| resident.visitor.clone());
        if let Some(visitor) = visitor.flatten() {
            self.introduce(&holding.who, &visitor).await.or_else(unless_gone)?;
        }
        self.residents.with(&holding.who, |resident| resident.epoch = Some(epoch.to_owned()));
        self.catch_up_alone(&holding.who).await;
        Ok(())
    }

    async fn put_back(&self, snapshot: &str) -> Result<(), Refusal> {
        let Nothing {} = self.run("restore", &[snapshot]).await?;
        Ok(())
    }

    pub(super) async fn catch_up_alone(&self, who: &SocketId) {
        let mut held = Vec::new();
        self.catch_up(who, u64::MAX, &mut held).await;
        self.record(&mut held).await;
    }

    async fn say_farewells(&self) -> Result<(), Refusal> {
        let farewells = std::mem::take(&mut *self.farewells());
        for (said, (who, reason)) in farewells.iter().enumerate() {
            let left: Result<Nothing, Refusal> =
                self.run("leave", &[who.as_str(), reason_name(*reason)]).await;
            if matches!(left, Err(Refusal::Unavailable)) {
                self.farewells().extend_from_slice(&farewells[said..]);
                return Err(Refusal::Unavailable);
            }
        }
        Ok(())
    }
}

/// It may end or move at any time.
pub(super) fn unless_gone(refusal: Refusal) -> Result<(), Refusal> {
    if refusal == Refusal::Gone { Ok(()) } else { Err(refusal) }
}

fn snapshot(resident: &Resident, holding: &Holding, rests: bool) -> String {
    let mail = resident.unseen.iter().map(|it| KeptEntry { d: it.d, seq: it.seq, word: to_json(&it.word) });
    // One that Redis never knew is idle, and is there.
    let mut standing = resident.standing_as_told();
    if standing.v == 0 {
        standing = Standing { v: 1, state: "idle".into(), present: true, ..Standing::default() };
    }
    standing.present &= !rests;
    to_json(&Restored {
        who: &holding.who,
        v: standing.v,
        d: resident.d,
        n: resident.n,
        rests,
        linked: holding.linked && !rests,
        tokens: joined(&holding.tokens),
        details: &resident.details,
        standing: &standing,
        base: holding.seen,
        mail: mail.collect(),
        heard: resident.heard().collect(),
    })
}
