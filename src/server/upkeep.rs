//! What the instance does by the clock: renew its leases, let the lobby sweep, tell places.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{MissedTickBehavior, interval};

use super::state::AppState;
use super::store::{RENEW_EVERY, Refusal};
use crate::protocol::SocketId;
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
        let mut forget = interval(FORGET_EVERY);
        for ticks in [&mut renew, &mut sweep, &mut forget] {
            ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        }
        loop {
            let done = tokio::select! {
                // Renewing comes first: after a pause of the process nobody here is taken for dead.
                biased;
                () = stop.cancelled() => return,
                _ = renew.tick() => renew_leases(&app).await,
                Some(who) = overflowed.recv() => app.lobby.leave(&who, LeaveReason::Disconnected).await,
                _ = sweep.tick() => sweep_and_tell_places(&app).await,
                _ = forget.tick() => { app.limits.forget_quiet_clients(); Ok(()) }
            };
            if let Err(error) = done {
                tracing::warn!(%error, "upkeep failed; it is tried again");
            }
        }
    });
}

/// A pause of the whole process may have let leases lapse whose links stand.
async fn renew_leases(app: &AppState) -> Result<(), Refusal> {
    for who in app.lobby.renew(&app.sessions.linked()).await? {
        let Some(session) = app.sessions.get(&who) else { continue };
        match app.tell_presence(&session).await {
            // It may have ended meanwhile.
            Ok(()) | Err(Refusal::Gone) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn sweep_and_tell_places(app: &AppState) -> Result<(), Refusal> {
    app.lobby.sweep().await?;
    for (who, place) in app.lobby.places(&app.sessions.expecting_places()).await? {
        if let Some(session) = app.sessions.get(&who) {
            session.tell_place(place);
        }
    }
    Ok(())
}
