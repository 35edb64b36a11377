use super::*;

fn read(pairs: &[(&str, &str)]) -> Result<Settings, ConfigError> {
    let pairs: Vec<(String, String)> = pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
    let environment =
        move |variable: &str| pairs.iter().find(|(name, _)| name == variable).map(|(_, value)| value.clone());
    Settings::read(&Source::new("Leptos.toml", environment).unwrap())
}

#[test]
fn the_defaults_are_the_contract_s() {
    let settings = read(&[]).ok().unwrap();
    assert_eq!(settings.resume_window, Duration::from_secs(30));
    assert_eq!(settings.heartbeat, Duration::from_secs(20));
    assert_eq!(settings.ice.stun_urls.len(), 2);
    assert!(settings.ice.turn.is_none() && settings.allowed_origins.is_none());
    assert!(settings.limits.connections_per_ip.is_some());
    assert_eq!(settings.log, "info");
}

#[test]
fn zero_lifts_a_limit_and_lists_have_commas() {
    let settings = read(&[
        ("LIVE_LOOP_CONNECTIONS_PER_IP", "0"),
        ("LIVE_LOOP_ALLOWED_ORIGINS", "https://a.example, https://b.example"),
        ("LIVE_LOOP_TRUSTED_PROXIES", "10.0.0.0/8,::1/128"),
    ])
    .ok()
    .unwrap();
    assert!(settings.limits.connections_per_ip.is_none());
    assert_eq!(settings.allowed_origins.unwrap().len(), 2);
    assert_eq!(settings.trusted_proxies.len(), 2);
}

#[test]
fn a_bad_value_names_its_variable() {
    for (variable, value) in [
        ("LEPTOS_SITE_ADDR", "nowhere"),
        ("LEPTOS_SITE_ADDR", ""),
        ("LIVE_LOOP_RESUME_WINDOW_SECONDS", "soon"),
        ("LIVE_LOOP_RESUME_WINDOW_SECONDS", "0"),
        ("LIVE_LOOP_HEARTBEAT_SECONDS", "-1"),
        ("LIVE_LOOP_CONNECTIONS_PER_IP", "many"),
        ("LIVE_LOOP_REQUIRE_ORIGIN", "perhaps"),
        ("LIVE_LOOP_COOL_DOWN_SECONDS", "3600"),
        ("LIVE_LOOP_ALLOWED_ORIGINS", "example.org"),
        ("LIVE_LOOP_ALLOWED_ORIGINS", "https://example.org:65536"),
        ("LIVE_LOOP_TRUSTED_PROXIES", "10.0.0.0/99"),
        ("LIVE_LOOP_STUN_URLS", "http://stun"),
        ("LIVE_LOOP_STUN_URLS", "stun:"),
        ("LIVE_LOOP_STUN_URLS", "stun:me@stun"),
        ("LIVE_LOOP_STUN_URLS", "stun:stun:65536"),
        ("LIVE_LOOP_STUN_URLS", "stun:stun?transport=udp"),
        ("LIVE_LOOP_TURN_URLS", "stun:turn"),
        ("LIVE_LOOP_TURN_URLS", "turn:turn:3478?transport=pigeon"),
        ("LIVE_LOOP_RELAY_ONLY", "true"),
        ("LIVE_LOOP_TURN_SECRET", "short"),
        ("LIVE_LOOP_REDIS_URL", "http://redis:6379"),
        ("LIVE_LOOP_REDIS_URL", "redis://a:6379, redis:nowhere"),
        ("LIVE_LOOP_ADMIN_TOKEN", "short"),
        ("LIVE_LOOP_PSEUDONYM_KEY", "short"),
        ("LIVE_LOOP_REPORT_PUBLIC_KEY", "c2hvcnQ="),
        ("LIVE_LOOP_LOG", "live_loop=loud"),
    ] {
        let error = read(&[(variable, value)]).err().expect(variable);
        assert!(error.to_string().contains(variable), "{error}");
    }
}

#[test]
fn a_bad_redis_url_is_not_shown() {
    let error = read(&[("LIVE_LOOP_REDIS_URL", "http://:hunter2@redis")]).err().unwrap();
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

#[test]
fn turn_needs_a_secret() {
    let urls = ("LIVE_LOOP_TURN_URLS", "turn:turn.example:3478");
    assert!(read(&[urls]).err().unwrap().to_string().contains("LIVE_LOOP_TURN_SECRET"));
    assert!(read(&[urls, ("LIVE_LOOP_TURN_SECRET", "0123456789abcdef")]).is_ok());
}

#[test]
fn relays_are_named_with_or_without_port_and_transport() {
    let secret = ("LIVE_LOOP_TURN_SECRET", "0123456789abcdef");
    for url in ["turn:turn.example", "turns:192.0.2.1:443?transport=tcp", "turn:[2001:db8::1]:3478"] {
        let settings = read(&[("LIVE_LOOP_TURN_URLS", url), secret, ("LIVE_LOOP_RELAY_ONLY", "true")]);
        assert!(settings.is_ok_and(|it| it.ice.relay_only), "{url}");
    }
}
