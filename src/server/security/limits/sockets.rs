//! How many sockets of an address are open at this instance.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::Exceeded;
use crate::server::security::client::ClientKey;

/// When one of them closes is not known: a moment is a fair guess.
const RETRY_AFTER: Duration = Duration::from_secs(5);

type Counts = Arc<Mutex<HashMap<ClientKey, u32>>>;

pub struct OpenSockets {
    most: Option<NonZeroU32>,
    open: Counts,
}

impl OpenSockets {
    pub fn new(most: Option<NonZeroU32>) -> Self {
        Self { most, open: Counts::default() }
    }

    pub fn open(&self, client: ClientKey) -> Result<ConnectionPermit, Exceeded> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(client).or_default();
        if self.most.is_some_and(|most| *count >= most.get()) {
            return Err(Exceeded { retry_after: RETRY_AFTER });
        }
        *count += 1;
        Ok(ConnectionPermit { client, open: self.open.clone() })
    }
}

/// One open socket of a client.
pub struct ConnectionPermit {
    client: ClientKey,
    open: Counts,
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.client);
            }
        }
    }
}
