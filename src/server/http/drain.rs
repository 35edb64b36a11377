//! `POST /api/admin/drain`: an operator's word that this instance is to leave.

use axum::extract::State;
use axum::http::StatusCode;

use super::docs::refusals::ForOperators;
use crate::server::operators;
use crate::server::state::AppState;

/// This instance leaves: its people go on elsewhere, then its process ends.
#[utoipa::path(
    post, path = "/api/admin/drain", tag = "operators", security(("token" = [])),
    responses((status = 202, description = "It is leaving"), ForOperators),
)]
pub async fn drain(State(app): State<AppState>) -> StatusCode {
    operators::drain(&app);
    StatusCode::ACCEPTED
}
