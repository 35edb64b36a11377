//! Letters from the contact form to the operator: bounded, limited per client, kept in the store.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use leptos::prelude::use_context;
use leptos_axum::extract;

use super::random;
use super::security::client::ClientKey;
use super::security::limits::Deed;
use super::state::AppState;
use crate::api::contact::ContactError;
use crate::protocol::limits::{CONTACT_EMAIL_CHARS, CONTACT_MESSAGE_CHARS};
use crate::protocol::operators::Letter;
use crate::protocol::text::{Lines, clean};

/// Takes a letter from whoever asks in the present request.
pub async fn accept(email: String, message: String) -> Result<(), ContactError> {
    let app: AppState = use_context().ok_or(ContactError::Unavailable)?;
    let request = extract::<(ConnectInfo<SocketAddr>, HeaderMap)>().await;
    let (ConnectInfo(peer), headers) = request.map_err(|_| ContactError::Unavailable)?;
    let email = clean(&email, CONTACT_EMAIL_CHARS, Lines::One).ok_or(ContactError::Email)?;
    let message = clean(&message.replace("\r\n", "\n"), CONTACT_MESSAGE_CHARS, Lines::Many)
        .ok_or(ContactError::Message)?;
    let client = ClientKey::of(peer, &headers, &app.settings.trusted_proxies);
    app.limits.spend(Deed::Letter, client).await.map_err(|exceeded| ContactError::TooMany {
        retry_after_seconds: exceeded.retry_after.as_secs() + 1,
    })?;
    let letter = Letter { id: random::token::<12>(), email, message, received: app.clock.now() };
    app.oversight.keep_letter(&letter).await.map_err(|_| ContactError::Unavailable)?;
    tracing::info!("a letter has come");
    Ok(())
}
