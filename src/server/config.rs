//! The configuration: environment variables over the defaults in the `[live-loop]` table of
//! `Leptos.toml`, where each variable stands with what it means. Read once at the start; a bad
//! value stops it with a message that names the variable.

mod source;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::uri::Authority;
use ipnet::IpNet;

use super::security::admin::AdminToken;
use super::security::ice::{IceSettings, TurnSettings};
use super::security::limits::LimitSettings;
use super::security::origin::Origin;
use super::security::report_key::ReportPublicKey;
use super::store::RedisSettings;
use source::bad;

pub use source::Source;

/// Shorter secrets can be guessed offline from one credential.
const SECRET_CHARS: usize = 16;
const MOST_COOL_DOWN_SECONDS: u32 = 3000;

#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// `None`: the embedded store.
    pub redis: Option<RedisSettings>,
    /// `None`: the request's own host.
    pub allowed_origins: Option<Vec<Origin>>,
    /// Whether an `Origin` must be there: without one, it is no browser that asks.
    pub require_origin: bool,
    pub trusted_proxies: Vec<IpNet>,
    pub resume_window: Duration,
    pub heartbeat: Duration,
    pub ice: IceSettings,
    pub limits: LimitSettings,
    /// Opens the operators' routes; without it they are off.
    pub admin_token: Option<AdminToken>,
    /// What reports are sealed for; without it they carry no evidence.
    pub report_key: Option<ReportPublicKey>,
    /// What visitors' pseudonyms are made with; without it one that the store has made.
    pub pseudonym_key: Option<String>,
    /// A filter as of `tracing_subscriber::EnvFilter`.
    pub log: String,
    pub log_file: Option<PathBuf>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error("{variable}: {problem}")]
    Value { variable: String, problem: String },
    #[error("{file}: {problem}")]
    File { file: String, problem: String },
}

impl Settings {
    /// Reads the environment over the defaults in `file`.
    pub fn load(file: &str) -> Result<Self, ConfigError> {
        Self::read(&Source::new(file, |variable| std::env::var(variable).ok())?)
    }

    /// Reads the variables, for the binary from the environment, for tests from wherever they like.
    pub fn read(source: &Source) -> Result<Self, ConfigError> {
        check_site_addr(source)?;
        Ok(Self {
            redis: redis(source)?,
            allowed_origins: source.list_of("LIVE_LOOP_ALLOWED_ORIGINS", origin)?,
            require_origin: source.switch("LIVE_LOOP_REQUIRE_ORIGIN")?,
            trusted_proxies: source.list_of("LIVE_LOOP_TRUSTED_PROXIES", net)?.unwrap_or_default(),
            resume_window: source.seconds("LIVE_LOOP_RESUME_WINDOW_SECONDS")?,
            heartbeat: source.seconds("LIVE_LOOP_HEARTBEAT_SECONDS")?,
            ice: ice(source)?,
            limits: limits(source)?,
            admin_token: secret(source, "LIVE_LOOP_ADMIN_TOKEN")?.map(AdminToken::new),
            report_key: report_key(source)?,
            pseudonym_key: secret(source, "LIVE_LOOP_PSEUDONYM_KEY")?,
            log: log_filter(source)?,
            log_file: source.text("LIVE_LOOP_LOG_FILE").map(PathBuf::from),
        })
    }
}

/// Leptos reads it itself, but would not name the variable.
fn check_site_addr(source: &Source) -> Result<(), ConfigError> {
    match (source.environment)("LEPTOS_SITE_ADDR") {
        Some(text) if text.parse::<SocketAddr>().is_err() => {
            Err(bad("LEPTOS_SITE_ADDR", format!("'{text}' is not an address such as 127.0.0.1:3000")))
        }
        _ => Ok(()),
    }
}

fn limits(source: &Source) -> Result<LimitSettings, ConfigError> {
    Ok(LimitSettings {
        connections_per_ip: source.limit("LIVE_LOOP_CONNECTIONS_PER_IP")?,
        connects_per_minute: source.limit("LIVE_LOOP_CONNECTS_PER_MINUTE")?,
        messages_per_second: source.limit("LIVE_LOOP_MESSAGES_PER_SECOND")?,
        requests_per_minute: source.limit("LIVE_LOOP_REQUESTS_PER_MINUTE")?,
        chats_per_minute: source.limit("LIVE_LOOP_CHATS_PER_MINUTE")?,
        rooms_per_minute: source.limit("LIVE_LOOP_ROOMS_PER_MINUTE")?,
        letters_per_hour: source.limit("LIVE_LOOP_LETTERS_PER_HOUR")?,
        cool_down_seconds: cool_down(source)?,
    })
}

/// In Redis it is part of a key's life, for which docs/PRIVACY.md gives a bound.
fn cool_down(source: &Source) -> Result<Option<NonZeroU32>, ConfigError> {
    let variable = "LIVE_LOOP_COOL_DOWN_SECONDS";
    let seconds = source.limit(variable)?;
    if seconds.is_some_and(|seconds| seconds.get() > MOST_COOL_DOWN_SECONDS) {
        return Err(bad(variable, format!("more than {MOST_COOL_DOWN_SECONDS} seconds")));
    }
    Ok(seconds)
}

fn origin(text: &str) -> Result<Origin, String> {
    Origin::parse(text).ok_or_else(|| format!("'{text}' is not an origin such as https://example.org"))
}

/// The error must not show the URL: it may hold a password.
fn redis(source: &Source) -> Result<Option<RedisSettings>, ConfigError> {
    let variable = "LIVE_LOOP_REDIS_URL";
    let Some(urls) = source.list_of(variable, |url| Ok(url.to_owned()))? else { return Ok(None) };
    let prefix = source.text("LIVE_LOOP_REDIS_PREFIX").unwrap_or_default();
    RedisSettings::new(urls, prefix).map(Some).map_err(|problem| bad(variable, problem))
}

fn net(text: &str) -> Result<IpNet, String> {
    text.parse().map_err(|_| format!("'{text}' is not a network such as 10.0.0.0/8"))
}

fn ice(source: &Source) -> Result<IceSettings, ConfigError> {
    let stun_urls = source.list_of("LIVE_LOOP_STUN_URLS", stun_url)?.unwrap_or_default();
    let turn = turn(source)?;
    let variable = "LIVE_LOOP_RELAY_ONLY";
    match (source.switch(variable)?, &turn) {
        (true, None) => Err(bad(variable, "there is no relay without LIVE_LOOP_TURN_URLS")),
        (relay_only, _) => Ok(IceSettings { stun_urls, turn, relay_only }),
    }
}

/// RFC 7064, section 3.1.
fn stun_url(text: &str) -> Result<String, String> {
    let place = ["stun:", "stuns:"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    if place.is_some_and(is_host_and_port) {
        Ok(text.to_owned())
    } else {
        Err(format!("'{text}' is not a URL such as stun:stun.example.org:3478"))
    }
}

/// RFC 7065, section 3.1.
fn turn_url(text: &str) -> Result<String, String> {
    let rest = ["turn:", "turns:"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    let fits = rest.is_some_and(|rest| {
        let (place, query) = rest.split_once('?').unwrap_or((rest, "transport=udp"));
        is_host_and_port(place) && matches!(query, "transport=udp" | "transport=tcp")
    });
    if fits {
        Ok(text.to_owned())
    } else {
        Err(format!("'{text}' is not a URL such as turn:turn.example.org:3478?transport=udp"))
    }
}

/// The port may be missing.
fn is_host_and_port(text: &str) -> bool {
    let Ok(authority) = text.parse::<Authority>() else { return false };
    let port_fits = authority.port_u16().is_some() || authority.host() == text;
    !text.contains('@') && !authority.host().is_empty() && port_fits
}

fn turn(source: &Source) -> Result<Option<TurnSettings>, ConfigError> {
    let urls = source.list_of("LIVE_LOOP_TURN_URLS", turn_url)?;
    match (urls, secret(source, "LIVE_LOOP_TURN_SECRET")?) {
        (Some(urls), Some(secret)) => Ok(Some(TurnSettings { urls, secret })),
        (Some(_), None) => Err(bad("LIVE_LOOP_TURN_SECRET", "LIVE_LOOP_TURN_URLS needs it")),
        (None, _) => Ok(None),
    }
}

fn secret(source: &Source, variable: &str) -> Result<Option<String>, ConfigError> {
    match source.text(variable) {
        Some(secret) if secret.chars().count() < SECRET_CHARS => Err(bad(
            variable,
            format!("a secret has at least {SECRET_CHARS} characters; try: openssl rand -hex 32"),
        )),
        secret => Ok(secret),
    }
}

fn report_key(source: &Source) -> Result<Option<ReportPublicKey>, ConfigError> {
    let variable = "LIVE_LOOP_REPORT_PUBLIC_KEY";
    let read = |text: String| ReportPublicKey::parse(&text).map_err(|error| bad(variable, error.to_string()));
    source.text(variable).map(read).transpose()
}

fn log_filter(source: &Source) -> Result<String, ConfigError> {
    let filter = source.text("LIVE_LOOP_LOG").unwrap_or_default();
    match tracing_subscriber::EnvFilter::try_new(&filter) {
        Ok(_) => Ok(filter),
        Err(error) => Err(bad("LIVE_LOOP_LOG", error.to_string())),
    }
}

#[cfg(test)]
mod tests;
