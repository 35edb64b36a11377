//! Letters from the contact form to the operator: bounded, limited per client, kept in memory.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use leptos::prelude::use_context;
use leptos_axum::extract;
use serde::Serialize;
use utoipa::ToSchema;

use super::security::client::ClientKey;
use super::security::limits::Deed;
use super::state::AppState;
use crate::api::contact::ContactError;
use crate::protocol::Timestamp;
use crate::protocol::limits::{CONTACT_EMAIL_CHARS, CONTACT_MESSAGE_CHARS};
use crate::protocol::text::{Lines, clean};

/// The latest letters are kept; older ones make room.
const KEPT_LETTERS: usize = 1000;

#[derive(Clone, Serialize, ToSchema)]
pub struct Letter {
    pub email: String,
    pub message: String,
    pub received: Timestamp,
}

#[derive(Default)]
pub struct Letters(Mutex<VecDeque<Letter>>);

impl Letters {
    /// The oldest first.
    pub fn all(&self) -> Vec<Letter> {
        self.lock().iter().cloned().collect()
    }

    /// Keeps a letter. Returns how many there are now.
    fn keep(&self, letter: Letter) -> usize {
        let mut letters = self.lock();
        if letters.len() == KEPT_LETTERS {
            letters.pop_front();
        }
        letters.push_back(letter);
        letters.len()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Letter>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

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
    let kept = app.letters.keep(Letter { email, message, received: app.clock.now() });
    tracing::info!(kept, "a letter has come");
    Ok(())
}
