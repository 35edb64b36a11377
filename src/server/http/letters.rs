//! `GET /api/admin/letters`: what came by the contact form, for the operators.

use axum::Json;
use axum::extract::State;

use super::docs::refusals::ForOperators;
use crate::server::contact::Letter;
use crate::server::state::AppState;

/// The letters that are kept, the oldest first.
#[utoipa::path(
    get, path = "/api/admin/letters", tag = "operators", security(("token" = [])),
    responses((status = 200, body = Vec<Letter>), ForOperators),
)]
pub async fn letters(State(app): State<AppState>) -> Json<Vec<Letter>> {
    Json(app.letters.all())
}
