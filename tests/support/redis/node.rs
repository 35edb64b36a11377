//! One `redis-server` process. Everything here blocks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use redis::{Client, Cmd, Connection, FromRedisValue, RedisResult};

use crate::support::port::free_port;
use crate::support::process::{Process, until};

/// For a start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// An answer on loopback that takes longer will not come.
const ANSWER_WITHIN: Duration = Duration::from_millis(500);

pub struct Node {
    pub port: u16,
    dir: PathBuf,
    options: Vec<String>,
    process: Mutex<Process>,
}

impl Node {
    /// On a free port, once it answers.
    pub fn start(options: &[&str]) -> Self {
        Self::start_in(fresh_dir(), options)
    }

    /// With a folder in which something lies already.
    pub fn start_in(dir: PathBuf, options: &[&str]) -> Self {
        let options: Vec<String> = options.iter().map(ToString::to_string).collect();
        let start = || {
            let port = free_port();
            Some((port, run(port, &dir, &options)?))
        };
        // Another process may have been quicker to take the port.
        let (port, process) = (0..20).find_map(|_| start()).expect("redis-server starts");
        Self { port, dir, options, process: Mutex::new(process) }
    }

    pub fn kill(&self) {
        self.process().kill();
    }

    /// With an empty memory; a node of a Cluster still knows the others.
    pub fn restart(&self) {
        let mut process = self.process();
        process.kill();
        *process = run(self.port, &self.dir, &self.options).expect("redis-server starts again");
    }

    pub fn pause(&self) {
        self.process().stop();
    }

    pub fn go_on(&self) {
        self.process().go_on();
    }

    pub fn cli(&self, arguments: &[String]) -> String {
        let port = self.port.to_string();
        let output = Command::new("redis-cli").args(["-p", &port]).args(arguments).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
        assert!(output.status.success(), "redis-cli {arguments:?}: {text}");
        text
    }

    /// `None` if it does not answer, or with an error.
    pub fn ask<T: FromRedisValue>(&self, command: &Cmd) -> Option<T> {
        ask(self.port, command).ok()
    }

    /// Asks until it answers without an error: for what may be asked twice.
    pub fn insist<T: FromRedisValue>(&self, command: &Cmd) -> T {
        until(PATIENCE, "redis-server answers", || self.ask(command))
    }

    fn process(&self) -> std::sync::MutexGuard<'_, Process> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
        drop(fs::remove_dir_all(&self.dir));
    }
}

/// `None` if it ends at once, as it does when the port is taken.
fn run(port: u16, dir: &Path, options: &[String]) -> Option<Process> {
    let process = Process::start("redis-server", |command| {
        command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning"]);
        command.arg("--port").arg(port.to_string()).arg("--dir").arg(dir).args(options);
    });
    let process = process.expect("setpriv (util-linux) is there");
    until(PATIENCE, "redis-server answers", || {
        if process.has_ended() {
            return Some(None);
        }
        ask::<String>(port, &redis::cmd("PING")).ok().map(Some)
    })?;
    Some(process)
}

fn ask<T: FromRedisValue>(port: u16, command: &Cmd) -> RedisResult<T> {
    command.query(&mut connect(port)?)
}

fn connect(port: u16) -> RedisResult<Connection> {
    let client = Client::open(format!("redis://127.0.0.1:{port}"))?;
    let connection = client.get_connection_with_timeout(ANSWER_WITHIN)?;
    connection.set_read_timeout(Some(ANSWER_WITHIN))?;
    connection.set_write_timeout(Some(ANSWER_WITHIN))?;
    Ok(connection)
}

/// `redis-PID-N` in cargo's folder for that. What killed processes have left is swept up.
pub fn fresh_dir() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let pid = name.to_str().and_then(|name| name.strip_prefix("redis-")?.split('-').next());
        if pid.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
            drop(fs::remove_dir_all(entry.path()));
        }
    }
    let dir = place.join(format!("redis-{}-{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
    fs::create_dir_all(&dir).unwrap();
    dir
}
