//! Who is with whom, and hears of it.

use super::scene::Scene;
use super::{breaks, holds};
use crate::chaos::checker::Rule;
use crate::chaos::history::{Ending, News, OutageKind, Request, What};

#[test]
fn a_hole_and_a_repeat_in_the_numbers() {
    for seq in [1, 3] {
        let mut scene = Scene::call();
        scene.note(0, What::Told { seq, news: News::Other });
        breaks(Rule::Sequence, scene);
    }
}

#[test]
fn a_second_room_without_leaving_the_first() {
    let mut scene = Scene::of(3);
    scene.meet(0, 1, "r");
    scene.ask(2);
    scene.met(0, "s", 2, true);
    scene.met(2, "s", 0, false);
    scene.peer_left(1, "r");
    scene.ask(1);
    assert_eq!(scene.broken(), [Rule::OneRoomAtATime, Rule::ToldWhenLeft]);
}

#[test]
fn a_room_that_was_not_asked_for() {
    let mut scene = Scene::call();
    scene.stop(0, "r");
    scene.peer_left(1, "r");
    scene.ask(1);
    scene.met(0, "s", 1, true);
    scene.met(1, "s", 0, false);
    breaks(Rule::OneRoomAtATime, scene);
}

/// As a client does whose link was lost before the first answer came: the first request led to a room,
/// the second one out of it.
#[test]
fn a_request_that_was_sent_twice_may_lead_to_two_rooms() {
    let mut scene = Scene::of(3);
    scene.ask(1);
    scene.send(0, Request::Room);
    scene.unlink(0);
    scene.met(1, "r", 0, true);
    scene.link(0, 1, true);
    scene.ask(0);
    scene.met(0, "r", 1, false);
    scene.peer_left(1, "r");
    scene.ask(2);
    scene.met(0, "s", 2, true);
    scene.met(2, "s", 0, false);
    holds(scene);
}

#[test]
fn whose_message_was_taken_in_a_room_is_in_that_room() {
    let mut scene = Scene::of(3);
    scene.send(0, Request::Room);
    scene.unlink(0);
    scene.link(0, 1, true);
    scene.meet(0, 1, "r");
    scene.said(0, "r", "hello");
    scene.heard(1, "r", 0, "hello");
    scene.ask(2);
    scene.met(0, "s", 2, true);
    scene.met(2, "s", 0, false);
    scene.peer_left(1, "r");
    breaks(Rule::OneRoomAtATime, scene);
}

#[test]
fn news_of_a_room_that_one_is_not_in() {
    for news in [News::PeerAway("r".into()), News::PeerBack("r".into()), News::PeerLeft("r".into())] {
        let mut scene = Scene::of(2);
        scene.meet(0, 1, "r");
        scene.ask(0);
        scene.peer_left(1, "r");
        scene.tell(1, news);
        scene.abandon(1);
        breaks(Rule::OwnRoomOnly, scene);
    }
}

#[test]
fn with_faults_at_once_news_may_be_told_again_but_not_of_a_room_that_nobody_told_of() {
    for (room, rules) in [("r", vec![]), ("s", vec![Rule::OwnRoomOnly])] {
        let mut scene = Scene::call();
        scene.history.promises.nothing_lost = false;
        scene.stop(0, "r");
        scene.peer_left(1, "r");
        scene.peer_left(1, room);
        scene.abandon(1);
        assert_eq!(scene.broken(), rules);
    }
}

#[test]
fn a_message_after_the_end_of_its_room() {
    let mut scene = Scene::call();
    scene.say(0, "r", "hello");
    scene.ask(0);
    scene.peer_left(1, "r");
    scene.heard(1, "r", 0, "hello");
    scene.abandon(1);
    breaks(Rule::OwnRoomOnly, scene);
}

#[test]
fn with_oneself() {
    let mut scene = Scene::of(1);
    scene.ask(0);
    scene.met(0, "r", 0, true);
    assert!(scene.broken().contains(&Rule::NotWithThemselves));
}

#[test]
fn with_someone_blocked_by_either() {
    for blocker in [0, 1] {
        let mut scene = Scene::call();
        scene.done(blocker, Request::Block("r".into()));
        scene.peer_left(1 - blocker, "r");
        scene.meet(0, 1, "s");
        breaks(Rule::NotWithBlocked, scene);
    }
}

#[test]
fn a_block_that_was_not_acked_promises_nothing() {
    let mut scene = Scene::call();
    scene.unavailable(0, Request::Block("r".into()));
    scene.stop(0, "r");
    scene.peer_left(1, "r");
    scene.meet(0, 1, "s");
    holds(scene);
}

#[test]
fn both_polite() {
    let mut scene = Scene::of(2);
    scene.ask(0);
    scene.ask(1);
    scene.met(0, "r", 1, true);
    scene.met(1, "r", 0, true);
    breaks(Rule::SidesAgree, scene);
}

#[test]
fn one_room_two_partners() {
    let mut scene = Scene::of(3);
    scene.ask(0);
    scene.ask(1);
    scene.met(0, "r", 1, false);
    scene.met(1, "r", 2, true);
    breaks(Rule::SidesAgree, scene);
}

#[test]
fn a_room_of_three() {
    let mut scene = Scene::call();
    scene.ask(2 - 1);
    scene.peer_left(0, "r");
    scene.met(1, "r", 0, true);
    scene.ask(0);
    scene.met(0, "s", 1, true);
    assert!(scene.broken().contains(&Rule::NoThirdParty));
}

#[test]
fn a_match_that_the_other_side_never_hears_of() {
    let mut scene = Scene::of(2);
    scene.ask(0);
    scene.ask(1);
    scene.met(0, "r", 1, true);
    scene.peer_left(0, "r");
    scene.ask(0);
    scene.wait(1);
    let rules = scene.broken();
    assert!(rules.contains(&Rule::SidesAgree), "{rules:?}");
}

#[test]
fn who_was_lost_in_the_moment_of_the_match_may_not_have_heard_of_it() {
    let mut scene = Scene::of(2);
    scene.ask(0);
    scene.ask(1);
    scene.abandon(1);
    scene.met(0, "r", 1, true);
    scene.peer_left(0, "r");
    holds(scene);
}

#[test]
fn but_who_came_back_afterwards_must_hear_of_it() {
    let mut scene = Scene::of(2);
    scene.ask(0);
    scene.ask(1);
    scene.unlink(1);
    scene.met(0, "r", 1, true);
    scene.link(1, 2, true);
    scene.wait(10);
    scene.peer_left(0, "r");
    scene.abandon(1);
    breaks(Rule::SidesAgree, scene);
}

#[test]
fn and_the_other_must_hear_that_they_are_gone() {
    let mut scene = Scene::of(2);
    scene.ask(0);
    scene.ask(1);
    scene.abandon(1);
    scene.met(0, "r", 1, true);
    let rules = scene.broken();
    assert_eq!(rules, [Rule::ToldWhenLeft, Rule::Settled]);
}

#[test]
fn a_match_that_the_store_forgot_must_be_called_off() {
    let forgotten = |users| {
        let mut scene = Scene::of(users);
        scene.ask(0);
        scene.ask(1);
        scene.met(0, "r", 1, true);
        scene.fault(true);
        scene
    };
    let mut scene = forgotten(3);
    scene.peer_left(0, "r");
    scene.ask(0);
    scene.ask(2);
    scene.met(0, "s", 2, true);
    scene.met(2, "s", 0, false);
    holds(scene);
    assert_eq!(forgotten(2).broken(), [Rule::ToldWhenLeft, Rule::Settled]);
}

#[test]
fn nobody_says_that_the_other_side_left() {
    let mut scene = Scene::call();
    scene.stop(0, "r");
    scene.abandon(0);
    assert_eq!(scene.broken(), [Rule::ToldWhenLeft, Rule::Settled]);
}

#[test]
fn it_is_said_too_late() {
    let mut scene = Scene::call();
    scene.stop(0, "r");
    scene.wait(4);
    scene.peer_left(1, "r");
    scene.meet(0, 1, "s");
    breaks(Rule::ToldWhenLeft, scene);
}

#[test]
fn a_fault_may_hold_it_up() {
    let mut scene = Scene::call();
    scene.stop(0, "r");
    scene.wait(1);
    scene.fault(false);
    scene.wait(3);
    scene.peer_left(1, "r");
    scene.meet(0, 1, "s");
    holds(scene);
}

#[test]
fn a_lost_partner_is_said_to_be_gone_within_lease_and_window() {
    for (seconds, rules) in [(12, vec![]), (20, vec![Rule::ToldWhenLeft])] {
        let mut scene = Scene::call();
        scene.abandon(0);
        scene.wait(seconds);
        scene.peer_left(1, "r");
        assert_eq!(scene.broken(), rules, "after {seconds} s");
    }
}

#[test]
fn a_ghost_is_matched() {
    for (gone_for, rules) in [(6, vec![]), (12, vec![Rule::NoGhosts])] {
        let mut scene = Scene::of(2);
        scene.ask(1);
        scene.abandon(1);
        scene.wait(gone_for);
        scene.ask(0);
        scene.met(0, "r", 1, true);
        scene.peer_left(0, "r");
        assert_eq!(scene.broken(), rules, "gone for {gone_for} s");
    }
}

#[test]
fn who_hangs_on_a_dead_process_is_a_ghost() {
    let mut scene = Scene::of(2);
    scene.unlink(1);
    scene.link(1, 2, true);
    scene.ask(1);
    scene.outage(2, OutageKind::Silent);
    scene.wait(12);
    scene.ask(0);
    scene.met(0, "r", 1, true);
    scene.met(1, "r", 0, false);
    breaks(Rule::NoGhosts, scene);
}

#[test]
fn a_session_that_is_refused_within_its_window() {
    for (away, rules) in [(2, vec![Rule::SessionResumes]), (6, vec![])] {
        let mut scene = Scene::of(1);
        scene.ask(0);
        scene.unlink(0);
        scene.wait(away);
        scene.end(0, Ending::Refused);
        assert_eq!(scene.broken(), rules, "after {away} s");
    }
}

#[test]
fn with_faults_at_once_a_session_may_be_lost() {
    let mut scene = Scene::of(1);
    scene.history.promises.nothing_lost = false;
    scene.ask(0);
    scene.unlink(0);
    scene.end(0, Ending::Refused);
    holds(scene);
}

#[test]
fn alone_in_the_end() {
    let mut scene = Scene::call();
    scene.ask(1);
    assert_eq!(scene.broken(), [Rule::ToldWhenLeft, Rule::Settled]);
}

#[test]
fn a_link_is_closed_as_if_the_client_had_resumed_elsewhere() {
    for (tried, rules) in [(false, vec![Rule::TakenOverByItself]), (true, vec![])] {
        let mut scene = Scene::of(1);
        if tried {
            scene.note(0, What::Tried);
        }
        scene.note(0, What::Unlinked { code: Some(4409) });
        scene.link(0, 1, true);
        assert_eq!(scene.broken(), rules);
    }
}

#[test]
fn nobody_meets_though_the_store_is_back() {
    for (seconds, rules) in [(2, vec![]), (5, vec![Rule::MatchingGoesOn])] {
        let mut scene = Scene::of(2);
        scene.store_fault();
        scene.wait(seconds);
        scene.meet(0, 1, "r");
        assert_eq!(scene.broken(), rules, "after {seconds} s");
    }
}
