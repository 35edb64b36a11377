//! The server's binary: settings → store → router → serve until told to stop.

use std::process::ExitCode;

use leptos::config::{LeptosOptions, get_configuration};
use live_loop::server::config::Settings;
use live_loop::server::state::AppState;
use live_loop::server::telemetry::{logs, metrics};
use live_loop::server::{router, shutdown};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Run-time defaults, beside which the binary is started.
const CONFIGURATION: &str = "Leptos.toml";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Live Loop cannot run: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings::load(CONFIGURATION)?;
    let mut options = get_configuration(Some(CONFIGURATION))?.leptos_options;
    options.hash_files &= stands_beside_binary(&options.hash_file)?;
    let _log_guard = logs::start(&settings)?;
    metrics::start();
    let listener = listen(&options).await?;
    let app = AppState::start(options, settings, CancellationToken::new());
    tracing::info!(instance = %app.instance, "Live Loop is at http://{}", listener.local_addr()?);
    let (shutdown, lobby) = (app.shutdown.clone(), app.lobby.clone());
    let mut server = tokio::spawn(router::serve(listener, app));
    tokio::select! {
        ended = &mut server => ended?,
        () = shutdown::told_to_leave(&shutdown) => shutdown.leave(server, lobby.as_ref()).await,
    }
    tracing::info!("good-bye");
    Ok(())
}

/// A build by plain cargo has no file of hashes, and Leptos panics where it is promised one.
fn stands_beside_binary(file: &str) -> std::io::Result<bool> {
    Ok(std::env::current_exe()?.with_file_name(file).exists())
}

async fn listen(options: &LeptosOptions) -> Result<TcpListener, String> {
    let address = options.site_addr;
    TcpListener::bind(address)
        .await
        .map_err(|error| format!("LEPTOS_SITE_ADDR: {address} cannot be used: {error}"))
}
