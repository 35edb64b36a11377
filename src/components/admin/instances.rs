//! The servers of this cluster. Each can be told to leave.

use leptos::prelude::*;

use super::act::Outcome;
use super::{Moment, use_watch};
use crate::api::operators::Drain;
use crate::protocol::operators::Instance;

#[component]
pub fn Instances() -> impl IntoView {
    let watch = use_watch();
    let drain = ServerAction::<Drain>::new();
    let instances = watch.part(|it| it.instances.clone());
    let here = watch.part(|it| it.instance.clone());
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
                    <tbody>
                        <For each=move || instances.get() key=|it| it.id.clone() let:instance>
                            <Row instance instances here drain />
                        </For>
                    </tbody>
                </table>
            </div>
            <Outcome action=drain />
        </section>
    }
}

/// It stays while its figures change, lest what is open in it closes.
#[component]
fn Row(
    instance: Instance,
    instances: Memo<Vec<Instance>>,
    here: Memo<String>,
    drain: ServerAction<Drain>,
) -> impl IntoView {
    let id = instance.id.clone();
    let is_here = {
        let id = id.clone();
        move || (here.get() == id).then_some(" (answers you)")
    };
    let (version, started) = (instance.version.clone(), instance.started);
    let now = {
        let id = id.clone();
        Memo::new(move |_| {
            instances
                .with(|all| all.iter().find(|it| it.id == id).cloned())
                .unwrap_or_else(|| instance.clone())
        })
    };
    view! {
        <tr>
            <th scope="row">
                <code>{id.clone()}</code>
                {is_here}
            </th>
            <td>{move || if now.read().draining { "leaving" } else { "serving" }}</td>
            <td>{version}</td>
            <td>
                <Moment moment=started />
            </td>
            <td class="number">{move || now.read().sockets}</td>
            <td class="number">{move || now.read().sessions}</td>
            <td>
                <Leaving id drain />
            </td>
        </tr>
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
                <button class="button" type="submit">"Drain " {id}</button>
            </ActionForm>
        </details>
    }
}
