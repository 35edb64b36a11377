//! Whether the machine itself keeps time: what is promised "at once" can't be held against a server that was
//! not given the processor, and the users of a round are as good a gauge of that as any.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::chronicle::Chronicle;
use super::history::Fault;

const BEAT: Duration = Duration::from_millis(50);
/// A beat that comes later than this is written down as a fault.
const LATE: Duration = Duration::from_millis(300);

/// Until it is dropped.
pub async fn watch(chronicle: &Chronicle) -> ! {
    loop {
        let (began, from) = (Instant::now(), chronicle.now());
        sleep(BEAT).await;
        if began.elapsed() > BEAT + LATE {
            let now = chronicle.now();
            chronicle.fault(Fault {
                name: "busy machine".into(),
                from,
                mended: now,
                whole: now,
                of_store: false,
                loses_writes: false,
            });
        }
    }
}
