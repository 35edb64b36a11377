//! `GET /api/admin/letters`: what came by the contact form, for the operators.

use axum::Json;
use axum::extract::State;

use crate::server::contact::Letter;
use crate::server::state::AppState;

/// The letters that are kept, the oldest first.
pub async fn letters(State(app): State<AppState>) -> Json<Vec<Letter>> {
    Json(app.letters.all())
}
