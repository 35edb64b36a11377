//! Reports and bans, for the operators; and the key that reports are sealed for, for everybody.

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::docs::refusals::ForOperators;
use super::problem::{self, Problem};
use crate::protocol::reports::ReportKey;
use crate::server::security::visitor::Pseudonym;
use crate::server::state::AppState;
use crate::server::store::{Ban, Filed, LONGEST_BAN, Opened};

/// The public key that reports are sealed for, if the operators have one.
#[utoipa::path(
    get, path = "/api/report-key", tag = "public",
    responses(
        (status = 200, body = ReportKey),
    ),
)]
pub async fn key(State(app): State<AppState>) -> Json<ReportKey> {
    Json(ReportKey { key: app.settings.report_key.as_ref().map(|key| key.as_str().to_owned()) })
}

/// All reports, the newest first, without what is sealed.
#[utoipa::path(
    get, path = "/api/admin/reports", tag = "operators", security(("token" = [])),
    responses(
        (status = 200, body = Vec<Filed>),
        ForOperators,
    ),
)]
pub async fn list(State(app): State<AppState>) -> Result<Json<Vec<Filed>>, Problem> {
    Ok(Json(app.conduct.reports().await?))
}

/// One report with its sealed evidence.
#[utoipa::path(
    get, path = "/api/admin/reports/{id}", tag = "operators", security(("token" = [])),
    params(("id" = String, Path, description = "The report's name")),
    responses(
        (status = 200, body = Opened),
        ForOperators,
    ),
)]
pub async fn open(State(app): State<AppState>, Path(id): Path<String>) -> Result<Json<Opened>, Problem> {
    let report = app.conduct.open_report(&id).await?;
    Ok(Json(report.ok_or_else(Problem::no_such_thing)?))
}

/// Forgets a report.
#[utoipa::path(
    post, path = "/api/admin/reports/{id}/dismiss", tag = "operators", security(("token" = [])),
    params(("id" = String, Path, description = "The report's name")),
    responses(
        (status = 204, description = "It is forgotten"),
        ForOperators,
    ),
)]
pub async fn dismiss(State(app): State<AppState>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    done(app.conduct.dismiss_report(&id).await?)
}

/// How long a ban lasts.
#[derive(Deserialize, ToSchema)]
pub struct Term {
    // JSON knows one kind of number only: 60.0 is as good as 60.
    #[schema(value_type = u64, minimum = 1, maximum = 2_592_000)]
    seconds: f64,
}

/// Shuts out whoever is reported, for some time.
#[utoipa::path(
    post, path = "/api/admin/reports/{id}/ban", tag = "operators", security(("token" = [])),
    params(("id" = String, Path, description = "The report's name")),
    request_body = Term,
    responses(
        (status = 201, body = Ban),
        (status = 400, description = "The body is no such object, or its time is out of bounds", body = problem::Body, content_type = "application/problem+json"),
        (status = 409, description = "Who is reported cannot be told again", body = problem::Body, content_type = "application/problem+json"),
        ForOperators,
    ),
)]
pub async fn ban(
    State(app): State<AppState>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<(StatusCode, Json<Ban>), Problem> {
    let Term { seconds } = serde_json::from_slice(&body)
        .map_err(|_| Problem::bad_request("The body is to be {\"seconds\": …}."))?;
    let term = Duration::from_secs(seconds as u64);
    if seconds.fract() != 0.0 || term.is_zero() || term > LONGEST_BAN {
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

/// Who is shut out, and until when.
#[utoipa::path(
    get, path = "/api/admin/bans", tag = "operators", security(("token" = [])),
    responses(
        (status = 200, body = Vec<Ban>),
        ForOperators,
    ),
)]
pub async fn bans(State(app): State<AppState>) -> Result<Json<Vec<Ban>>, Problem> {
    Ok(Json(app.conduct.bans().await?))
}

/// Lifts a ban.
#[utoipa::path(
    delete, path = "/api/admin/bans/{id}", tag = "operators", security(("token" = [])),
    params(("id" = String, Path, description = "The pseudonym")),
    responses(
        (status = 204, description = "It is lifted"),
        ForOperators,
    ),
)]
pub async fn lift_ban(State(app): State<AppState>, Path(id): Path<Pseudonym>) -> Result<StatusCode, Problem> {
    done(app.conduct.lift_ban(&id).await?)
}

fn done(there_was_one: bool) -> Result<StatusCode, Problem> {
    if there_was_one { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::no_such_thing()) }
}
