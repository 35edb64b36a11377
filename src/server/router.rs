//! Every route of the server, and what stands before them all.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::http::problem::Problem;
use super::http::{assets, docs, health, instances, letters, reports, rooms, status};
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
    let (api, mut openapi) = api(&app).split_for_parts();
    let (shared, of_shared) = shared().split_for_parts();
    openapi.merge(of_shared);
    api.merge(open_to_origins(shared, &app))
        .merge(docs::routes(openapi, &options))
        .route("/ws", any(signaling::upgrade))
        .route("/api/{*rest}", any(Problem::not_found))
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

/// The HTTP API. What is not in here is no part of it: the documents are made from these routes.
fn api(app: &AppState) -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(docs::about())
        .routes(routes!(health::livez))
        .routes(routes!(health::readyz))
        .routes(routes!(metrics::page))
        .routes(routes!(reports::key))
        .merge(operators(app))
}

/// What only operators may ask.
fn operators(app: &AppState) -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(instances::list))
        .routes(routes!(instances::drain))
        .routes(routes!(letters::letters))
        .routes(routes!(letters::dismiss))
        .routes(routes!(reports::list))
        .routes(routes!(reports::open))
        .routes(routes!(reports::dismiss))
        .routes(routes!(reports::ban))
        .routes(routes!(reports::bans))
        .routes(routes!(reports::lift_ban))
        .route_layer(from_fn_with_state(app.clone(), admin::guard))
}

/// What the pages of other origins may ask for, too.
fn shared() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(health::health))
        .routes(routes!(status::status))
        .routes(routes!(rooms::create))
}

/// By CORS, where the operator has listed the origins.
fn open_to_origins(routes: Router<AppState>, app: &AppState) -> Router<AppState> {
    // Here already, so that CORS stands before it, too: browsers ask beforehand by OPTIONS.
    let routes = routes.method_not_allowed_fallback(Problem::method_not_allowed);
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
