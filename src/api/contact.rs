//! The contact form on Home.

use leptos::prelude::*;

/// Takes a message to the operator.
#[server]
pub async fn send_contact_message(email: String, message: String) -> Result<(), ServerFnError> {
    let _ = (email, message);
    Ok(())
}
