//! A handful of emoji for those without an emoji keyboard: plain Unicode, drawn with the device's own font.
//! A popover with a grid in it, with the keys of the ARIA Authoring Practices' layout grids.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::{Button, Div};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, Node};

use crate::components::common::{Glyph, Icon};
use crate::i18n::{Direction, use_i18n};
use crate::tr;

const COLUMNS: usize = 8;
const EMOJI: [&str; 48] = [
    "😀", "😄", "😂", "🤣", "😊", "🙂", "😉", "😍", //
    "🥰", "😘", "😋", "😎", "🤩", "🥳", "🤗", "🤔", //
    "😮", "😳", "😅", "😢", "😭", "😴", "🙄", "😬", //
    "👋", "👍", "👎", "👏", "🙌", "🙏", "💪", "🤝", //
    "👌", "🤞", "🫶", "❤️", "💛", "💚", "💙", "💔", //
    "🎉", "🔥", "✨", "🌞", "🌙", "🌻", "🎵", "☕",
];

#[component]
pub fn EmojiPicker(pick: impl Fn(&'static str) + Copy + Send + Sync + 'static) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    // The one that the keys stand on.
    let here = RwSignal::new(0);
    let button = NodeRef::<Button>::new();
    let grid = NodeRef::<Div>::new();

    Effect::new(move || {
        if open.get() {
            focus(grid, here.get());
        }
    });
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            // It is there, and may be focused; were it not, the focus would begin at the page's top.
            _ = button.focus();
        }
    };
    let key_down = move |event: KeyboardEvent| {
        let rtl = i18n.language.get_untracked().direction() == Direction::RightToLeft;
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        } else if let Some(there) = step(here.get_untracked(), &event.key(), rtl) {
            event.prevent_default();
            here.set(there);
        }
    };
    // Gone to something else, by key or by tap.
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let within =
            |element: Option<HtmlElement>| element.is_some_and(|element| element.contains(to.as_ref()));
        let stays = to.is_some()
            && (within(grid.get_untracked().map(Into::into))
                || within(button.get_untracked().map(Into::into)));
        if !stays {
            open.set(false);
        }
    };
    let choose = move |emoji| {
        open.set(false);
        pick(emoji);
    };
    view! {
        <div class="emoji">
            <button
                type="button"
                class="button quiet icon-only"
                aria-label=tr!("chat-emoji")
                aria-haspopup="grid"
                aria-expanded=move || open.get().to_string()
                node_ref=button
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon glyph=Glyph::Emoji />
            </button>
            <Show when=move || open.get()>
                <div
                    class="emoji-grid"
                    role="grid"
                    aria-label=tr!("chat-emoji")
                    node_ref=grid
                    on:keydown=key_down
                    on:focusout=left
                >
                    {EMOJI
                        .chunks(COLUMNS)
                        .enumerate()
                        .map(|(row, emoji)| view! { <Row first=row * COLUMNS emoji here choose /> })
                        .collect_view()}
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// Screen readers know the emoji's names in the person's own language.
#[component]
fn Row(
    first: usize,
    emoji: &'static [&'static str],
    here: RwSignal<usize>,
    choose: impl Fn(&'static str) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let cells = emoji.iter().enumerate().map(|(column, emoji)| {
        let index = first + column;
        view! {
            <span role="gridcell">
                <button
                    type="button"
                    tabindex=move || if here.get() == index { "0" } else { "-1" }
                    on:focus=move |_| here.set(index)
                    on:click=move |_| choose(emoji)
                >
                    {*emoji}
                </button>
            </span>
        }
    });
    view! {
        <div role="row" class="emoji-row">
            {cells.collect_view()}
        </div>
    }
}

/// Where a key leads from there; nowhere from an edge.
fn step(here: usize, key: &str, rtl: bool) -> Option<usize> {
    let (column, last) = (here % COLUMNS, EMOJI.len() - 1);
    let (forward, back) = if rtl { ("ArrowLeft", "ArrowRight") } else { ("ArrowRight", "ArrowLeft") };
    let there = match key {
        key if key == forward => here + 1,
        key if key == back => here.checked_sub(1)?,
        "ArrowDown" => here + COLUMNS,
        "ArrowUp" => here.checked_sub(COLUMNS)?,
        "Home" => here - column,
        "End" => here - column + COLUMNS - 1,
        _ => return None,
    };
    (there <= last).then_some(there)
}

fn focus(grid: NodeRef<Div>, index: usize) {
    let (row, column) = (index / COLUMNS + 1, index % COLUMNS + 1);
    let place = format!(":nth-child({row}) > :nth-child({column}) > button");
    let button = grid.get().and_then(|grid| grid.query_selector(&place).ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // A button of an open grid takes the focus; else nothing is lost.
        _ = button.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_go_through_the_grid_and_stop_at_its_edges() {
        for (here, key, there) in [
            (0, "ArrowRight", Some(1)),
            (7, "ArrowRight", Some(8)),
            (47, "ArrowRight", None),
            (0, "ArrowLeft", None),
            (3, "ArrowDown", Some(11)),
            (41, "ArrowDown", None),
            (3, "ArrowUp", None),
            (11, "ArrowUp", Some(3)),
            (11, "Home", Some(8)),
            (11, "End", Some(15)),
            (11, "a", None),
        ] {
            assert_eq!(step(here, key, false), there, "{here} {key}");
        }
    }

    #[test]
    fn left_and_right_follow_the_direction_of_the_language() {
        assert_eq!(step(3, "ArrowLeft", true), Some(4));
        assert_eq!(step(3, "ArrowRight", true), Some(2));
    }

    #[test]
    fn each_emoji_is_there_once() {
        let all: std::collections::BTreeSet<_> = EMOJI.iter().collect();
        assert_eq!(all.len(), EMOJI.len());
    }
}
