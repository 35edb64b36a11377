//! What the instance does by the clock: renew its lease, let the lobby sweep, tell places.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{MissedTickBehavior, interval};

use super::operators;
use super::state::AppState;
use super::store::{RENEW_EVERY, Refusal};
use super::telemetry::metrics;
use crate::protocol::SocketId;
use crate::protocol::limits::PLACE_EVERY;
use crate::protocol::matchmaking::LeaveReason;

/// How late a longer wait, or an end of a resume window, is noticed at most.
const SWEEP_EVERY: Duration = Duration::from_millis(200);
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// Goes on until the server stops. `overflowed` names sessions that did not keep up.
pub fn spawn(app: AppState, mut overflowed: UnboundedReceiver<SocketId>) {
    let stop = app.shutdown.stop.clone();
    tokio::spawn(async move {
        let mut renew = interval(RENEW_EVERY);
        let mut sweep = interval(SWEEP_EVERY);
        let mut places = interval(PLACE_EVERY);
        let mut forget = interval(FORGET_EVERY);
        for ticks in [&mut renew, &mut sweep, &mut places, &mut forget] {
            ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        }
        loop {
            let done = tokio::select! {
                // Renewing comes first: after a pause of the process others may have taken it for dead.
                biased;
                () = stop.cancelled() => return,
                _ = renew.tick() => renew_lease(&app).await,
                Some(who) = overflowed.recv() => app.lobby.leave(&who, LeaveReason::Disconnected).await,
                _ = sweep.tick() => app.lobby.sweep().await,
                _ = places.tick() => tell_places(&app).await,
                _ = forget.tick() => {
                    app.limits.forget_the_quiet();
                    metrics::upkeep();
                    Ok(())
                }
            };
            // That the store is out of reach, it says itself, and once.
            if let Err(error) =
                done.or_else(|error| if error == Refusal::Unavailable { Ok(()) } else { Err(error) })
            {
                tracing::warn!(%error, "upkeep failed; it is tried again");
            }
        }
    });
}

async fn renew_lease(app: &AppState) -> Result<(), Refusal> {
    app.lobby.renew().await?;
    let funnel = metrics::funnel::take_untold();
    let noted = app.oversight.note(&operators::about(app), &funnel).await;
    let is_to_leave = noted.inspect_err(|_| metrics::funnel::give_back(funnel))?;
    if is_to_leave {
        tracing::info!("an operator has asked this instance to leave");
        app.shutdown.asked.cancel();
    }
    Ok(())
}

async fn tell_places(app: &AppState) -> Result<(), Refusal> {
    let expecting = app.sessions.expecting_places();
    if expecting.is_empty() {
        return Ok(());
    }
    for (who, place) in app.lobby.places(&expecting).await? {
        if let Some(session) = app.sessions.get(&who) {
            session.tell_place(place);
        }
    }
    Ok(())
}
