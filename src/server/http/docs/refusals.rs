//! What routes answer when they do not do what they are asked, as the document says it: each time a
//! [`Problem`](crate::server::http::problem::Problem).

use std::collections::BTreeMap;

use axum::http::StatusCode;
use utoipa::openapi::{Content, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

use crate::server::http::problem::Body;

type Responses = BTreeMap<String, RefOr<Response>>;

/// Of whatever asks the store.
pub struct StoreAway;

impl IntoResponses for StoreAway {
    fn responses() -> Responses {
        Responses::from([refusal(
            StatusCode::SERVICE_UNAVAILABLE,
            "The store is out of reach: `Retry-After` says when to ask again",
        )])
    }
}

/// Of whatever changes something for everybody.
pub struct AtTheDoor;

impl IntoResponses for AtTheDoor {
    fn responses() -> Responses {
        Responses::from([
            refusal(StatusCode::FORBIDDEN, "From a foreign origin"),
            refusal(StatusCode::TOO_MANY_REQUESTS, "Over a limit: `Retry-After` says when it works again"),
        ])
    }
}

/// Of the operators' routes.
pub struct ForOperators;

impl IntoResponses for ForOperators {
    fn responses() -> Responses {
        let mut responses = Responses::from([
            refusal(StatusCode::UNAUTHORIZED, "Without the operators' token"),
            refusal(StatusCode::NOT_FOUND, "There is no such thing, or no operator has a token"),
        ]);
        responses.append(&mut StoreAway::responses());
        responses
    }
}

fn refusal(status: StatusCode, words: &str) -> (String, RefOr<Response>) {
    let body = Content::new(Some(Ref::from_schema_name(Body::name())));
    let response =
        ResponseBuilder::new().description(words).content("application/problem+json", body).build();
    (status.as_u16().to_string(), RefOr::T(response))
}
