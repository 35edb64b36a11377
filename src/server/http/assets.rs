//! The site's scripts, WASM and styles under `/pkg`, compressed ahead of time where there is a
//! `.br` or `.gz` beside them.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::middleware::map_response;
use axum::response::Response;
use leptos::config::LeptosOptions;
use leptos_axum::{site_pkg_dir_service, site_pkg_dir_service_route_path};

/// RFC 8246: a name with a digest in it always means the same bytes.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Without digests: ask each time whether it has changed.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");

pub fn assets<S: Clone + Send + Sync + 'static>(options: &LeptosOptions) -> Router<S> {
    let caching = if options.hash_files { FOR_GOOD } else { ASK_FIRST };
    let cache = move |mut response: Response| {
        if response.status().is_success() {
            response.headers_mut().insert(header::CACHE_CONTROL, caching.clone());
        }
        std::future::ready(response)
    };
    Router::new()
        .route_service(&site_pkg_dir_service_route_path(options), site_pkg_dir_service(options))
        .layer(map_response(cache))
}
