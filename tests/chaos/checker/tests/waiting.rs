//! Nobody waits in vain.

use super::scene::Scene;
use super::{breaks, holds};
use crate::chaos::checker::Rule;
use crate::chaos::history::{OutageKind, Request};

/// Two users who asked, `seconds` of waiting, and a third to end it with.
fn two_wait(seconds: u64) -> Scene {
    let mut scene = Scene::of(2);
    scene.ask(0);
    scene.ask(1);
    scene.wait(seconds);
    scene
}

fn then_meet(mut scene: Scene) -> Scene {
    scene.met(0, "r", 1, true);
    scene.met(1, "r", 0, false);
    scene
}

#[test]
fn two_wait_side_by_side() {
    breaks(Rule::NobodyWaitsInVain, then_meet(two_wait(5)));
    holds(then_meet(two_wait(2)));
}

#[test]
fn two_wait_in_the_end() {
    breaks(Rule::NobodyWaitsInVain, two_wait(0));
}

#[test]
fn the_odd_one_waits() {
    let mut scene = Scene::of(1);
    scene.ask(0);
    scene.wait(20);
    holds(scene);
}

#[test]
fn those_who_just_met_wait_for_ten_seconds() {
    for (seconds, rules) in [(12, vec![]), (15, vec![Rule::NobodyWaitsInVain])] {
        let mut scene = Scene::call();
        scene.stop(0, "r");
        scene.peer_left(1, "r");
        scene.ask(0);
        scene.ask(1);
        scene.wait(seconds);
        scene.met(0, "s", 1, true);
        scene.met(1, "s", 0, false);
        assert_eq!(scene.broken(), rules, "after {seconds} s");
    }
}

#[test]
fn those_who_blocked_each_other_wait_on() {
    let mut scene = Scene::call();
    scene.unavailable(0, Request::Block("r".into()));
    scene.peer_left(1, "r");
    scene.ask(0);
    scene.ask(1);
    scene.wait(20);
    holds(scene);
}

#[test]
fn without_a_link_one_keeps_the_place_and_is_not_matched() {
    let mut scene = Scene::of(2);
    scene.ask(0);
    scene.unlink(0);
    scene.ask(1);
    scene.wait(20);
    scene.link(0, 1, true);
    holds(then_meet(scene));
}

#[test]
fn a_fault_and_a_process_without_its_store_excuse_a_wait() {
    let mut scene = two_wait(2);
    scene.fault(false);
    scene.wait(3);
    holds(then_meet(scene));
    let mut scene = two_wait(0);
    scene.outage(1, OutageKind::CutOff);
    scene.wait(20);
    holds(then_meet(scene));
}
