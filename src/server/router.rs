//! Every route of the server, and what stands before them all.

use std::net::SocketAddr;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};
use axum::serve::ListenerExt;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use tokio::net::TcpListener;

use super::http::problem::Problem;
use super::http::{assets, health, letters, rooms, status};
use super::security::{admin, headers, origin};
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
        .route(
            "/api/admin/letters",
            get(letters::letters).layer(from_fn_with_state(app.clone(), admin::guard)),
        )
        .route("/api/{*rest}", any(Problem::not_found))
        .merge(assets::assets(&options))
        .leptos_routes_with_context(&app, generate_route_list(App), provide_app, move || {
            shell(options.clone())
        })
        .method_not_allowed_fallback(Problem::method_not_allowed)
        .fallback(leptos_axum::file_and_error_handler::<AppState, _>(shell))
        .layer(from_fn_with_state(app.clone(), origin::guard))
        .layer(from_fn_with_state(app.clone(), headers::protect))
        .with_state(app)
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
