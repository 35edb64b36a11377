//! One instance: the real binary as a child process, on a port that it keeps when it is started anew.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{interval, timeout};

use super::history::ProcessId;
use crate::support::port::free_port;
use crate::support::process::{Process, blocking, until};

const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(20);

pub struct Instance {
    pub address: SocketAddr,
    environment: Vec<(String, String)>,
    /// Where its processes write their logs.
    logs: PathBuf,
    running: Mutex<Arc<Running>>,
    http: reqwest::Client,
}

struct Running {
    id: ProcessId,
    process: Process,
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the server's binary or its log: {0}")]
    Io(#[from] std::io::Error),
    #[error("it ended at once, see {0}")]
    Ended(PathBuf),
    #[error("it is not ready after {PATIENCE:?}, see {0}")]
    NotReady(PathBuf),
}

impl Instance {
    /// Once it is ready.
    pub async fn start(environment: &[(&str, String)], logs: &Path) -> Result<Self, StartError> {
        let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let mut environment: Vec<(String, String)> =
            environment.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        environment.push(("LEPTOS_SITE_ADDR".into(), address.to_string()));
        let http = reqwest::Client::builder().timeout(Duration::from_secs(1)).no_proxy().build();
        let instance = Self {
            address,
            running: Mutex::new(Arc::new(run(&environment, logs)?)),
            environment,
            logs: logs.to_owned(),
            http: http.unwrap_or_default(),
        };
        instance.until_up().await?;
        Ok(instance)
    }

    /// The process behind it now.
    pub fn process(&self) -> ProcessId {
        self.running().id
    }

    /// SIGKILL.
    pub async fn kill(&self) {
        let running = self.running();
        blocking(move || running.process.kill()).await;
    }

    /// Kills it if it runs. Returns who it is now, once it is ready.
    pub async fn start_anew(&self) -> Result<ProcessId, StartError> {
        self.kill().await;
        let running = Arc::new(run(&self.environment, &self.logs)?);
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = running;
        self.until_up().await?;
        Ok(self.process())
    }

    /// SIGSTOP.
    pub fn stop(&self) {
        self.running().process.stop();
    }

    /// SIGCONT.
    pub fn go_on(&self) {
        self.running().process.go_on();
    }

    /// SIGTERM; returns when it has ended.
    pub async fn terminate(&self) {
        let running = self.running();
        blocking(move || {
            running.process.terminate();
            until(PATIENCE, "it ends when told to", || running.process.has_ended().then_some(()));
        })
        .await;
    }

    /// Whether it says that it is ready.
    pub async fn is_ready(&self) -> bool {
        let answer = self.http.get(format!("http://{}/readyz", self.address)).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }

    /// `/api/status`, if it answers.
    pub async fn status(&self) -> Option<serde_json::Value> {
        let answer = self.http.get(format!("http://{}/api/status", self.address)).send().await.ok()?;
        answer.json().await.ok()
    }

    /// What its process has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(log_of(&self.logs, self.process())).unwrap_or_default()
    }

    /// It serves; without its store it is not ready, but clients may come.
    async fn until_up(&self) -> Result<(), StartError> {
        let log = || log_of(&self.logs, self.process());
        let up = async {
            let mut looks = interval(LOOK_EVERY);
            let livez = format!("http://{}/livez", self.address);
            while self.http.get(&livez).send().await.is_err() {
                if self.running().process.has_ended() {
                    return Err(StartError::Ended(log()));
                }
                looks.tick().await;
            }
            Ok(())
        };
        timeout(PATIENCE, up).await.map_err(|_| StartError::NotReady(log()))?
    }

    fn running(&self) -> Arc<Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads `Leptos.toml` where it is started: in the project's root.
fn run(environment: &[(String, String)], logs: &Path) -> Result<Running, StartError> {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    let log = File::create(log_of(logs, id))?;
    let errors = log.try_clone()?;
    let process = Process::start(env!("CARGO_BIN_EXE_live-loop"), |command: &mut Command| {
        command.current_dir(env!("CARGO_MANIFEST_DIR")).stdout(log).stderr(errors);
        command.envs(environment.iter().map(|(name, value)| (name, value)));
    })?;
    Ok(Running { id, process })
}

fn log_of(logs: &Path, id: ProcessId) -> PathBuf {
    logs.join(format!("process-{id}.log"))
}
