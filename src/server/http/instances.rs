//! The instances of this cluster, for the operators, and an operator's word that one is to leave.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::docs::refusals::ForOperators;
use super::problem::Problem;
use crate::protocol::operators::Instance;
use crate::server::state::AppState;

/// Those whose leases stand.
#[utoipa::path(
    get, path = "/api/admin/instances", tag = "operators", security(("token" = [])),
    responses((status = 200, body = Vec<Instance>), ForOperators),
)]
pub async fn list(State(app): State<AppState>) -> Result<Json<Vec<Instance>>, Problem> {
    Ok(Json(app.oversight.instances().await?))
}

/// An instance leaves within seconds: its people go on elsewhere, then its process ends.
#[utoipa::path(
    post, path = "/api/admin/instances/{id}/drain", tag = "operators", security(("token" = [])),
    params(("id" = String, Path, description = "The instance's name")),
    responses((status = 202, description = "It is told so"), ForOperators),
)]
pub async fn drain(State(app): State<AppState>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    if app.oversight.ask_to_leave(&id).await? {
        Ok(StatusCode::ACCEPTED)
    } else {
        Err(Problem::no_such_thing())
    }
}
