//! One figure over the last day, a bar for each ten minutes.

use leptos::prelude::*;

use super::use_watch;
use crate::protocol::Timestamp;
use crate::protocol::operators::{DAY, INTERVAL, Interval};

/// In ms.
const LENGTH: u64 = INTERVAL.as_millis() as u64;
const BARS: u64 = DAY.as_millis() as u64 / LENGTH;
const HEIGHT: u64 = 40;

#[component]
pub fn Chart(
    title: &'static str,
    figure: fn(&Interval) -> u64,
    /// Whether the figures add up over the day.
    sums: bool,
) -> impl IntoView {
    let bars = use_watch().part(move |it| bars(it.now, &it.day, figure));
    let most = move || bars.with(|bars| bars.iter().map(|(_, value)| *value).max().unwrap_or_default());
    let summary = move || bars.with(|bars| summary(bars, sums));
    view! {
        <figure class="card admin-chart">
            <figcaption>
                <strong>{title}</strong>
                <span>{summary}</span>
            </figcaption>
            <svg viewBox=format!("0 0 {BARS} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                <path d=move || bars.with(|bars| path(bars, most())) />
            </svg>
            <p class="admin-axis" aria-hidden="true">
                <span>"24 h ago"</span>
                <span>"now"</span>
            </p>
        </figure>
    }
}

/// For each interval of the day before `now` its place and its figure, where there is one.
fn bars(now: Timestamp, day: &[Interval], figure: fn(&Interval) -> u64) -> Vec<(u64, u64)> {
    let first = now.as_millis() / LENGTH * LENGTH - (BARS - 1) * LENGTH;
    day.iter()
        .filter(|it| it.start >= first)
        .map(|it| ((it.start - first) / LENGTH, figure(it)))
        .filter(|(place, value)| *place < BARS && *value > 0)
        .collect()
}

fn path(bars: &[(u64, u64)], most: u64) -> String {
    bars.iter()
        .map(|(place, value)| {
            let height = (value * HEIGHT).div_ceil(most.max(1));
            format!("M{place} {HEIGHT}v-{height}h.9v{height}z")
        })
        .collect()
}

fn summary(bars: &[(u64, u64)], sums: bool) -> String {
    let most = bars.iter().map(|(_, value)| *value).max().unwrap_or_default();
    if sums {
        let all: u64 = bars.iter().map(|(_, value)| value).sum();
        format!("{all}, at most {most} in ten minutes")
    } else {
        format!("at most {most}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(start: u64, rooms_created: u64) -> Interval {
        Interval { start: start * LENGTH, rooms_created, ..Interval::default() }
    }

    #[test]
    fn the_last_bar_is_now_and_the_first_a_day_ago() {
        let now = Timestamp::from_millis(1000 * LENGTH + 7);
        let day = [interval(856, 9), interval(857, 1), interval(900, 0), interval(1000, 4)];
        let bars = bars(now, &day, |it| it.rooms_created);
        assert_eq!(bars, [(0, 1), (BARS - 1, 4)]);
        assert_eq!(path(&bars, 4), "M0 40v-10h.9v10zM143 40v-40h.9v40z");
    }

    #[test]
    fn words_for_those_who_do_not_see_it() {
        assert_eq!(summary(&[(0, 2), (5, 3)], true), "5, at most 3 in ten minutes");
        assert_eq!(summary(&[(0, 2), (5, 3)], false), "at most 3");
        assert_eq!(summary(&[], true), "0, at most 0 in ten minutes");
    }
}
