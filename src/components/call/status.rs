//! Where the call stands, in words.

use leptos::prelude::*;

use super::local_time::day_and_clock;
use crate::i18n::{Language, say, use_i18n};
use crate::services::call::{CallContext, CallStatus};
use crate::tr;

/// The status region, and beside it what else is good to know.
#[component]
pub fn Status() -> impl IntoView {
    let call = expect_context::<CallContext>();
    let i18n = use_i18n();
    view! {
        <div class="status">
            <p role="status" class="status-words">
                {move || call.status.with(|status| words(i18n.language.get(), status))}
                {move || {
                    call.status
                        .with(trouble)
                        .map(|id| view! { <span class="status-trouble">{tr!(id)}</span> })
                }}
            </p>
            <p class="status-detail">
                {move || call.shared_interests.with(|shared| call.status.with(|status| detail(i18n.language.get(), status, shared)))}
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
        CallStatus::Connecting { name, .. }
        | CallStatus::Connected { name }
        | CallStatus::PeerAway { name } => Some(name),
        CallStatus::Idle
        | CallStatus::Waiting { .. }
        | CallStatus::RoomWaiting { .. }
        | CallStatus::PeerLeft { .. }
        | CallStatus::Ended => None,
    }
}

fn words(language: Language, status: &CallStatus) -> String {
    match status {
        CallStatus::Idle => say(language, "status-idle", &[]),
        CallStatus::Waiting { .. } | CallStatus::RoomWaiting { .. } => say(language, "status-waiting", &[]),
        CallStatus::Connecting { .. } => say(language, "status-connecting", &[]),
        CallStatus::Connected { name } | CallStatus::PeerAway { name } => {
            say(language, "status-connected", &[("name", name.into())])
        }
        CallStatus::PeerLeft { name } => say(language, "status-left", &[("name", name.into())]),
        CallStatus::Ended => say(language, "status-ended", &[]),
    }
}

/// The message that says what holds up the way on.
fn trouble(status: &CallStatus) -> Option<&'static str> {
    match status {
        CallStatus::Waiting { held_up: true, .. } => Some("status-held-up"),
        _ => None,
    }
}

fn detail(language: Language, status: &CallStatus, shared_interests: &[String]) -> String {
    match status {
        CallStatus::Idle => say(language, "detail-idle", &[]),
        CallStatus::Waiting { held_up: true, .. } => String::new(),
        CallStatus::Waiting { position: Some(1), waiting: Some(1), .. } => say(language, "detail-first", &[]),
        CallStatus::Waiting { position: Some(position), waiting: Some(waiting), .. } => {
            say(language, "detail-place", &[("position", (*position).into()), ("waiting", (*waiting).into())])
        }
        CallStatus::Waiting { .. } => String::new(),
        CallStatus::RoomWaiting { expires_at } => {
            let moment = day_and_clock(*expires_at, language);
            say(language, "detail-room", &[("moment", moment.into())])
        }
        CallStatus::Connecting { again: true, .. } => say(language, "detail-reconnecting", &[]),
        CallStatus::Connecting { name, again: false } => {
            say(language, "detail-connecting", &[("name", name.into())])
        }
        CallStatus::Connected { .. } if shared_interests.is_empty() => String::new(),
        CallStatus::Connected { .. } => {
            say(language, "detail-shared", &[("interests", shared_interests.join(", ").into())])
        }
        CallStatus::PeerAway { name } => say(language, "detail-away", &[("name", name.into())]),
        CallStatus::PeerLeft { .. } | CallStatus::Ended => say(language, "detail-over", &[]),
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
            (CallStatus::Connecting { name: name(), again: false }, "Connecting…"),
            (CallStatus::Connected { name: name() }, "Connected to Ada"),
            (CallStatus::PeerLeft { name: name() }, "Ada left"),
            (CallStatus::Ended, "Call ended"),
        ];
        for (status, expected) in said {
            assert_eq!(words(Language::English, &status), expected);
        }
    }

    fn waiting(held_up: bool) -> CallStatus {
        CallStatus::Waiting { position: Some(2), waiting: Some(3), held_up }
    }

    #[test]
    fn whoever_waits_is_told_what_holds_them_up() {
        assert_eq!(trouble(&waiting(false)), None);
        assert!(detail(Language::English, &waiting(false), &[]).contains("number 2 of 3"));
        assert!(trouble(&waiting(true)).is_some());
        assert_eq!(detail(Language::English, &waiting(true), &[]), "", "the place is not known any more");
    }

    #[test]
    fn a_lost_link_of_the_partner_does_not_end_the_connection() {
        let away = CallStatus::PeerAway { name: "Ada".into() };
        assert_eq!(words(Language::English, &away), "Connected to Ada");
        assert_eq!(scene(&away), "connected");
        assert_eq!(partner(&away), Some("Ada"));
    }
}
