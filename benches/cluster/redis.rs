//! A Redis of the benchmark's own.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

pub struct Redis {
    port: u16,
    process: Child,
}

impl Redis {
    pub fn start() -> Self {
        let port = free_port();
        let process = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is there");
        let redis = Self { port, process };
        while redis.cli(&["PING"]).trim() != "PONG" {
            std::thread::yield_now();
        }
        redis
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// CPU time so far, in microseconds.
    pub fn cpu(&self) -> f64 {
        let info = self.cli(&["INFO", "CPU"]);
        let seconds = |field: &str| -> f64 {
            let line = info.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
            line.and_then(|value| value.trim().parse().ok()).expect("Redis tells its CPU time")
        };
        (seconds("used_cpu_user") + seconds("used_cpu_sys")) * 1e6
    }

    pub fn cli(&self, arguments: &[&str]) -> String {
        let output = Command::new("redis-cli").args(["-p", &self.port.to_string()]).args(arguments).output();
        String::from_utf8_lossy(&output.expect("redis-cli is there").stdout).into_owned()
    }

    /// Runs a command `times` by 64 clients of `redis-benchmark`. Returns requests per second.
    pub fn benchmark(&self, times: u32, command: &[&str]) -> f64 {
        let output = Command::new("redis-benchmark")
            .args([
                "-p",
                &self.port.to_string(),
                "-n",
                &times.to_string(),
                "-c",
                "64",
                "-r",
                "1000000",
                "--csv",
            ])
            .args(command)
            .output()
            .expect("redis-benchmark is there");
        let text = String::from_utf8_lossy(&output.stdout);
        let figures = text.lines().last().unwrap_or_default();
        let rate = figures.split("\",\"").nth(1).map(|rate| rate.trim_matches('"'));
        rate.and_then(|rate| rate.parse().ok()).expect("redis-benchmark tells a rate")
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}
