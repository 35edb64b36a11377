//! What a report may show: each piece is seen by the one who reports, and can be left out.

use leptos::prelude::*;

use crate::protocol::reports::Said;
use crate::tr;

/// Something that one may choose.
#[component]
pub fn Tick(chosen: RwSignal<bool>, children: Children) -> impl IntoView {
    view! {
        <label class="tick">
            <input
                type="checkbox"
                prop:checked=move || chosen.get()
                on:change=move |event| chosen.set(event_target_checked(&event))
            />
            {children()}
        </label>
    }
}

#[component]
pub fn ChatEvidence(
    lines: StoredValue<Vec<Said>>,
    /// The partner's.
    name: String,
    chosen: RwSignal<bool>,
) -> impl IntoView {
    let count = lines.with_value(Vec::len);
    (count > 0).then(|| {
        let said = lines.get_value().into_iter().map(|line| {
            let name = name.clone();
            view! {
                <li>
                    <strong>{move || if line.mine { tr!("you")() } else { name.clone() }}</strong>
                    " "
                    <span dir="auto">{line.text}</span>
                </li>
            }
        });
        view! {
            <Tick chosen>{tr!("report-chat", count = count)}</Tick>
            <ul class="report-lines" tabindex="0" aria-label=tr!("report-lines")>
                {said.collect_view()}
            </ul>
        }
    })
}

#[component]
pub fn StillEvidence(
    /// As a `data:` URL.
    still: StoredValue<Option<String>>,
    chosen: RwSignal<bool>,
) -> impl IntoView {
    still.get_value().map(|url| {
        view! {
            <Tick chosen>{tr!("report-still")}</Tick>
            <Show when=move || chosen.get()>
                <img class="report-still" src=url.clone() alt=tr!("report-still-alt") />
            </Show>
        }
    })
}
