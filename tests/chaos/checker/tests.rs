//! A checker that finds nothing proves nothing: each of these histories is broken in one way, which
//! must be found, or looks broken and is not.

mod chat;
mod rooms;
mod scene;
mod waiting;

use self::scene::Scene;
use super::Rule;

#[test]
fn an_ordinary_evening_breaks_no_rule() {
    let mut scene = Scene::of(4);
    scene.meet(0, 1, "r");
    scene.said(0, "r", "hello");
    scene.heard(1, "r", 0, "hello");
    scene.ask(0);
    scene.peer_left(1, "r");
    scene.ask(1);
    scene.unlink(1);
    scene.link(1, 2, true);
    scene.ask(2);
    scene.met(0, "s", 2, true);
    scene.met(2, "s", 0, false);
    scene.ask(3);
    scene.met(3, "t", 1, true);
    scene.met(1, "t", 3, false);
    let verdict = scene.verdict();
    assert_eq!(verdict.violations, []);
    assert_eq!((verdict.excused_rooms, verdict.excused_messages), (0, 0));
}

/// Asserts that a scene breaks exactly this rule.
#[track_caller]
fn breaks(rule: Rule, scene: Scene) {
    assert_eq!(scene.broken(), [rule]);
}

/// Asserts that a scene breaks no rule.
#[track_caller]
fn holds(scene: Scene) {
    assert_eq!(scene.verdict().violations, []);
}
