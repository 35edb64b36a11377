//! What the operators' page (`api::operators`) and the HTTP API have in common, beyond what the store does for both.

use std::time::Duration;

use super::state::AppState;
use super::store::{LONGEST_BAN, Refusal};
use crate::protocol::operators::{Ban, Instance};

/// Why nobody was banned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBan {
    /// Not from a second to [`LONGEST_BAN`].
    Term,
    /// There is no such report.
    NoReport,
    /// Who is reported cannot be told again.
    Nobody,
    Refused(Refusal),
}

impl From<Refusal> for NoBan {
    fn from(refusal: Refusal) -> Self {
        NoBan::Refused(refusal)
    }
}

/// Shuts out whoever the report is of, for some time.
///
/// # Errors
/// [`NoBan`]
pub async fn ban_reported(app: &AppState, report: &str, term: Duration) -> Result<Ban, NoBan> {
    if term.is_zero() || term > LONGEST_BAN {
        return Err(NoBan::Term);
    }
    let report = app.conduct.open_report(report).await?.ok_or(NoBan::NoReport)?;
    let ban = Ban { id: report.filed.person.ok_or(NoBan::Nobody)?, until: app.clock.now() + term };
    app.conduct.ban(&ban.id, ban.until).await?;
    tracing::info!("an operator has banned somebody");
    Ok(ban)
}

/// This instance.
pub fn about(app: &AppState) -> Instance {
    Instance {
        id: app.instance.to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started: app.started,
        draining: app.shutdown.is_draining(),
        sockets: app.shutdown.sockets.len() as u64,
        sessions: app.sessions.count() as u64,
    }
}
