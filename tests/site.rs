//! Leptos.toml ships with the binary, Cargo.toml builds the site: what both say must be the same.

use leptos::config::get_configuration;

#[test]
fn run_time_settings_equal_build_settings() -> Result<(), Box<dyn std::error::Error>> {
    let mut built = get_configuration(Some("Cargo.toml"))?.leptos_options;
    let shipped = get_configuration(Some("Leptos.toml"))?.leptos_options;
    // cargo-leptos has no such setting, and warns of it.
    built.env = shipped.env.clone();
    assert_eq!(format!("{built:?}"), format!("{shipped:?}"));
    Ok(())
}
