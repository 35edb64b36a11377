//! How good the connection is, in a word and in figures, and what one may do about it.

use leptos::prelude::*;

use crate::components::common::use_hydrated;
use crate::i18n::{I18n, use_i18n};
use crate::protocol::progress::Route;
use crate::services::call::CallContext;
use crate::services::call::quality::{Figures, Flow, Grade, Quality, Weakness};
use crate::tr;

/// Three bars and a word; nothing while there is no connection.
#[component]
pub fn QualityIndicator() -> impl IntoView {
    let quality = expect_context::<CallContext>().quality;
    let grade = Memo::new(move |_| quality.with(|quality| quality.as_ref().map(|it| it.grade)));
    move || {
        grade.get().map(|grade| {
            let (bars, id) = match grade {
                Grade::Poor => (1, "quality-poor"),
                Grade::Fair => (2, "quality-fair"),
                Grade::Good => (3, "quality-good"),
            };
            view! {
                <p class="quality" data-bars=bars.to_string()>
                    <svg class="quality-bars" viewBox="0 0 24 24" aria-hidden="true">
                        <rect x="2" y="15" width="5" height="7" rx="1" />
                        <rect x="9.5" y="9" width="5" height="13" rx="1" />
                        <rect x="17" y="3" width="5" height="19" rx="1" />
                    </svg>
                    <span class="quality-words">{tr!(id)}</span>
                </p>
            }
        })
    }
}

/// The menu's panel.
#[component]
pub fn ConnectionPanel() -> impl IntoView {
    let quality = expect_context::<CallContext>().quality;
    let is_there = Memo::new(move |_| quality.with(Option::is_some));
    view! {
        <Show when=move || is_there.get() fallback=|| view! { <p class="hint">{tr!("connection-none")}</p> }>
            <QualityIndicator />
            <p class="hint">{move || weakness(quality).map(|id| tr!(id))}</p>
            <WayFigures />
            <FlowFigures />
        </Show>
        <DataSaverSwitch />
        <RelayOnlySwitch />
    }
    .into_any()
}

/// The message that says what is weak.
fn weakness(quality: RwSignal<Option<Quality>>) -> Option<&'static str> {
    let weak = quality.with(|quality| quality.as_ref().and_then(|it| it.weak));
    weak.map(|weak| match weak {
        Weakness::Upload => "weak-upload",
        Weakness::Computer => "weak-computer",
        Weakness::Download => "weak-download",
        Weakness::Distance => "weak-distance",
    })
}

/// A figure as words, anew with each report.
fn figure(words: fn(I18n, &Figures) -> String) -> impl Fn() -> String + Copy {
    let quality = expect_context::<CallContext>().quality;
    let i18n = use_i18n();
    move || quality.with(|quality| quality.as_ref().map(|it| words(i18n, &it.figures)).unwrap_or_default())
}

/// Of the way between the two.
#[component]
fn WayFigures() -> impl IntoView {
    let route = figure(|i18n, it| match it.route {
        Some(Route::Direct) => i18n.say("connection-direct", &[]),
        Some(Route::Relay) => i18n.say("connection-relay", &[]),
        None => unknown(i18n),
    });
    let round_trip =
        figure(|i18n, it| it.round_trip_time.map_or_else(|| unknown(i18n), |it| millis(i18n, it)));
    let jitter = figure(|i18n, it| millis(i18n, it.jitter));
    let freezes = figure(|_, it| it.freezes.to_string());
    view! {
        <dl class="connection-way">
            <dt>{tr!("connection-route")}</dt>
            <dd>{route}</dd>
            <dt>{tr!("connection-round-trip")}</dt>
            <dd>{round_trip}</dd>
            <dt>{tr!("connection-jitter")}</dt>
            <dd>{jitter}</dd>
            <dt>{tr!("connection-freezes")}</dt>
            <dd>{freezes}</dd>
        </dl>
    }
}

/// Of each direction.
#[component]
fn FlowFigures() -> impl IntoView {
    type Words = fn(I18n, &Flow) -> String;
    let rows: [(&'static str, Words); 5] = [
        ("connection-bitrate", bitrate),
        ("connection-loss", loss),
        ("connection-picture", size),
        ("connection-frames", frames),
        ("connection-codec", codec),
    ];
    let quality = expect_context::<CallContext>().quality;
    let i18n = use_i18n();
    let cell = move |of: fn(&Figures) -> &Flow, words: Words| {
        move || quality.with(|it| it.as_ref().map(|it| words(i18n, of(&it.figures))).unwrap_or_default())
    };
    let rows = rows.map(|(name, words)| {
        view! {
            <tr>
                <th scope="row">{tr!(name)}</th>
                <td>{cell(|it| &it.outgoing, words)}</td>
                <td>{cell(|it| &it.incoming, words)}</td>
            </tr>
        }
    });
    view! {
        <table class="connection-flows">
            <caption class="visually-hidden">{tr!("connection-figures")}</caption>
            <thead>
                <tr>
                    <th scope="col">
                        <span class="visually-hidden">{tr!("connection-direction")}</span>
                    </th>
                    <th scope="col">{tr!("connection-sent")}</th>
                    <th scope="col">{tr!("connection-received")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn unknown(i18n: I18n) -> String {
    i18n.say("connection-unknown", &[])
}

fn millis(i18n: I18n, seconds: f64) -> String {
    i18n.say("milliseconds", &[("value", (seconds * 1000.0).round().into())])
}

fn bitrate(i18n: I18n, flow: &Flow) -> String {
    i18n.say("kilobits", &[("value", (flow.bits_per_second / 1000.0).round().into())])
}

fn loss(i18n: I18n, flow: &Flow) -> String {
    let percent = |loss: f64| i18n.say("percent", &[("value", ((loss * 1000.0).round() / 10.0).into())]);
    flow.loss.map_or_else(|| unknown(i18n), percent)
}

fn size(i18n: I18n, flow: &Flow) -> String {
    let size = |width: u32, height: u32| {
        i18n.say(
            "picture-size",
            &[("width", width.to_string().into()), ("height", height.to_string().into())],
        )
    };
    flow.picture.as_ref().map_or_else(|| "–".into(), |it| size(it.width, it.height))
}

fn frames(_: I18n, flow: &Flow) -> String {
    flow.picture.as_ref().map_or_else(|| "–".into(), |it| it.frames_per_second.round().to_string())
}

fn codec(_: I18n, flow: &Flow) -> String {
    flow.picture.as_ref().map_or_else(|| "–".into(), |it| it.codec.clone())
}

#[component]
fn DataSaverSwitch() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let hydrated = use_hydrated();
    view! {
        <div class="switch">
            <input
                id="data-saver"
                type="checkbox"
                role="switch"
                aria-describedby="data-saver-hint"
                disabled=move || !hydrated.get()
                prop:checked=move || call.data_saver.get()
                on:change=move |event| call.save_data(event_target_checked(&event))
            />
            <label for="data-saver">{tr!("data-saver")}</label>
            <p id="data-saver-hint" class="hint">
                {tr!("data-saver-hint")}
            </p>
        </div>
    }
}

#[component]
fn RelayOnlySwitch() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let hydrated = use_hydrated();
    let is_unavailable = move || call.relay_offered.get() == Some(false);
    // Whoever has it on must be able to turn it off.
    let is_useless = move || is_unavailable() && !call.relay_only.get();
    view! {
        <div class="switch">
            <input
                id="relay-only"
                type="checkbox"
                role="switch"
                aria-describedby="relay-only-hint"
                disabled=move || !hydrated.get() || is_useless()
                prop:checked=move || call.relay_only.get()
                on:change=move |event| call.hide_address(event_target_checked(&event))
            />
            <label for="relay-only">{tr!("relay-only")}</label>
            <p id="relay-only-hint" class="hint">
                {tr!(if is_unavailable() { "relay-only-unavailable" } else { "relay-only-hint" })}
            </p>
        </div>
    }
}
