//! The real Prometheus, by the files that operators copy, but for its targets and its patience.

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use tokio::time::{interval, timeout};

use super::port::free_port;
use super::process::{Process, blocking, until};

const DEPLOY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/prometheus");
/// The targets in there, which every operator puts their own in place of.
const THEIR_TARGETS: [&str; 2] = ["10.0.0.11:3000", "10.0.0.12:3000"];
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(100);

pub struct Prometheus {
    address: SocketAddr,
    folder: PathBuf,
    _process: Process,
}

impl Prometheus {
    /// Once it listens. Its files lie in `folder`.
    pub async fn watching(targets: [SocketAddr; 2], folder: &Path) -> Self {
        let folder = folder.to_owned();
        write_configuration(targets, &folder);
        let (folder, address, process) = blocking(move || {
            let start = |_| {
                let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
                Some((address, run(address, &folder)?))
            };
            // Another process may have been quicker to take the port.
            let (address, process) = (0..20).find_map(start).expect("prometheus starts");
            (folder, address, process)
        })
        .await;
        let prometheus = Self { address, folder, _process: process };
        prometheus.until_ready().await;
        prometheus
    }

    /// It listens before it answers queries.
    async fn until_ready(&self) {
        let url = format!("http://{}/-/ready", self.address);
        let looking = async {
            let mut looks = interval(LOOK_EVERY);
            while !reqwest::get(&url).await.is_ok_and(|answer| answer.status() == 200) {
                looks.tick().await;
            }
        };
        timeout(PATIENCE, looking).await.expect("prometheus is ready");
    }

    /// What a query finds: the value of `label` in each series, and the series' own.
    pub async fn query(&self, query: &str, label: &str) -> Vec<(String, String)> {
        let mut found: Vec<_> = self.ask("query", query).await["result"]
            .as_array()
            .unwrap()
            .iter()
            .map(|series| {
                let label = series["metric"][label].as_str().unwrap_or_default().to_owned();
                (label, series["value"][1].as_str().unwrap().to_owned())
            })
            .collect();
        found.sort();
        found
    }

    /// Returns when the query finds just that.
    pub async fn finds(&self, query: &str, label: &str, wanted: &[(&str, &str)]) {
        let wanted: Vec<_> =
            wanted.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect();
        let mut last = Vec::new();
        let looking = async {
            let mut looks = interval(LOOK_EVERY);
            loop {
                looks.tick().await;
                last = self.query(query, label).await;
                if last == wanted {
                    return;
                }
            }
        };
        let found = timeout(PATIENCE, looking).await;
        assert!(found.is_ok(), "{query}: {last:?} and not {wanted:?}; see {}", self.folder.display());
    }

    async fn ask(&self, what: &str, query: &str) -> Value {
        let url = format!("http://{}/api/v1/{what}", self.address);
        let answer = reqwest::Client::new().get(url).query(&[("query", query)]).send().await.unwrap();
        let mut answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["status"], "success", "{query}: {answer}");
        answer["data"].take()
    }
}

/// The operators' files, scraped and ruled ten times a second, and with alerts that do not wait.
fn write_configuration(targets: [SocketAddr; 2], folder: &Path) {
    let read = |name: &str| fs::read_to_string(format!("{DEPLOY}/{name}")).unwrap();
    let mut configuration = read("prometheus.yml").replace("_interval: 15s", "_interval: 200ms");
    for (theirs, ours) in THEIR_TARGETS.iter().zip(targets) {
        assert!(configuration.contains(theirs), "the targets are where this looks for them");
        configuration = configuration.replace(theirs, &ours.to_string());
    }
    let impatient = |line: &str| {
        if line.trim_start().starts_with("for: ") { "        for: 400ms" } else { line }.to_owned()
    };
    let rules: Vec<String> = read("rules.yml").lines().map(impatient).collect();
    fs::write(folder.join("prometheus.yml"), configuration).unwrap();
    fs::write(folder.join("rules.yml"), rules.join("\n")).unwrap();
}

/// `None` if it ends at once, as it does when the port is taken.
fn run(address: SocketAddr, folder: &Path) -> Option<Process> {
    let log = fs::File::create(folder.join("prometheus.log")).unwrap();
    let process = Process::start("prometheus", |command| {
        command.arg(format!("--config.file={}", folder.join("prometheus.yml").display()));
        command.arg(format!("--storage.tsdb.path={}", folder.join("data").display()));
        command.arg(format!("--web.listen-address={address}")).arg("--log.level=warn").stderr(log);
    });
    let process = process.expect("setpriv (util-linux) is there");
    until(PATIENCE, "prometheus listens", || {
        if process.has_ended() {
            return Some(None);
        }
        TcpStream::connect(address).ok().map(Some)
    })?;
    Some(process)
}
