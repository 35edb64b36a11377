//! Reports and bans, for the operators; and the key that reports are sealed for, for everybody.

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::docs::refusals::ForOperators;
use super::problem::{self, Problem, done};
use crate::protocol::operators::{Ban, Filed, Opened, Pseudonym};
use crate::protocol::reports::ReportKey;
use crate::server::operators::{NoBan, ban_reported};
use crate::server::state::AppState;

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
    // No time at all is no ban either.
    let seconds = if seconds.fract() == 0.0 { seconds as u64 } else { 0 };
    match ban_reported(&app, &id, Duration::from_secs(seconds)).await {
        Ok(ban) => Ok((StatusCode::CREATED, Json(ban))),
        Err(NoBan::Term) => Err(Problem::bad_request("A ban lasts from a second to 30 days.")),
        Err(NoBan::NoReport) => Err(Problem::no_such_thing()),
        Err(NoBan::Nobody) => Err(Problem::conflict("Who is reported cannot be told again.")),
        Err(NoBan::Refused(refusal)) => Err(refusal.into()),
    }
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
