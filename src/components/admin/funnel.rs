//! How far calls came in the last day: each phase beside those who were matched.

use leptos::prelude::*;

use super::use_watch;
use crate::protocol::operators::Funnel;

type Step = (&'static str, fn(&Funnel) -> u64);

const STEPS: [Step; 7] = [
    ("Queued", |it| it.queued),
    ("Matched", |it| it.matched),
    ("Offer made", |it| it.offer),
    ("Connected", |it| it.connected),
    ("of them by a relay", |it| it.relayed),
    ("First picture", |it| it.first_frame),
    ("Alive after 30 s", |it| it.alive),
];

#[component]
pub fn FunnelView() -> impl IntoView {
    let funnel = use_watch().part(|it| {
        let mut day = Funnel::NOBODY;
        it.day.iter().for_each(|interval| day += interval.funnel);
        day
    });
    let steps = STEPS.map(|(name, step)| {
        let people = Memo::new(move |_| funnel.with(step));
        let share = move || share(people.get(), funnel.with(|it| it.matched));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{people}</td>
                <td class="number">{move || format!("{} %", share())}</td>
                <td class="admin-bar">
                    <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                        <rect width=move || share().min(100).to_string() height="1" />
                    </svg>
                </td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="admin-funnel">
            <h2 id="admin-funnel">"How far calls came"</h2>
            <p>
                "In the last 24 hours, each side of a call for itself, as browsers tell. A partner without a camera \
                 has no first picture, and friends who follow a link are not queued."
            </p>
            <div class="card admin-table">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Phase"</th>
                            <th scope="col" class="number">"People"</th>
                            <th scope="col" class="number">"Of those matched"</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{steps}</tbody>
                </table>
            </div>
        </section>
    }
}

/// In percent.
fn share(people: u64, of: u64) -> u64 {
    (people * 100).checked_div(of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_of_nobody_is_nothing() {
        assert_eq!([share(1, 3), share(3, 3), share(0, 0), share(2, 0)], [33, 100, 0, 0]);
    }
}
