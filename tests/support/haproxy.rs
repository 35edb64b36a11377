//! The real HAProxy in front of two instances, by the file that operators copy.

use std::env;
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::time::timeout;

use super::port::free_port;
use super::process::{Process, blocking, until};
use super::{Socket, TestApp};

const CONFIGURATION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/haproxy.cfg");
const PATIENCE: Duration = Duration::from_secs(20);

pub struct HaProxy {
    pub address: SocketAddr,
    /// Where it sends its log.
    log: UdpSocket,
    _process: Process,
}

impl HaProxy {
    /// Once it listens.
    pub async fn before(one: &TestApp, two: &TestApp) -> Self {
        let log = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let (log_at, one, two) = (log.local_addr().unwrap(), one.address, two.address);
        let (address, process) = blocking(move || {
            let start = |_| {
                let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
                Some((address, run(address, log_at, [one, two])?))
            };
            // Another process may have been quicker to take the port.
            (0..20).find_map(start).expect("haproxy starts")
        })
        .await;
        Self { address, log, _process: process }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub async fn socket(&self) -> Socket {
        Socket::connect(self.address).await
    }

    /// Returns when it has said so in its log, where each line is heard once.
    pub async fn says(&self, what: &str) {
        let reading = async {
            let mut line = [0; 4096];
            loop {
                let length = self.log.recv(&mut line).await.unwrap();
                if String::from_utf8_lossy(&line[..length]).contains(what) {
                    return;
                }
            }
        };
        timeout(PATIENCE, reading).await.unwrap_or_else(|_| panic!("HAProxy never says {what:?}"));
    }
}

/// `None` if it ends at once, as it does when the port is taken.
fn run(address: SocketAddr, log: SocketAddr, [one, two]: [SocketAddr; 2]) -> Option<Process> {
    let process = Process::start("haproxy", |command| {
        command.args(["-db", "-q", "-f", CONFIGURATION]);
        // Debian keeps it in /usr/sbin, which is not on everybody's PATH.
        command.env("PATH", env::var("PATH").unwrap_or_default() + ":/usr/sbin");
        command.env("LIVE_LOOP_PROXY_BIND", address.to_string());
        command.env("LIVE_LOOP_PROXY_USER", user()).env("LIVE_LOOP_PROXY_LOG", log.to_string());
        command.env("LIVE_LOOP_INSTANCE_ONE", one.to_string());
        command.env("LIVE_LOOP_INSTANCE_TWO", two.to_string());
    });
    let process = process.expect("setpriv (util-linux) is there");
    until(PATIENCE, "haproxy listens", || {
        if process.has_ended() {
            return Some(None);
        }
        TcpStream::connect(address).ok().map(Some)
    })?;
    Some(process)
}

/// HAProxy may only stay who it is.
fn user() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}
