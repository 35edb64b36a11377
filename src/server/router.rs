//! Every route of the server, and what stands before them all.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, delete, get, post};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

use super::http::problem::Problem;
use super::http::{assets, health, letters, reports, rooms, status};
use super::security::{admin, cors, headers, origin, visitor};
use super::state::AppState;
use super::telemetry::metrics;
use super::{listen, signaling};
use crate::app::{App, shell};

/// How long a request may take until its answer begins, the time that its body takes included.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

pub fn router(app: AppState) -> Router {
    let options = app.leptos_options.clone();
    let provide_app = {
        let app = app.clone();
        move || provide_context(app.clone())
    };
    Router::new()
        .route("/ws", any(signaling::upgrade))
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(metrics::page))
        .route("/api/report-key", get(reports::key))
        .nest("/api/admin", operators(&app))
        .route("/api/{*rest}", any(Problem::not_found))
        .merge(open_api(&app))
        .merge(assets::assets(&options))
        .leptos_routes_with_context(&app, generate_route_list(App), provide_app, move || {
            shell(options.clone())
        })
        .method_not_allowed_fallback(Problem::method_not_allowed)
        .fallback(leptos_axum::file_and_error_handler::<AppState, _>(shell))
        .layer(from_fn_with_state(app.clone(), origin::guard))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, ANSWER_WITHIN))
        .layer(from_fn_with_state(app.clone(), visitor::greet))
        .layer(from_fn_with_state(app.clone(), headers::protect))
        .with_state(app)
}

/// What only operators may ask.
fn operators(app: &AppState) -> Router<AppState> {
    Router::new()
        .route("/letters", get(letters::letters))
        .route("/reports", get(reports::list))
        .route("/reports/{id}", get(reports::open))
        .route("/reports/{id}/dismiss", post(reports::dismiss))
        .route("/reports/{id}/ban", post(reports::ban))
        .route("/bans", get(reports::bans))
        .route("/bans/{id}", delete(reports::lift_ban))
        .route_layer(from_fn_with_state(app.clone(), admin::guard))
}

/// What the pages of other origins may ask for, where the operator has listed them.
fn open_api(app: &AppState) -> Router<AppState> {
    let routes = Router::new()
        .route("/health", get(health::health))
        .route("/api/status", get(status::status))
        .route("/api/rooms", post(rooms::create))
        // Here already, so that CORS stands before it, too: browsers ask beforehand by OPTIONS.
        .method_not_allowed_fallback(Problem::method_not_allowed);
    match &app.settings.allowed_origins {
        Some(origins) => routes.layer(cors::layer(origins.clone())),
        None => routes,
    }
}

/// Serves until told to stop. The caller brings the listener, so that tests may choose the port.
pub async fn serve(listener: TcpListener, app: AppState) {
    let stop = app.shutdown.stop.clone();
    listen::serve(listener, router(app), stop).await;
}
