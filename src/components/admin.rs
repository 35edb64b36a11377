//! The operators' page: what goes on, what came in, and what they can do about it. In English only, as the logs
//! and docs/OPERATIONS.md are. Its forms work without scripts; with them the figures stay fresh by themselves.

mod act;
mod board;
mod chart;
mod funnel;
mod inbox;
mod instances;
mod login;
mod reports;

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::common::NotFound;
use crate::api::operators::{Overview, Refused, look};
use crate::protocol::Timestamp;
use board::Board;
use login::Login;

/// How often the figures are asked for anew.
#[cfg(feature = "hydrate")]
const REFRESH_EVERY: std::time::Duration = std::time::Duration::from_secs(5);

/// What the page knows, and how it learns more; the page's parts take it from the context.
#[derive(Clone, Copy)]
struct Watch {
    seen: RwSignal<Result<Overview, Refused>>,
}

impl Watch {
    fn new(first: Result<Overview, Refused>) -> Self {
        let watch = Self { seen: RwSignal::new(first) };
        #[cfg(feature = "hydrate")]
        watch.refresh_regularly();
        watch
    }

    /// Asks anew. What cannot be reached now leaves what was seen before.
    fn refresh(self) {
        leptos::task::spawn_local(async move {
            match look().await {
                Err(Refused::Unavailable) => {}
                seen => drop(self.seen.try_set(seen)),
            }
        });
    }

    #[cfg(feature = "hydrate")]
    fn refresh_regularly(self) {
        let look = move || {
            // Whoever has to log in is not asked for anything; an outage ends by itself.
            let goes_on = self.seen.with_untracked(|seen| matches!(seen, Ok(_) | Err(Refused::Unavailable)));
            if goes_on && !document().hidden() {
                self.refresh();
            }
        };
        if let Ok(timer) = set_interval_with_handle(look, REFRESH_EVERY) {
            on_cleanup(move || timer.clear());
        }
    }

    /// A part of what is seen; nothing before anybody has logged in.
    fn part<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&Overview) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.seen.with(|seen| seen.as_ref().map(&of).unwrap_or_default()))
    }
}

fn use_watch() -> Watch {
    expect_context()
}

#[component]
pub fn AdminPage() -> impl IntoView {
    let first = Resource::new_blocking(|| (), |()| look());
    view! {
        <Title text="Operators" />
        <Meta name="robots" content="noindex" />
        <Suspense>
            {move || Suspend::new(async move {
                let watch = Watch::new(first.await);
                provide_context(watch);
                let refused = Memo::new(move |_| watch.seen.with(|seen| seen.as_ref().err().copied()));
                move || match refused.get() {
                    None => view! { <Board /> }.into_any(),
                    Some(Refused::Off) => view! { <NotFound /> }.into_any(),
                    Some(Refused::Unavailable) => view! { <Outage /> }.into_any(),
                    Some(_) => view! { <Login /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// In place of the figures, before any could be had.
#[component]
fn Outage() -> impl IntoView {
    view! {
        <main id="content" class="admin" tabindex="-1" lang="en" dir="ltr">
            <h1>"Operators"</h1>
            <p role="alert" class="form-error">{words(Refused::Unavailable)}</p>
            <p class="lead">"Each instance's /health and /metrics tell more meanwhile."</p>
        </main>
    }
}

/// A moment for people of any time zone.
fn utc(moment: Timestamp) -> String {
    let text = moment.to_string();
    format!("{} UTC", text.get(..16).unwrap_or(&text).replace('T', " "))
}

/// A moment as an element.
#[component]
fn Moment(moment: Timestamp) -> impl IntoView {
    view! { <time datetime=moment.to_string()>{utc(moment)}</time> }
}

fn words(refused: Refused) -> String {
    match refused {
        Refused::Stranger => "You are not logged in any more.".into(),
        Refused::Off => "This server has no operators' token.".into(),
        Refused::WrongToken => "That is not the token.".into(),
        Refused::TooMany { retry_after_seconds } => {
            format!("Too many attempts. Try again in {retry_after_seconds} seconds.")
        }
        Refused::NoSuchThing => "It is gone already.".into(),
        Refused::Nobody => "Who is reported cannot be told again, so there is nobody to ban.".into(),
        Refused::Term => "A ban lasts from a second to 30 days.".into(),
        Refused::Unavailable => "The server, or its Redis, is out of reach. Try again in a moment.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_utc_to_the_minute() {
        assert_eq!(utc(Timestamp::from_millis(1_764_144_059_123)), "2025-11-26 08:00 UTC");
    }
}
