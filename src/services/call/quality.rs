//! How good the call is, from what the browser counts (`stats`): the figures of the last moments, a
//! grade that does not flicker, and whose side is weak.

use super::stats::{Limitation, Picture, Snapshot};
use crate::protocol::progress::Route;

/// So many reports in a row must be worse before the grade falls, better before it rises.
const WORSE_AFTER: u32 = 2;
const BETTER_AFTER: u32 = 4;

/// What the page shows of the connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Quality {
    pub grade: Grade,
    /// What makes it less than good.
    pub weak: Option<Weakness>,
    pub figures: Figures,
}

/// From bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    Poor,
    Fair,
    Good,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// What one sends does not all arrive, or the way out is narrow.
    Upload,
    /// The own computer cannot encode a better picture.
    Computer,
    /// What the partner sends does not all come in, or comes in late.
    Download,
    /// It takes long from one to the other.
    Distance,
}

/// Of the time between two reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    pub route: Option<Route>,
    /// In seconds.
    pub round_trip_time: Option<f64>,
    /// In seconds.
    pub jitter: f64,
    /// How often the partner's picture froze since the call began.
    pub freezes: u64,
    /// The share of the time in which it stood still, 0 to 1.
    pub frozen: f64,
    pub incoming: Flow,
    pub outgoing: Flow,
    pub limitation: Limitation,
    /// In bits per second.
    pub available_outgoing_bitrate: Option<f64>,
}

/// One direction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    pub bits_per_second: f64,
    /// The share of packets that did not arrive, 0 to 1.
    pub loss: Option<f64>,
    pub picture: Option<Picture>,
}

impl Figures {
    /// `None` when there is no time between the two, or a new connection: its counts begin anew.
    pub fn between(before: &Snapshot, now: &Snapshot) -> Option<Self> {
        let seconds = (now.timestamp - before.timestamp) / 1000.0;
        let incoming_bytes = now.incoming.bytes.checked_sub(before.incoming.bytes)?;
        let outgoing_bytes = now.outgoing.bytes.checked_sub(before.outgoing.bytes)?;
        if seconds <= 0.0 {
            return None;
        }
        let per_second = |bytes: u64| bytes as f64 * 8.0 / seconds;
        Some(Self {
            route: now.route,
            round_trip_time: now.round_trip_time,
            jitter: now.incoming.jitter,
            freezes: now.incoming.freezes,
            frozen: (now.incoming.frozen - before.incoming.frozen).max(0.0) / seconds,
            incoming: Flow {
                bits_per_second: per_second(incoming_bytes),
                loss: incoming_loss(before, now),
                // What was shown last is no picture any more when no frame follows.
                picture: now
                    .incoming
                    .picture
                    .clone()
                    .filter(|_| now.incoming.frames > before.incoming.frames),
            },
            outgoing: Flow {
                bits_per_second: per_second(outgoing_bytes),
                loss: now.outgoing.loss,
                picture: now.outgoing.picture.clone().filter(|it| it.frames_per_second > 0.0),
            },
            limitation: now.outgoing.limitation,
            available_outgoing_bitrate: now.available_outgoing_bitrate,
        })
    }

    /// The grade of this moment alone. `expects_picture`: the partner's camera is on.
    fn grade(&self, expects_picture: bool) -> (Grade, Option<Weakness>) {
        let still = if expects_picture && self.incoming.picture.is_none() { 1.0 } else { self.frozen };
        let incoming_loss = self.incoming.loss.unwrap_or(0.0);
        let outgoing_loss = self.outgoing.loss.unwrap_or(0.0);
        let narrow = self.available_outgoing_bitrate.unwrap_or(f64::INFINITY);
        let is_slow = self.limitation == Limitation::Cpu;
        // Loss: real-time video repairs up to about 2 % unseen, and is hard to follow from 8 % on. Delay:
        // ITU-T G.114 finds up to 400 ms one way bearable, 150 ms unnoticed.
        let grades = [
            (Weakness::Download, step(incoming_loss, 0.02, 0.08)),
            (Weakness::Download, step(still, 0.02, 0.25)),
            (Weakness::Download, step(self.jitter, 0.05, 0.15)),
            (Weakness::Upload, step(outgoing_loss, 0.02, 0.08)),
            // Less than a small picture, or than sound and a few frames, needs.
            (Weakness::Upload, step(-narrow, -300_000.0, -100_000.0)),
            (Weakness::Distance, step(self.round_trip_time.unwrap_or(0.0), 0.3, 0.8)),
            (Weakness::Computer, if is_slow { Grade::Fair } else { Grade::Good }),
        ];
        let weak = grades.into_iter().filter(|(_, grade)| *grade < Grade::Good);
        weak.min_by_key(|(_, grade)| *grade).map_or((Grade::Good, None), |(weak, grade)| (grade, Some(weak)))
    }
}

fn incoming_loss(before: &Snapshot, now: &Snapshot) -> Option<f64> {
    let came = now.incoming.packets.checked_sub(before.incoming.packets)? as f64;
    let lost = (now.incoming.packets_lost - before.incoming.packets_lost).max(0) as f64;
    (came + lost > 0.0).then(|| lost / (came + lost))
}

/// Good up to `fair`, and poor from `poor` on.
fn step(value: f64, fair: f64, poor: f64) -> Grade {
    match value {
        _ if value >= poor => Grade::Poor,
        _ if value > fair => Grade::Fair,
        _ => Grade::Good,
    }
}

/// Turns one report after the other into a grade that people can trust: it falls soon, and rises only
/// when it stays better for a while.
#[derive(Debug, Default)]
pub struct Judge {
    before: Option<Snapshot>,
    shown: Option<(Grade, Option<Weakness>)>,
    worse: u32,
    better: u32,
}

impl Judge {
    /// `None` until there are two reports of a connection that stands.
    pub fn judge(&mut self, now: Snapshot, expects_picture: bool) -> Option<Quality> {
        let figures = self.before.as_ref().and_then(|before| Figures::between(before, &now));
        self.before = Some(now);
        let figures = figures.filter(|figures| figures.route.is_some())?;
        let (grade, weak) = self.settle(figures.grade(expects_picture));
        Some(Quality { grade, weak, figures })
    }

    fn settle(&mut self, (grade, weak): (Grade, Option<Weakness>)) -> (Grade, Option<Weakness>) {
        let (shown, shown_weak) = self.shown.unwrap_or((grade, weak));
        self.worse = if grade < shown { self.worse + 1 } else { 0 };
        self.better = if grade > shown { self.better + 1 } else { 0 };
        let settled = if self.worse >= WORSE_AFTER || self.better >= BETTER_AFTER {
            (self.worse, self.better) = (0, 0);
            (grade, weak)
        } else if grade == shown {
            (shown, weak)
        } else {
            (shown, shown_weak)
        };
        self.shown = Some(settled);
        settled
    }
}

#[cfg(test)]
mod tests {
    use super::super::stats::recorded;
    use super::*;

    const GOOD: (Grade, Option<Weakness>) = (Grade::Good, None);
    const POOR: (Grade, Option<Weakness>) = (Grade::Poor, Some(Weakness::Download));

    fn figures(reports: [&str; 2]) -> Figures {
        let [before, now] = reports.map(|report| Snapshot::read(report).expect("a report"));
        Figures::between(&before, &now).expect("time between them")
    }

    fn with(change: impl FnOnce(&mut Figures)) -> (Grade, Option<Weakness>) {
        let mut figures = figures(recorded::CHROMIUM);
        change(&mut figures);
        figures.grade(true)
    }

    #[test]
    fn the_figures_of_two_seconds() {
        for reports in [recorded::CHROMIUM, recorded::FIREFOX] {
            let figures = figures(reports);
            assert!((100_000.0..2_000_000.0).contains(&figures.incoming.bits_per_second), "{figures:?}");
            assert!((100_000.0..2_000_000.0).contains(&figures.outgoing.bits_per_second), "{figures:?}");
            assert_eq!((figures.incoming.loss, figures.outgoing.loss), (Some(0.0), Some(0.0)));
            assert_eq!(figures.grade(true), GOOD);
        }
    }

    #[test]
    fn whose_side_is_weak() {
        assert_eq!(with(|it| it.incoming.loss = Some(0.05)), (Grade::Fair, Some(Weakness::Download)));
        assert_eq!(with(|it| it.incoming.loss = Some(0.1)), POOR);
        assert_eq!(with(|it| it.frozen = 0.5), POOR);
        assert_eq!(with(|it| it.outgoing.loss = Some(0.1)), (Grade::Poor, Some(Weakness::Upload)));
        let narrow = with(|it| it.available_outgoing_bitrate = Some(200_000.0));
        assert_eq!(narrow, (Grade::Fair, Some(Weakness::Upload)));
        assert_eq!(with(|it| it.limitation = Limitation::Cpu), (Grade::Fair, Some(Weakness::Computer)));
        assert_eq!(with(|it| it.round_trip_time = Some(1.0)), (Grade::Poor, Some(Weakness::Distance)));
    }

    #[test]
    fn a_browser_that_still_tries_more_is_no_weakness() {
        assert_eq!(with(|it| it.limitation = Limitation::Bandwidth), GOOD);
    }

    #[test]
    fn no_picture_is_bad_only_where_one_is_expected() {
        let mut figures = figures(recorded::CHROMIUM);
        figures.incoming.picture = None;
        assert_eq!(figures.grade(true), POOR);
        assert_eq!(figures.grade(false), GOOD);
    }

    #[test]
    fn a_grade_falls_soon_and_rises_late() {
        let mut judge = Judge::default();
        assert_eq!(judge.settle(GOOD), GOOD);
        assert_eq!(judge.settle(POOR), GOOD, "once is chance");
        assert_eq!(judge.settle(GOOD), GOOD);
        judge.settle(POOR);
        assert_eq!(judge.settle(POOR), POOR);
        for _ in 1..BETTER_AFTER {
            assert_eq!(judge.settle(GOOD), POOR);
        }
        assert_eq!(judge.settle(GOOD), GOOD);
    }

    #[test]
    fn a_moment_like_before_begins_the_wait_anew() {
        let mut judge = Judge::default();
        judge.settle(POOR);
        for _ in 0..3 {
            for _ in 1..BETTER_AFTER {
                judge.settle(GOOD);
            }
            assert_eq!(judge.settle(POOR), POOR);
        }
    }

    #[test]
    fn the_first_report_of_a_connection_says_nothing() {
        let mut judge = Judge::default();
        let [before, now] = recorded::CHROMIUM.map(|report| Snapshot::read(report).expect("a report"));
        assert_eq!(judge.judge(now.clone(), true), None);
        assert_eq!(judge.judge(before.clone(), true), None, "its counts began anew");
        assert!(judge.judge(now, true).is_some_and(|quality| quality.grade == Grade::Good));
    }
}
