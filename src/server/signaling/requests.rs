//! Does what a frame asks for: checks the values, asks the store, says how it went.

use std::time::{Duration, Instant};

use tracing::{Instrument, Span};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::protocol::chat::{Event as ChatEvent, Receipt, Request as Chat};
use crate::protocol::limits::{
    CANDIDATE_BYTES, CANDIDATE_FIELD_BYTES, CANDIDATES, MESSAGE_CHARS, MESSAGE_KEY_CHARS, REPORT_DATA_BYTES,
    REPORT_IV_BYTES, REPORT_KEY_BYTES, SDP_BYTES,
};
use crate::protocol::matchmaking::{self, Request as Matchmaking};
use crate::protocol::reports::Sealed;
use crate::protocol::session::{ErrorCode, IceServer, Request as SessionRequest};
use crate::protocol::signaling::{Candidate, Event as Signal, Request as Signaling};
use crate::protocol::text::{Lines, clean};
use crate::protocol::{Request, RoomId};
use crate::server::matchmaking::{Invalid, Profile};
use crate::server::security::client::ClientKey;
use crate::server::security::limits::{Deed, Exceeded};
use crate::server::security::signals::{self, Malformed};
use crate::server::session::{NoCall, Session};
use crate::server::state::AppState;
use crate::server::store::{RETRY_AFTER, Refusal, Report};
use crate::server::telemetry::metrics::events::{self, Relayed};
use crate::server::telemetry::spans;

/// How an accepted request is answered.
pub enum Answer {
    Done,
    Receipt(Receipt),
    IceServers(Vec<IceServer>),
    /// The client has said good-bye.
    Bye,
}

/// Why a request is refused, as the client is told.
#[derive(Debug)]
pub struct Failure {
    pub code: ErrorCode,
    pub message: String,
    pub retry_after: Option<Duration>,
    /// An operator has shut this person out until then.
    pub banned: bool,
}

impl Failure {
    pub fn bad_frame() -> Self {
        Self::new(ErrorCode::BadFrame, "This frame is not of the protocol.")
    }

    fn validation(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Validation, message)
    }

    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), retry_after: None, banned: false }
    }
}

impl From<Exceeded> for Failure {
    fn from(exceeded: Exceeded) -> Self {
        let failure = Self::new(ErrorCode::RateLimited, "That was too much at once.");
        Self { retry_after: Some(exceeded.retry_after), ..failure }
    }
}

impl From<Invalid> for Failure {
    fn from(invalid: Invalid) -> Self {
        Self::validation(invalid.to_string())
    }
}

impl From<Malformed> for Failure {
    fn from(malformed: Malformed) -> Self {
        Self::validation(malformed.to_string())
    }
}

impl From<NoCall> for Failure {
    fn from(_: NoCall) -> Self {
        Self::new(ErrorCode::NotInRoom, "You are in no call.")
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::NotInRoom => ErrorCode::NotInRoom,
            Refusal::RoomFull => ErrorCode::RoomFull,
            Refusal::RoomNotFound => ErrorCode::RoomNotFound,
            Refusal::Gone => ErrorCode::Internal,
            Refusal::Banned(_) => ErrorCode::RateLimited,
            Refusal::Unavailable => ErrorCode::Unavailable,
        };
        let (retry_after, banned) = match refusal {
            Refusal::Unavailable => (Some(RETRY_AFTER), false),
            Refusal::Banned(left) => (Some(left), true),
            _ => (None, false),
        };
        Self { retry_after, banned, ..Self::new(code, refusal.to_string()) }
    }
}

pub async fn handle(
    app: &AppState,
    session: &Session,
    client: ClientKey,
    request: Request,
) -> Result<Answer, Failure> {
    let room = request.room_id().map_or_else(Span::none, spans::room);
    let answering = async {
        let outcome = carry_out(app, session, client, request).await;
        if let Err(failure) = &outcome {
            tracing::debug!(code = failure.code.as_str(), "refused");
        }
        outcome
    };
    answering.instrument(room).await
}

async fn carry_out(
    app: &AppState,
    session: &Session,
    client: ClientKey,
    request: Request,
) -> Result<Answer, Failure> {
    if let Some(deed) = counted_as(&request) {
        app.limits.spend_in_session(deed, &session.id, client).await?;
    }
    match request {
        Request::Session(request) => on_session(app, session, request).await,
        Request::Matchmaking(request) => on_matchmaking(app, session, request).await,
        Request::Signaling(request) => on_signaling(app, session, request).await,
        Request::Chat(request) => on_chat(app, session, request).await,
    }
}

/// What a request is counted as, beyond being a frame.
fn counted_as(request: &Request) -> Option<Deed> {
    match request {
        Request::Matchmaking(
            Matchmaking::RequestRoom(_) | Matchmaking::JoinRoom { .. } | Matchmaking::TalkAgain { .. },
        ) => Some(Deed::Request),
        Request::Chat(Chat::NewMessage { .. }) => Some(Deed::Chat),
        _ => None,
    }
}

async fn on_session(app: &AppState, session: &Session, request: SessionRequest) -> Result<Answer, Failure> {
    match request {
        SessionRequest::Hello(_) => Err(Failure::bad_frame()),
        SessionRequest::Seen { seq } if session.seen(seq) => Ok(Answer::Done),
        SessionRequest::Seen { .. } => Err(Failure::validation("That frame was never sent.")),
        SessionRequest::IceServers {} => {
            Ok(Answer::IceServers(app.settings.ice.servers_for(&session.id, app.clock.now())))
        }
        SessionRequest::Progress(progress) => {
            if session.progress(progress)? {
                app.count_connection_failure("call").await;
            }
            Ok(Answer::Done)
        }
        SessionRequest::Bye {} => Ok(Answer::Bye),
    }
}

async fn on_matchmaking(app: &AppState, session: &Session, request: Matchmaking) -> Result<Answer, Failure> {
    let (lobby, who) = (&app.lobby, &session.id);
    match request {
        Matchmaking::RequestRoom(details) => return request_room(app, session, details).await,
        Matchmaking::CancelRequest {} => {
            session.forgo_place();
            lobby.cancel_request(who).await?;
        }
        Matchmaking::JoinRoom { room_id, user_name, user_image } => {
            let profile = check(app, move || Profile::check_visible(&user_name, user_image)).await?;
            lobby.join_room(who, &room_id, profile).await?;
        }
        Matchmaking::StopCall { room_id } => lobby.stop_call(who, &room_id).await?,
        Matchmaking::TalkAgain { room_id } => lobby.talk_again(who, &room_id).await?,
        Matchmaking::BlockPeer { room_id } => lobby.block_peer(who, &room_id).await?,
        Matchmaking::ReportPeer { room_id, reason, sealed } => {
            check_sealed(app, sealed.as_ref())?;
            app.conduct.report(who, &room_id, Report { reason, sealed }).await?;
            events::reported(reason);
        }
    }
    Ok(Answer::Done)
}

fn check_sealed(app: &AppState, sealed: Option<&Sealed>) -> Result<(), Failure> {
    let Some(sealed) = sealed else { return Ok(()) };
    if app.settings.report_key.is_none() {
        return Err(Failure::validation("This server takes no evidence: it has no key to seal it for."));
    }
    let is_base64 =
        |text: &str, most: usize| !text.is_empty() && text.len() <= most && STANDARD.decode(text).is_ok();
    let fits = is_base64(&sealed.key, REPORT_KEY_BYTES)
        && is_base64(&sealed.iv, REPORT_IV_BYTES)
        && is_base64(&sealed.data, REPORT_DATA_BYTES);
    if fits { Ok(()) } else { Err(Failure::validation("Sealed evidence is base64 of at most 48 KiB.")) }
}

async fn request_room(
    app: &AppState,
    session: &Session,
    details: matchmaking::Profile,
) -> Result<Answer, Failure> {
    let profile = check(app, move || Profile::check(details)).await?;
    // Before asking: a match may come in between, and ends the wait.
    session.expect_place();
    if let Some(place) = app.lobby.request_room(&session.id, profile).await? {
        session.tell_place(place);
    }
    Ok(Answer::Done)
}

/// Decoding a picture takes a few milliseconds: not here, where others wait for their frames, and
/// not more of them at once than there are cores.
async fn check(
    app: &AppState,
    check: impl FnOnce() -> Result<Profile, Invalid> + Send + 'static,
) -> Result<Profile, Failure> {
    // Never closed; were it so, the bound would be gone, but not the check.
    let _permit = app.decoders.acquire().await;
    match tokio::task::spawn_blocking(check).await {
        Ok(checked) => {
            let profile = checked?;
            Ok(Profile { relay_only: profile.relay_only || app.settings.ice.relay_only, ..profile })
        }
        Err(error) => {
            tracing::error!(%error, "a user's details could not be checked");
            Err(Failure::new(ErrorCode::Internal, "The details could not be checked."))
        }
    }
}

async fn on_signaling(app: &AppState, session: &Session, request: Signaling) -> Result<Answer, Failure> {
    let came = Instant::now();
    check_signal(&request)?;
    let room_id = request.room_id().clone();
    let signal = Signal::from_request(request, session.id.clone());
    app.delivery.relay(&session.id, &room_id, signal.into()).await?;
    events::relayed(Relayed::Signal, came);
    Ok(Answer::Done)
}

fn check_signal(request: &Signaling) -> Result<(), Failure> {
    match request {
        Signaling::NegotiationCallOffer(description) | Signaling::NegotiationCallAnswer(description) => {
            if description.sdp.len() > SDP_BYTES {
                return Err(Failure::validation("A description has at most 32 KiB."));
            }
            signals::description::check(&description.sdp)?;
        }
        Signaling::SendNewIceCandidates(batch) => {
            let fits = (1..=CANDIDATES).contains(&batch.candidates.len());
            if !fits || !batch.candidates.iter().all(is_bounded) {
                return Err(Failure::validation("1 to 64 candidates, each of at most 1 KiB."));
            }
            batch.candidates.iter().try_for_each(|it| signals::candidate::check(&it.candidate))?;
        }
        Signaling::MediaState(_) => {}
    }
    Ok(())
}

fn is_bounded(candidate: &Candidate) -> bool {
    let within = |field: &Option<String>| field.as_ref().is_none_or(|it| it.len() <= CANDIDATE_FIELD_BYTES);
    candidate.candidate.len() <= CANDIDATE_BYTES
        && within(&candidate.sdp_mid)
        && within(&candidate.username_fragment)
}

async fn on_chat(app: &AppState, session: &Session, request: Chat) -> Result<Answer, Failure> {
    match request {
        Chat::NewMessage { room_id, message, key } => {
            let receipt = send_message(app, session, &room_id, &message, key).await?;
            Ok(Answer::Receipt(receipt))
        }
        Chat::Typing { room_id, typing } => {
            let event = ChatEvent::Typing { room_id: room_id.clone(), typing, from: session.id.clone() };
            app.delivery.relay(&session.id, &room_id, event.into()).await?;
            Ok(Answer::Done)
        }
    }
}

async fn send_message(
    app: &AppState,
    session: &Session,
    room_id: &RoomId,
    message: &str,
    key: Option<String>,
) -> Result<Receipt, Failure> {
    let came = Instant::now();
    let text = clean(message, MESSAGE_CHARS, Lines::Many).ok_or_else(|| {
        Failure::validation(format!(
            "A message has 1 to {MESSAGE_CHARS} characters, and no control characters."
        ))
    })?;
    if key.as_ref().is_some_and(|key| !(1..=MESSAGE_KEY_CHARS).contains(&key.chars().count())) {
        return Err(Failure::validation(format!("A key has 1 to {MESSAGE_KEY_CHARS} characters.")));
    }
    let receipt = app.delivery.send_message(&session.id, room_id, text, key).await?;
    events::relayed(Relayed::Chat, came);
    Ok(receipt)
}
