//! What a browser may do with an answer: the headers that every answer carries, and the stricter or
//! wider policy of pages.
//!
//! Content Security Policy Level 3, Permissions Policy, HSTS (RFC 6797), Cross-Origin-Opener-Policy and
//! -Resource-Policy (Fetch). A page's own policy is set where it is rendered ([`protect_page`]), since its
//! scripts carry a nonce that is new each time.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use leptos::config::LeptosOptions;
use leptos::prelude::{use_context, use_nonce};
use leptos_axum::ResponseOptions;

use crate::server::state::AppState;

/// What is no page may do nothing at all.
const NOTHING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
);

const FOR_EVERY_ANSWER: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Pages widen it to their own origin (`app::shell`), for forms that are sent without scripts.
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), autoplay=(self), browsing-topics=(), \
         camera=(self), clipboard-read=(), clipboard-write=(self), display-capture=(self), \
         encrypted-media=(), fullscreen=(self), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
         identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), \
         microphone=(self), midi=(), otp-credentials=(), payment=(), picture-in-picture=(self), \
         publickey-credentials-get=(), screen-wake-lock=(self), serial=(), storage-access=(), usb=(), \
         window-management=(), xr-spatial-tracking=()",
    ),
];

/// A year, as browsers' preload lists ask for; only ever said over TLS (RFC 6797 section 7.2).
const STAY_WITH_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Puts the headers on every answer that does not bring its own.
pub async fn protect(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let over_tls = came_over_tls(&app, request.extensions(), request.headers());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FOR_EVERY_ANSWER {
        set(headers, name, HeaderValue::from_static(value));
    }
    set(headers, header::CONTENT_SECURITY_POLICY, NOTHING);
    if over_tls {
        set(headers, header::STRICT_TRANSPORT_SECURITY, STAY_WITH_TLS);
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}

/// Whether a trusted proxy says so: this server itself speaks plain HTTP.
pub fn came_over_tls(app: &AppState, extensions: &Extensions, headers: &HeaderMap) -> bool {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    peer.is_some_and(|ConnectInfo(peer)| {
        app.settings.trusted_proxies.iter().any(|net| net.contains(&peer.ip().to_canonical()))
    }) && headers.get(FORWARDED_PROTO).is_some_and(|proto| proto.as_bytes() == b"https")
}

/// The policy of the page that is being rendered.
pub fn protect_page(options: &LeptosOptions) {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    // Where `cargo leptos watch` runs, the page asks it for news.
    let watched = std::env::var_os("LEPTOS_WATCH").is_some();
    let reload = if watched {
        format!(" ws://{}:{}", options.site_addr.ip(), options.reload_port)
    } else {
        String::new()
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; media-src 'self' blob: mediastream:; connect-src 'self'{reload}; \
         font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    // Which language a page is in depends on these; and a nonce is good for one answer only.
    response.insert_header(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
}
