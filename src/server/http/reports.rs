//! Reports and bans, for the operators; and the key that reports are sealed for, for everybody.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::problem::Problem;
use crate::protocol::reports::ReportKey;
use crate::server::security::visitor::Pseudonym;
use crate::server::state::AppState;
use crate::server::store::{Ban, Filed, LONGEST_BAN, Opened};

/// `GET /api/report-key`
pub async fn key(State(app): State<AppState>) -> Json<ReportKey> {
    Json(ReportKey { key: app.settings.report_key.as_ref().map(|key| key.as_str().to_owned()) })
}

/// `GET /api/admin/reports`: the newest first, without what is sealed.
pub async fn list(State(app): State<AppState>) -> Result<Json<Vec<Filed>>, Problem> {
    Ok(Json(app.conduct.reports().await?))
}

/// `GET /api/admin/reports/{id}`: one report with its sealed evidence.
pub async fn open(State(app): State<AppState>, Path(id): Path<String>) -> Result<Json<Opened>, Problem> {
    let report = app.conduct.open_report(&id).await?;
    Ok(Json(report.ok_or_else(Problem::no_such_thing)?))
}

/// `POST /api/admin/reports/{id}/dismiss`: forgets a report.
pub async fn dismiss(State(app): State<AppState>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    done(app.conduct.dismiss_report(&id).await?)
}

#[derive(Deserialize)]
pub struct Term {
    seconds: u64,
}

/// `POST /api/admin/reports/{id}/ban`: shuts out whoever is reported, for some time.
pub async fn ban(
    State(app): State<AppState>,
    Path(id): Path<String>,
    body: String,
) -> Result<(StatusCode, Json<Ban>), Problem> {
    let Term { seconds } = serde_json::from_str(&body)
        .map_err(|_| Problem::bad_request("The body is to be {\"seconds\": …}."))?;
    let term = Duration::from_secs(seconds);
    if term.is_zero() || term > LONGEST_BAN {
        return Err(Problem::bad_request("A ban lasts from a second to 30 days."));
    }
    let report = app.conduct.open_report(&id).await?.ok_or_else(Problem::no_such_thing)?;
    let person = report.filed.person;
    let id = person.ok_or_else(|| Problem::conflict("Who is reported cannot be told again."))?;
    let ban = Ban { id, until: app.clock.now() + term };
    app.conduct.ban(&ban.id, ban.until).await?;
    tracing::info!("an operator has banned somebody");
    Ok((StatusCode::CREATED, Json(ban)))
}

/// `GET /api/admin/bans`
pub async fn bans(State(app): State<AppState>) -> Result<Json<Vec<Ban>>, Problem> {
    Ok(Json(app.conduct.bans().await?))
}

/// `DELETE /api/admin/bans/{id}`: lifts a ban.
pub async fn lift_ban(State(app): State<AppState>, Path(id): Path<Pseudonym>) -> Result<StatusCode, Problem> {
    done(app.conduct.lift_ban(&id).await?)
}

fn done(there_was_one: bool) -> Result<StatusCode, Problem> {
    if there_was_one { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::no_such_thing()) }
}
