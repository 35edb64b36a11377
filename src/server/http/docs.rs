//! The API's documents, made from the code: OpenAPI for HTTP (from the routes themselves, see
//! [`crate::server::router`]), AsyncAPI for the socket (from [`crate::protocol`]), and a page that shows both.

mod page;
pub mod refusals;
mod socket;

use super::problem::Body;
use axum::Json;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Html;
use axum::routing::get;
use leptos::config::LeptosOptions;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder};

/// The page has no script, no picture and no form.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

const TITLE: &str = "Live Loop";

/// The document that the routes write themselves into.
pub fn about() -> OpenApi {
    let bearer = Http::builder()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The operators' token, `LIVE_LOOP_ADMIN_TOKEN`; without it these routes are off."))
        .build();
    let info = InfoBuilder::new()
        .title(TITLE)
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The HTTP side. Calls are made over the socket `/ws`, which `/api/asyncapi.json` describes. \
             Every error is `application/problem+json` (RFC 9457).",
        ))
        .build();
    let tag = |name: &str, words: &str| TagBuilder::new().name(name).description(Some(words)).build();
    OpenApiBuilder::new()
        .info(info)
        .tags(Some([
            tag("public", "For everybody"),
            tag("health", "For load balancers, schedulers and Prometheus"),
            tag("operators", "For whoever has the operators' token"),
        ]))
        .components(Some(
            ComponentsBuilder::new()
                .schema_from::<Body>()
                .security_scheme("token", SecurityScheme::Http(bearer))
                .build(),
        ))
        .build()
}

/// `GET /api/openapi.json`, `/api/asyncapi.json` and `/api/docs`.
pub fn routes<S: Clone + Send + Sync + 'static>(openapi: OpenApi, options: &LeptosOptions) -> Router<S> {
    // Both are trees of strings and numbers: serde_json cannot fail on them.
    let openapi = serde_json::to_value(openapi).expect("a document is JSON");
    let asyncapi = socket::document();
    let page = page::render(&openapi, &asyncapi, options);
    let page = ([(header::CONTENT_SECURITY_POLICY, PAGE_POLICY)], Html(page));
    let (openapi, asyncapi) = (Json(openapi), Json(asyncapi));
    Router::new()
        .route("/api/openapi.json", get(async move || openapi))
        .route("/api/asyncapi.json", get(async move || asyncapi))
        .route("/api/docs", get(async move || page))
}
