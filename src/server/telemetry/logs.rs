//! Logs: for eyes on a terminal, JSON lines otherwise, and JSON lines to a file a day if asked.

mod file;

use std::io::IsTerminal;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use crate::server::config::{ConfigError, Settings};

/// Starts logging. What is on its way to the file is written when the guard is dropped.
pub fn start(settings: &Settings) -> Result<Option<WorkerGuard>, ConfigError> {
    let terminal = std::io::stdout().is_terminal();
    let console = if terminal { fmt::layer().boxed() } else { fmt::layer().json().boxed() };
    let (file, guard) = match &settings.log_file {
        Some(path) => {
            let appender = file::daily(path).map_err(|problem| ConfigError::Value {
                variable: "LIVE_LOOP_LOG_FILE".into(),
                problem: format!("'{}' cannot be written: {problem}", path.display()),
            })?;
            let (writer, guard) = tracing_appender::non_blocking(appender);
            (Some(fmt::layer().json().with_writer(writer)), Some(guard))
        }
        None => (None, None),
    };
    tracing_subscriber::registry().with(filter(settings)).with(console).with(file).init();
    Ok(guard)
}

/// What the operator wants. The Redis client writes hundreds of lines while a Cluster fails over; what
/// matters of that, the store says once.
fn filter(settings: &Settings) -> EnvFilter {
    EnvFilter::new(format!("redis=error,{}", settings.log))
}
