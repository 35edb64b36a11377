//! The server's binary: settings → store → router → serve until told to stop.

use leptos::config::get_configuration;
use leptos_axum::{LeptosRoutes, generate_route_list};
use live_loop::app::{App, shell};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = get_configuration(Some("Leptos.toml"))?.leptos_options;
    let routes = generate_route_list(App);
    let router = axum::Router::new()
        .leptos_routes(&options, routes, {
            let options = options.clone();
            move || shell(options.clone())
        })
        .fallback(leptos_axum::file_and_error_handler(shell))
        .with_state(options.clone());
    let listener = tokio::net::TcpListener::bind(options.site_addr).await?;
    axum::serve(listener, router).await?;
    Ok(())
}
