//! The operators' page: its server functions. Each answers operators alone ([`Refused`] tells others why not).

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::protocol::Timestamp;
use crate::protocol::operators::{Ban, Filed, Instance, Interval, Letter, Opened};

/// Why something was not shown, or not done; the page chooses the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// Nobody is logged in.
    Stranger,
    /// This server has no operators' token, and so no such page.
    Off,
    WrongToken,
    TooMany {
        retry_after_seconds: u64,
    },
    /// It is gone already.
    NoSuchThing,
    /// Who is reported cannot be told again.
    Nobody,
    /// No ban lasts that long.
    Term,
    /// The store, or the server, is out of reach.
    Unavailable,
}

impl FromServerFnError for Refused {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_error: ServerFnErrorErr) -> Self {
        Refused::Unavailable
    }
}

/// All that the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    pub now: Timestamp,
    /// The instance that answers.
    pub instance: String,
    pub active_connections: u64,
    pub waiting_users: u64,
    pub active_rooms: u64,
    pub day: Vec<Interval>,
    pub instances: Vec<Instance>,
    pub reports: Vec<Filed>,
    pub bans: Vec<Ban>,
    pub letters: Vec<Letter>,
}

#[server]
pub async fn look() -> Result<Overview, Refused> {
    let app = server::operator()?;
    let figures = app.lobby.figures().await?;
    Ok(Overview {
        now: app.clock.now(),
        instance: app.instance.to_string(),
        active_connections: figures.active_connections,
        waiting_users: figures.waiting_users,
        active_rooms: figures.active_rooms,
        day: app.oversight.last_day().await?,
        instances: app.oversight.instances().await?,
        reports: app.conduct.reports().await?,
        bans: app.conduct.bans().await?,
        letters: app.oversight.letters().await?,
    })
}

#[server]
pub async fn log_in(token: String) -> Result<(), Refused> {
    server::log_in(&token).await
}

#[server]
pub async fn log_out() -> Result<(), Refused> {
    server::log_out();
    Ok(())
}

/// One report, with what only the operators' private key opens.
#[server]
pub async fn open_report(id: String) -> Result<Opened, Refused> {
    server::operator()?.conduct.open_report(&id).await?.ok_or(Refused::NoSuchThing)
}

#[server]
pub async fn dismiss_report(id: String) -> Result<(), Refused> {
    server::done(server::operator()?.conduct.dismiss_report(&id).await?)
}

/// Shuts out whoever is reported.
#[server]
pub async fn ban_reported(id: String, seconds: u64) -> Result<(), Refused> {
    let app = server::operator()?;
    crate::server::operators::ban_reported(&app, &id, std::time::Duration::from_secs(seconds)).await?;
    Ok(())
}

#[server]
pub async fn lift_ban(id: String) -> Result<(), Refused> {
    server::done(server::operator()?.conduct.lift_ban(&id.into()).await?)
}

#[server]
pub async fn dismiss_letter(id: String) -> Result<(), Refused> {
    server::done(server::operator()?.oversight.dismiss_letter(&id).await?)
}

/// An instance leaves within seconds.
#[server]
pub async fn drain(id: String) -> Result<(), Refused> {
    server::done(server::operator()?.oversight.ask_to_leave(&id).await?)
}

#[cfg(feature = "ssr")]
mod server {
    use std::net::SocketAddr;

    use axum::extract::ConnectInfo;
    use axum::http::header::{RETRY_AFTER, SET_COOKIE};
    use axum::http::request::Parts;
    use axum::http::{HeaderValue, StatusCode};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    use super::Refused;
    use crate::server::operators::NoBan;
    use crate::server::security::admin::{self, Standing};
    use crate::server::security::client::ClientKey;
    use crate::server::security::headers::came_over_tls;
    use crate::server::security::limits::Deed;
    use crate::server::state::AppState;
    use crate::server::store::Refusal;

    impl From<Refusal> for Refused {
        fn from(_: Refusal) -> Self {
            tell(Refused::Unavailable)
        }
    }

    impl From<NoBan> for Refused {
        fn from(no_ban: NoBan) -> Self {
            tell(match no_ban {
                NoBan::Term => Refused::Term,
                NoBan::NoReport => Refused::NoSuchThing,
                NoBan::Nobody => Refused::Nobody,
                NoBan::Refused(_) => Refused::Unavailable,
            })
        }
    }

    pub fn done(there_was_one: bool) -> Result<(), Refused> {
        if there_was_one { Ok(()) } else { Err(tell(Refused::NoSuchThing)) }
    }

    /// If it is one who asks.
    pub fn operator() -> Result<AppState, Refused> {
        let (app, request) = asked()?;
        match admin::standing(&app, &request.headers) {
            Standing::Operator => Ok(app),
            Standing::Stranger => Err(tell(Refused::Stranger)),
            Standing::Off => Err(tell(Refused::Off)),
        }
    }

    pub async fn log_in(token: &str) -> Result<(), Refused> {
        let (app, request) = asked()?;
        if app.settings.admin_token.is_none() {
            return Err(tell(Refused::Off));
        }
        let ConnectInfo(peer) =
            request.extensions.get::<ConnectInfo<SocketAddr>>().ok_or(Refused::Unavailable)?;
        let client = ClientKey::of(*peer, &request.headers, &app.settings.trusted_proxies);
        app.limits.spend(Deed::Login, client).await.map_err(|exceeded| {
            tell(Refused::TooMany { retry_after_seconds: exceeded.retry_after.as_secs() + 1 })
        })?;
        let secure = came_over_tls(&app, &request.extensions, &request.headers);
        let cookie = admin::log_in(&app, token, secure).ok_or_else(|| {
            tracing::warn!("somebody tried to log in as an operator");
            tell(Refused::WrongToken)
        })?;
        give(cookie);
        Ok(())
    }

    pub fn log_out() {
        let Ok((app, request)) = asked() else { return };
        admin::log_out(came_over_tls(&app, &request.extensions, &request.headers)).into_iter().for_each(give);
    }

    fn asked() -> Result<(AppState, Parts), Refused> {
        use_context().zip(use_context()).ok_or(Refused::Unavailable)
    }

    fn give(cookie: HeaderValue) {
        if let Some(response) = use_context::<ResponseOptions>() {
            response.append_header(SET_COOKIE, cookie);
        }
    }

    /// Says it by HTTP's status, too. The page is shown to strangers as well, for them to log in.
    fn tell(refused: Refused) -> Refused {
        let (Some(request), Some(response)) = (use_context::<Parts>(), use_context::<ResponseOptions>())
        else {
            return refused;
        };
        let is_page = !request.uri.path().starts_with("/api/");
        let status = match refused {
            Refused::Off | Refused::NoSuchThing => StatusCode::NOT_FOUND,
            Refused::Stranger | Refused::WrongToken if is_page => return refused,
            Refused::Stranger | Refused::WrongToken => StatusCode::UNAUTHORIZED,
            Refused::TooMany { retry_after_seconds } => {
                response.insert_header(RETRY_AFTER, HeaderValue::from(retry_after_seconds));
                StatusCode::TOO_MANY_REQUESTS
            }
            Refused::Nobody => StatusCode::CONFLICT,
            Refused::Term => StatusCode::UNPROCESSABLE_ENTITY,
            Refused::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        };
        response.set_status(status);
        refused
    }
}
