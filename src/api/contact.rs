//! The contact form on Home: its one server function, its rules, and how its result is told.
//!
//! The form may be sent by the app or, without scripts, by the browser itself; the latter is
//! answered by a redirect back to the page. What happens to a message stands in `server::contact`.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::protocol::limits::CONTACT_EMAIL_CHARS;
pub use crate::protocol::limits::CONTACT_MESSAGE_CHARS as MESSAGE_CHARS;

/// Why a message was not taken; the page chooses the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContactError {
    /// Not an address that one could answer to.
    Email,
    /// Empty, or too long.
    Message,
    /// Over the limit.
    TooMany { retry_after_seconds: u64 },
    /// The server cannot be reached, or cannot keep the message.
    Unavailable,
}

impl FromServerFnError for ContactError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_error: ServerFnErrorErr) -> Self {
        ContactError::Unavailable
    }
}

/// Takes a message to the operator.
#[server]
pub async fn send_contact_message(email: String, message: String) -> Result<(), ContactError> {
    let outcome = match check(&email, &message) {
        Ok(()) => crate::server::contact::accept(email, message).await,
        refusal => refusal,
    };
    answer::over_http(&outcome);
    outcome
}

/// The rules of the form, for the page to tell at once and for the server to hold to.
pub fn check(email: &str, message: &str) -> Result<(), ContactError> {
    if !is_address(email.trim()) {
        return Err(ContactError::Email);
    }
    match message.trim().chars().count() {
        1..=MESSAGE_CHARS => Ok(()),
        _ => Err(ContactError::Message),
    }
}

/// The outcome as the address of Home says it, where the form was sent without scripts.
pub fn in_address(outcome: &Result<(), ContactError>) -> String {
    match outcome {
        Ok(()) => "sent".into(),
        Err(ContactError::Email) => "email".into(),
        Err(ContactError::Message) => "message".into(),
        Err(ContactError::TooMany { retry_after_seconds }) => retry_after_seconds.to_string(),
        Err(ContactError::Unavailable) => "unavailable".into(),
    }
}

pub fn from_address(text: &str) -> Option<Result<(), ContactError>> {
    match text {
        "sent" => Some(Ok(())),
        "email" => Some(Err(ContactError::Email)),
        "message" => Some(Err(ContactError::Message)),
        "unavailable" => Some(Err(ContactError::Unavailable)),
        seconds => {
            let retry_after_seconds = seconds.parse().ok()?;
            Some(Err(ContactError::TooMany { retry_after_seconds }))
        }
    }
}

/// Whether one might write to it: whether anyone reads there, only a letter could tell.
fn is_address(text: &str) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else {
        return false;
    };
    text.chars().count() <= CONTACT_EMAIL_CHARS
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && !user.is_empty()
        && !user.contains('@')
        && host.split('.').count() > 1
        && host.split('.').all(|label| !label.is_empty())
}

/// How HTTP tells the outcome.
#[cfg(feature = "ssr")]
mod answer {
    use axum::http::header::{ACCEPT, HeaderValue, RETRY_AFTER};
    use axum::http::{StatusCode, request::Parts};
    use leptos::prelude::use_context;
    use leptos_axum::{ResponseOptions, redirect};

    use super::ContactError;

    pub fn over_http(outcome: &Result<(), ContactError>) {
        let (Some(request), Some(response)) = (use_context::<Parts>(), use_context::<ResponseOptions>())
        else {
            return;
        };
        match outcome {
            outcome if sent_without_scripts(&request) => {
                redirect(&format!("/?contact={}#contact", super::in_address(outcome)));
            }
            Err(error) => {
                response.set_status(status(*error));
                if let ContactError::TooMany { retry_after_seconds } = error {
                    response.insert_header(RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
                }
            }
            Ok(()) => {}
        }
    }

    fn sent_without_scripts(request: &Parts) -> bool {
        let accepted = request.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
        accepted.is_some_and(|accepted| accepted.contains("text/html"))
    }

    fn status(error: ContactError) -> StatusCode {
        match error {
            ContactError::Email | ContactError::Message => StatusCode::UNPROCESSABLE_ENTITY,
            ContactError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            ContactError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_one_could_answer_to() {
        for email in ["ada@example.org", " ada@mail.example.org ", "ä+b@exämple.org"] {
            assert_eq!(check(email, "hi"), Ok(()), "{email}");
        }
        let too_long = format!("{}@example.org", "a".repeat(CONTACT_EMAIL_CHARS));
        for email in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@example",
            "a b@example.org",
            "a@b@example.org",
            "a@b..org",
            &too_long,
        ] {
            assert_eq!(check(email, "hi"), Err(ContactError::Email), "{email}");
        }
    }

    #[test]
    fn the_address_says_the_outcome() {
        let too_many = ContactError::TooMany { retry_after_seconds: 60 };
        let refused = [ContactError::Email, ContactError::Message, too_many, ContactError::Unavailable];
        for outcome in refused.map(Err).into_iter().chain([Ok(())]) {
            assert_eq!(from_address(&in_address(&outcome)), Some(outcome));
        }
        assert_eq!(from_address("<script>"), None);
    }

    #[test]
    fn a_message_of_some_but_not_too_many_characters() {
        assert_eq!(check("ada@example.org", &"ü".repeat(MESSAGE_CHARS)), Ok(()));
        for message in ["", " \n", &"ü".repeat(MESSAGE_CHARS + 1)] {
            assert_eq!(check("ada@example.org", message), Err(ContactError::Message));
        }
    }
}
