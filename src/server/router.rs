//! Every route of the server, and what stands before them all.

use std::net::SocketAddr;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, delete, get, post};
use axum::serve::ListenerExt;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use tokio::net::TcpListener;

use super::http::problem::Problem;
use super::http::{assets, health, letters, reports, rooms, status};
use super::security::{admin, headers, origin, visitor};
use super::signaling;
use super::state::AppState;
use super::telemetry::metrics;
use crate::app::{App, shell};

pub fn router(app: AppState) -> Router {
    let options = app.leptos_options.clone();
    let provide_app = {
        let app = app.clone();
        move || provide_context(app.clone())
    };
    Router::new()
        .route("/ws", any(signaling::upgrade))
        .route("/health", get(health::health))
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(metrics::page))
        .route("/api/status", get(status::status))
        .route("/api/rooms", post(rooms::create))
        .route("/api/report-key", get(reports::key))
        .nest("/api/admin", operators(&app))
        .route("/api/{*rest}", any(Problem::not_found))
        .merge(assets::assets(&options))
        .leptos_routes_with_context(&app, generate_route_list(App), provide_app, move || {
            shell(options.clone())
        })
        .method_not_allowed_fallback(Problem::method_not_allowed)
        .fallback(leptos_axum::file_and_error_handler::<AppState, _>(shell))
        .layer(from_fn_with_state(app.clone(), origin::guard))
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

/// Serves until told to stop. The caller brings the listener, so that tests may choose the port.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, app: AppState) -> std::io::Result<()> {
    // Without TCP_NODELAY the kernel holds small frames back for up to 40 ms.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY was not set");
        }
    });
    let stop = app.shutdown.stop.clone();
    axum::serve(listener, router(app).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stop.cancelled_owned())
        .await
}
