//! What came by the contact form, for the operators.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::docs::refusals::ForOperators;
use super::problem::{Problem, done};
use crate::protocol::operators::Letter;
use crate::server::state::AppState;

/// The letters that are kept, the newest first.
#[utoipa::path(
    get, path = "/api/admin/letters", tag = "operators", security(("token" = [])),
    responses((status = 200, body = Vec<Letter>), ForOperators),
)]
pub async fn letters(State(app): State<AppState>) -> Result<Json<Vec<Letter>>, Problem> {
    Ok(Json(app.oversight.letters().await?))
}

/// Forgets a letter.
#[utoipa::path(
    post, path = "/api/admin/letters/{id}/dismiss", tag = "operators", security(("token" = [])),
    params(("id" = String, Path, description = "The letter's name")),
    responses(
        (status = 204, description = "It is forgotten"),
        ForOperators,
    ),
)]
pub async fn dismiss(State(app): State<AppState>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    done(app.oversight.dismiss_letter(&id).await?)
}
