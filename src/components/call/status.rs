//! Where the call stands, in words.

use leptos::prelude::*;

use super::local_time::day_and_clock;
use crate::services::call::{CallContext, CallStatus};

/// The status region, and beside it what else is good to know.
#[component]
pub fn Status() -> impl IntoView {
    let call = expect_context::<CallContext>();
    view! {
        <div class="status">
            <p role="status" class="status-words">
                {move || call.status.with(words)}
                {move || call.status.with(trouble).map(|words| view! { <span class="status-trouble">{words}</span> })}
            </p>
            <p class="status-detail">
                {move || call.shared_interests.with(|shared| call.status.with(|status| detail(status, shared)))}
            </p>
        </div>
    }
}

/// For style sheets: what the stage shows.
pub fn scene(status: &CallStatus) -> &'static str {
    match status {
        CallStatus::Idle | CallStatus::PeerLeft { .. } | CallStatus::Ended => "empty",
        CallStatus::Waiting { .. } | CallStatus::RoomWaiting { .. } | CallStatus::Connecting { .. } => {
            "waiting"
        }
        CallStatus::Connected { .. } | CallStatus::PeerAway { .. } => "connected",
    }
}

/// The other person in the room, if there is one.
pub fn partner(status: &CallStatus) -> Option<&str> {
    match status {
        CallStatus::Connecting { name } | CallStatus::Connected { name } | CallStatus::PeerAway { name } => {
            Some(name)
        }
        CallStatus::Idle
        | CallStatus::Waiting { .. }
        | CallStatus::RoomWaiting { .. }
        | CallStatus::PeerLeft { .. }
        | CallStatus::Ended => None,
    }
}

fn words(status: &CallStatus) -> String {
    match status {
        CallStatus::Idle => "Ready when you are".into(),
        CallStatus::Waiting { .. } | CallStatus::RoomWaiting { .. } => "Waiting for someone…".into(),
        CallStatus::Connecting { .. } => "Connecting…".into(),
        CallStatus::Connected { name } | CallStatus::PeerAway { name } => format!("Connected to {name}"),
        CallStatus::PeerLeft { name } => format!("{name} left"),
        CallStatus::Ended => "Call ended".into(),
    }
}

/// What holds up the way on.
fn trouble(status: &CallStatus) -> Option<&'static str> {
    match status {
        CallStatus::Waiting { held_up: true, .. } => {
            Some("The service is out of reach for a moment. It goes on by itself.")
        }
        _ => None,
    }
}

fn detail(status: &CallStatus, shared_interests: &[String]) -> String {
    match status {
        CallStatus::Idle => "Press Next to meet someone.".into(),
        CallStatus::Waiting { held_up: true, .. } => String::new(),
        CallStatus::Waiting { position: Some(1), waiting: Some(1), .. } => {
            "You are the first one here: whoever comes next meets you.".into()
        }
        CallStatus::Waiting { position: Some(position), waiting: Some(waiting), .. } => {
            format!("You are number {position} of {waiting} in line.")
        }
        CallStatus::Waiting { .. } => String::new(),
        CallStatus::RoomWaiting { expires_at } => {
            format!("The link to this room is good until {}.", day_and_clock(*expires_at))
        }
        CallStatus::Connecting { name } => format!("{name} is there, the picture follows."),
        CallStatus::Connected { .. } if shared_interests.is_empty() => String::new(),
        CallStatus::Connected { .. } => format!("You both like {}.", shared_interests.join(", ")),
        CallStatus::PeerAway { name } => {
            format!("{name} lost the link to the server; picture and sound may well go on.")
        }
        CallStatus::PeerLeft { .. } | CallStatus::Ended => "Press Next to meet someone else.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_says_what_the_contract_says() {
        let name = || "Ada".to_string();
        let said = [
            (waiting(false), "Waiting for someone…"),
            (waiting(true), "Waiting for someone…"),
            (CallStatus::Connecting { name: name() }, "Connecting…"),
            (CallStatus::Connected { name: name() }, "Connected to Ada"),
            (CallStatus::PeerLeft { name: name() }, "Ada left"),
            (CallStatus::Ended, "Call ended"),
        ];
        for (status, expected) in said {
            assert_eq!(words(&status), expected);
        }
    }

    fn waiting(held_up: bool) -> CallStatus {
        CallStatus::Waiting { position: Some(2), waiting: Some(3), held_up }
    }

    #[test]
    fn whoever_waits_is_told_what_holds_them_up() {
        assert_eq!(trouble(&waiting(false)), None);
        assert!(detail(&waiting(false), &[]).contains("number 2 of 3"));
        assert!(trouble(&waiting(true)).is_some_and(|words| words.contains("by itself")));
        assert_eq!(detail(&waiting(true), &[]), "", "the place is not known any more");
    }

    #[test]
    fn a_lost_link_of_the_partner_does_not_end_the_connection() {
        let away = CallStatus::PeerAway { name: "Ada".into() };
        assert_eq!(words(&away), "Connected to Ada");
        assert_eq!(scene(&away), "connected");
        assert_eq!(partner(&away), Some("Ada"));
    }
}
