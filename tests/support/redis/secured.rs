//! A Redis as managed ones are: behind TLS, for a user with a password.

use std::fs;
use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

use super::node::{Node, fresh_dir};
use crate::support::port::free_port;
use crate::support::process::blocking;

pub const PASSWORD: &str = "correct-horse";

pub struct SecuredRedis {
    port: u16,
    /// The certificate of those who vouch for it.
    pub authority: PathBuf,
    /// Where logs may lie that are to go with it.
    pub dir: PathBuf,
    node: Node,
}

impl SecuredRedis {
    pub async fn start() -> Self {
        blocking(|| {
            let dir = fresh_dir();
            let [authority, certificate, key] =
                ["authority.pem", "certificate.pem", "key.pem"].map(|it| dir.join(it));
            certify([&authority, &certificate, &key]);
            let port = free_port();
            // Without a password one may only ask whether it is there, and who else is.
            let options = format!(
                "--tls-port {port} --tls-auth-clients no --user lobby on >{PASSWORD} ~* &* +@all \
                 --user default on nopass -@all +ping +client"
            );
            let mut options: Vec<&str> = options.split(' ').collect();
            for (option, file) in [
                ("--tls-ca-cert-file", &authority),
                ("--tls-cert-file", &certificate),
                ("--tls-key-file", &key),
            ] {
                options.extend([option, file.to_str().expect("cargo's folders have plain names")]);
            }
            let node = Node::start_in(dir.clone(), &options);
            Self { port, authority, dir, node }
        })
        .await
    }

    pub fn url(&self, password: &str) -> String {
        format!("rediss://lobby:{password}@127.0.0.1:{}", self.port)
    }

    /// What `redis-cli` prints, which comes without TLS.
    pub fn cli(&self, arguments: &[&str]) -> String {
        self.node.cli(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>())
    }
}

/// Writes the certificate of an authority of our own, one that it signed, and that one's key.
fn certify([authority, certificate, key]: [&Path; 3]) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let signer = KeyPair::generate().unwrap();
    fs::write(authority, params.self_signed(&signer).unwrap().pem()).unwrap();
    let issuer = Issuer::new(params, signer);
    let own = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    fs::write(certificate, params.signed_by(&own, &issuer).unwrap().pem()).unwrap();
    fs::write(key, own.serialize_pem()).unwrap();
}
