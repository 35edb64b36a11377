//! What is said arrives, once, in order, where it belongs.

use super::scene::Scene;
use super::{breaks, holds};
use crate::chaos::checker::Rule;
use crate::chaos::history::{Answer, Request};

#[test]
fn an_acked_message_never_arrives() {
    let mut scene = Scene::call();
    scene.said(0, "r", "hello");
    breaks(Rule::MessageArrives, scene);
}

#[test]
fn nothing_is_promised_with_faults_at_once() {
    let mut scene = Scene::call();
    scene.history.promises.nothing_lost = false;
    scene.said(0, "r", "hello");
    let verdict = scene.verdict();
    assert_eq!((verdict.violations, verdict.excused_messages), (vec![], 0));
}

#[test]
fn without_an_ack_it_may_have_arrived_or_not() {
    for arrives in [false, true] {
        let mut scene = Scene::call();
        scene.say(0, "r", "hello");
        if arrives {
            scene.heard(1, "r", 0, "hello");
        }
        holds(scene);
    }
}

#[test]
fn a_listener_who_never_came_back_is_excused() {
    let mut scene = Scene::call();
    scene.unlink(1);
    scene.said(0, "r", "hello");
    scene.abandon(1);
    scene.peer_left(0, "r");
    let verdict = scene.verdict();
    assert_eq!((verdict.violations, verdict.excused_messages), (vec![], 1));
}

#[test]
fn but_not_one_who_was_there_all_the_time() {
    let mut scene = Scene::call();
    scene.said(0, "r", "hello");
    scene.wait(5);
    scene.abandon(1);
    scene.peer_left(0, "r");
    breaks(Rule::MessageArrives, scene);
}

#[test]
fn nor_one_who_was_told_what_came_later() {
    let mut scene = Scene::call();
    scene.said(0, "r", "one");
    scene.said(0, "r", "two");
    scene.heard(1, "r", 0, "two");
    scene.abandon(1);
    scene.peer_left(0, "r");
    breaks(Rule::MessageArrives, scene);
}

#[test]
fn a_message_arrives_twice() {
    let mut scene = Scene::call();
    scene.said(0, "r", "hello");
    scene.heard(1, "r", 0, "hello");
    scene.heard(1, "r", 0, "hello");
    breaks(Rule::MessageOnce, scene);
}

#[test]
fn sent_again_it_has_another_name() {
    let mut scene = Scene::call();
    scene.say(0, "r", "hello");
    scene.said(0, "r", "hello");
    let again = scene.say(0, "r", "hello");
    scene.answer(0, again, Answer::Taken("another".into()));
    scene.heard(1, "r", 0, "hello");
    breaks(Rule::MessageOnce, scene);
}

#[test]
fn the_later_one_arrives_first() {
    let mut scene = Scene::call();
    scene.said(0, "r", "one");
    scene.said(0, "r", "two");
    scene.heard(1, "r", 0, "two");
    scene.heard(1, "r", 0, "one");
    breaks(Rule::MessageOrder, scene);
}

#[test]
fn sent_in_a_row_they_arrive_in_a_row() {
    for (first, second, rules) in [("one", "two", vec![]), ("two", "one", vec![Rule::MessageOrder])] {
        let mut scene = Scene::call();
        let one = scene.say(0, "r", "one");
        let two = scene.say(0, "r", "two");
        scene.taken(0, one, "one");
        scene.taken(0, two, "two");
        scene.heard(1, "r", 0, first);
        scene.heard(1, "r", 0, second);
        assert_eq!(scene.broken(), rules);
    }
}

#[test]
fn one_that_had_to_be_sent_again_may_come_later() {
    let mut scene = Scene::call();
    scene.unavailable(0, Request::Say { room: "r".into(), text: "one".into() });
    scene.said(0, "r", "two");
    scene.heard(1, "r", 0, "two");
    scene.said(0, "r", "one");
    scene.heard(1, "r", 0, "one");
    holds(scene);
}

#[test]
fn a_message_that_nobody_said() {
    let mut scene = Scene::call();
    scene.heard(1, "r", 0, "hello");
    breaks(Rule::MessageWasSaid, scene);
}

#[test]
fn a_message_to_somebody_else() {
    let mut scene = Scene::of(4);
    scene.meet(0, 1, "r");
    scene.meet(2, 3, "s");
    scene.said(0, "r", "hello");
    scene.heard(3, "s", 2, "hello");
    breaks(Rule::MessageWasSaid, scene);
}
