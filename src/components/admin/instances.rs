//! The servers of this cluster. Each can be told to leave.

use leptos::prelude::*;

use super::act::Outcome;
use super::{Moment, use_watch};
use crate::api::operators::Drain;
use crate::protocol::Timestamp;
use crate::protocol::operators::Instance;

/// An instance says something every two seconds; after this long, in ms, it says nothing any more.
const SILENT_AFTER: u64 = 6000;

#[component]
pub fn Instances() -> impl IntoView {
    let watch = use_watch();
    let drain = ServerAction::<Drain>::new();
    let instances = watch.part(|it| it.instances.clone());
    let here = watch.part(|it| it.instance.clone());
    let now = watch.part(|it| it.now.as_millis());
    let rows = move || {
        let (here, now) = (here.get(), Timestamp::from_millis(now.get()));
        let row = |it: Instance| {
            let state = state(&it, now);
            let (id, is_here) = (it.id.clone(), it.id == here);
            view! {
                <tr>
                    <th scope="row">
                        <code>{it.id}</code>
                        {is_here.then_some(" (answers you)")}
                    </th>
                    <td>{state}</td>
                    <td>{it.version}</td>
                    <td>
                        <Moment moment=it.started />
                    </td>
                    <td class="number">{it.sockets}</td>
                    <td class="number">{it.sessions}</td>
                    <td>
                        <Leaving id drain />
                    </td>
                </tr>
            }
        };
        instances.get().into_iter().map(row).collect_view()
    };
    view! {
        <section aria-labelledby="admin-instances">
            <h2 id="admin-instances">"Instances"</h2>
            <div class="card admin-table">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Version"</th>
                            <th scope="col">"Since"</th>
                            <th scope="col" class="number">"Sockets"</th>
                            <th scope="col" class="number">"Sessions"</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Outcome action=drain />
        </section>
    }
}

#[component]
fn Leaving(id: String, drain: ServerAction<Drain>) -> impl IntoView {
    view! {
        <details class="admin-confirm">
            <summary>"Drain…"</summary>
            <p>
                "Its people go on elsewhere within seconds, then its process ends; what watches over it may start it \
                 again. Where it is the only one, calls go on without the server meanwhile."
            </p>
            <ActionForm action=drain>
                <input type="hidden" name="id" value=id.clone() />
                <button class="button danger" type="submit">"Drain " {id}</button>
            </ActionForm>
        </details>
    }
}

fn state(instance: &Instance, now: Timestamp) -> &'static str {
    if now.since(instance.told).as_millis() as u64 > SILENT_AFTER {
        "silent"
    } else if instance.draining {
        "leaving"
    } else {
        "serving"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_nothing_is_silent_whatever_it_said_last() {
        let told = Timestamp::from_millis(10_000);
        let mut instance = Instance {
            id: "a".into(),
            version: "1".into(),
            started: told,
            told,
            draining: false,
            sockets: 0,
            sessions: 0,
        };
        assert_eq!(state(&instance, Timestamp::from_millis(16_000)), "serving");
        instance.draining = true;
        assert_eq!(state(&instance, told), "leaving");
        assert_eq!(state(&instance, Timestamp::from_millis(16_001)), "silent");
    }
}
