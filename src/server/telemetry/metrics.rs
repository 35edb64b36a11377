//! Metrics, in Prometheus' text format at `/metrics`. Every label is one of a few words of this program;
//! docs/OPERATIONS.md says what each metric means.
//!
//! - [`events`]: counted and timed as they happen
//! - [`funnel`]: how far calls come
//! - [`gauges`]: what is so at the moment of the scrape

pub mod events;
pub mod funnel;
mod gauges;

use std::sync::OnceLock;

use axum::extract::State;
use metrics_exporter_prometheus::{
    BuildError, Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder,
};

use crate::server::state::AppState;

/// From a step in memory to a command's time limit and beyond, in seconds.
const LATENCY: &[f64] =
    &[0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];
/// How long people wait, in seconds; 10 and 30 are where the queue's rules widen.
const PATIENCE: &[f64] = &[0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0];

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts recording; once a process, further calls change nothing.
pub fn start() {
    RECORDER.get_or_init(|| {
        let recorder = recorder().unwrap_or_else(|error| {
            tracing::error!(%error, "histograms become summaries");
            PrometheusBuilder::new().build_recorder()
        });
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("another recorder takes the metrics: /metrics stays empty");
        }
        events::describe();
        funnel::describe();
        gauges::describe();
        handle
    });
}

fn recorder() -> Result<PrometheusRecorder, BuildError> {
    let mut builder = PrometheusBuilder::new();
    for (name, buckets) in [
        (events::RELAY_SECONDS, LATENCY),
        (events::REDIS_SECONDS, LATENCY),
        (funnel::WAITING_SECONDS, PATIENCE),
        (funnel::FIRST_FRAME_SECONDS, PATIENCE),
    ] {
        builder = builder.set_buckets_for_metric(Matcher::Full(name.to_owned()), buckets)?;
    }
    Ok(builder.build_recorder())
}

/// Puts what was timed into its histograms, so that it does not pile up where nobody scrapes.
pub fn upkeep() {
    if let Some(recorder) = RECORDER.get() {
        recorder.run_upkeep();
    }
}

/// All metrics of this instance, and the lobby's.
#[utoipa::path(
    get, path = "/metrics", tag = "health",
    responses((status = 200, description = "Prometheus text format", body = str, content_type = "text/plain; charset=utf-8")),
)]
pub async fn page(State(app): State<AppState>) -> String {
    gauges::look(&app).await;
    RECORDER.get().map(PrometheusHandle::render).unwrap_or_default()
}
