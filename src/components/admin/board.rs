//! What an operator sees once logged in, in the order of a glance: now, the last day, how calls went, then what
//! wants an answer.

use leptos::prelude::*;

use super::chart::Chart;
use super::funnel::FunnelView;
use super::inbox::{Bans, Letters};
use super::instances::Instances;
use super::reports::Reports;
use super::use_watch;
use super::utc;
use crate::api::operators::{LogOut, Overview};
use crate::protocol::Timestamp;
use crate::protocol::operators::Interval;

#[component]
pub fn Board() -> impl IntoView {
    let watch = use_watch();
    let log_out = ServerAction::<LogOut>::new();
    Effect::new(move || {
        if log_out.version().get() > 0 {
            watch.refresh();
        }
    });
    let now = watch.part(|it| it.now.as_millis());
    let chart = |title, figure: fn(&Interval) -> u64, sums| {
        view! { <Chart title figure sums /> }
    };
    view! {
        <main id="content" class="admin" tabindex="-1" lang="en" dir="ltr">
            <header class="admin-head">
                <h1>"Operators"</h1>
                <p>"As of " {move || utc(Timestamp::from_millis(now.get()))}</p>
                <ActionForm action=log_out>
                    <button class="button" type="submit">"Log out"</button>
                </ActionForm>
            </header>
            <section aria-labelledby="admin-now">
                <h2 id="admin-now">"Now"</h2>
                <dl class="admin-tiles">
                    <Tile name="Connected" figure=|it| it.active_connections />
                    <Tile name="Waiting" figure=|it| it.waiting_users />
                    <Tile name="Rooms with two" figure=|it| it.active_rooms />
                    <Tile name="Open reports" figure=|it| it.reports.len() as u64 />
                </dl>
            </section>
            <section aria-labelledby="admin-day">
                <h2 id="admin-day">"The last 24 hours"</h2>
                <div class="admin-charts">
                    {chart("Connected, most at once", |it| it.active_connections, false)}
                    {chart("Waiting, most at once", |it| it.waiting_users, false)}
                    {chart("Rooms made", |it| it.rooms_created, true)}
                    {chart("Chat messages", |it| it.messages_exchanged, true)}
                    {chart("Failed connections", |it| it.connection_failures, true)}
                </div>
            </section>
            <FunnelView />
            <Instances />
            <Reports />
            <Bans />
            <Letters />
        </main>
    }
}

#[component]
fn Tile(name: &'static str, figure: fn(&Overview) -> u64) -> impl IntoView {
    let value = use_watch().part(figure);
    view! {
        <div class="card">
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}
