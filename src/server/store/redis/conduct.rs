//! How people treat each other, by the script's commands in `lua/reports.lua`.

use async_trait::async_trait;
use serde::Deserialize;

use super::RedisStore;
use super::lobby::{Nothing, to_json};
use crate::protocol::operators::{Ban, Filed, Opened, Pseudonym};
use crate::protocol::reports::Reason;
use crate::protocol::{RoomId, SocketId, Timestamp};
use crate::server::random;
use crate::server::security::visitor::Visitor;
use crate::server::store::{Conduct, Refusal, Report};

#[derive(Deserialize)]
struct Key {
    key: String,
}

/// A report as the script tells it; empty is none.
#[derive(Deserialize)]
struct WireReport {
    id: String,
    reason: Reason,
    created: u64,
    accused: String,
    sealed: String,
}

#[derive(Deserialize)]
struct WireBan {
    id: Pseudonym,
    until: u64,
}

impl From<&WireReport> for Filed {
    fn from(report: &WireReport) -> Self {
        let person = Some(report.accused.clone()).filter(|it| !it.is_empty()).map(Pseudonym::from);
        Self {
            id: report.id.clone(),
            reason: report.reason,
            created: Timestamp::from_millis(report.created),
            person,
            has_evidence: !report.sealed.is_empty(),
        }
    }
}

#[async_trait]
impl Conduct for RedisStore {
    /// Asked for each time, and never remembered: Redis may have lost it, and then all
    /// instances have to agree on another.
    async fn pseudonym_key(&self) -> Result<String, Refusal> {
        let Key { key } = self.ask("pseudonym_key", &[&random::token::<32>()]).await?;
        Ok(key)
    }

    async fn introduce(&self, who: &SocketId, visitor: &Visitor) -> Result<(), Refusal> {
        self.residents.with(who, |resident| resident.visitor = Some(visitor.clone()));
        self.step(who, "introduce", &[&visitor.to_string()]).await
    }

    async fn report(&self, who: &SocketId, room: &RoomId, report: Report) -> Result<(), Refusal> {
        let sealed = report.sealed.as_ref().map(to_json).unwrap_or_default();
        let arguments = [room.as_str(), &random::token::<16>(), report.reason.as_str(), &sealed];
        let Nothing {} = self.ask_for(who, "report", &arguments).await?;
        Ok(())
    }

    async fn reports(&self) -> Result<Vec<Filed>, Refusal> {
        let reports: Vec<WireReport> = self.ask("reports", &[]).await?;
        Ok(reports.iter().map(Filed::from).collect())
    }

    async fn open_report(&self, id: &str) -> Result<Option<Opened>, Refusal> {
        let report: Option<WireReport> = self.ask("open_report", &[id]).await?;
        Ok(report.map(|report| Opened {
            filed: Filed::from(&report),
            sealed: serde_json::from_str(&report.sealed).ok(),
        }))
    }

    async fn dismiss_report(&self, id: &str) -> Result<bool, Refusal> {
        self.ask("dismiss_report", &[id]).await
    }

    async fn ban(&self, person: &Pseudonym, until: Timestamp) -> Result<(), Refusal> {
        let Nothing {} = self.ask("ban", &[person.as_str(), &until.as_millis().to_string()]).await?;
        Ok(())
    }

    async fn bans(&self) -> Result<Vec<Ban>, Refusal> {
        let bans: Vec<WireBan> = self.ask("bans", &[]).await?;
        Ok(bans.into_iter().map(|it| Ban { id: it.id, until: Timestamp::from_millis(it.until) }).collect())
    }

    async fn lift_ban(&self, person: &Pseudonym) -> Result<bool, Refusal> {
        self.ask("lift_ban", &[person.as_str()]).await
    }
}
