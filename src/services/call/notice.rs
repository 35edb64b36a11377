//! What a person in a call should know beside where the call stands. The page chooses the words.

use crate::services::media::{DeviceLost, MediaError};
use crate::services::signaling::session::Closing;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The own camera or microphone does not work.
    Devices(MediaError),
    /// A device in use went away.
    DeviceLost(DeviceLost),
    /// An own chat message was not sent.
    NotSent(NotSent),
    /// The server does not know the call any more, which goes on by its media, without chat.
    ServerRestarted,
    /// The partner lost the server for good; picture and sound go on while they come.
    PartnerWithoutServer { name: String },
    /// This page will reach the server no more; `in_call`: its call goes on, without chat.
    Closed { closing: Closing, in_call: bool },
    /// No connection came about, neither at first nor after a restart of ICE.
    NotConnected { name: String },
    /// The connection broke off, and could not be mended.
    ConnectionLost { name: String },
    /// Relays only, as the person wishes, and the server has none to offer.
    NoRelayOffered,
    /// Relays only, and none of the server's can be reached.
    NoRelayReached,
    /// No place in the private room.
    NoPlace(NoPlace),
    /// The last partner did not ask to talk again, too.
    NotAgain { name: String },
    /// The operators have the report of the partner.
    Reported,
    /// They do not: it was too late.
    NotReported,
    /// An operator has shut this person out, for so many hours more.
    Banned { hours: u64 },
    /// The server did not accept the name or the other details.
    DetailsRefused,
}

/// Why one is not in a private room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    Full,
    /// There is no such room, or not any more.
    Unknown,
    /// It ended while one waited there.
    Expired,
}

/// Why a chat message was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The server does not know the call any more.
    WithoutChat,
    /// Nobody is in the call.
    Alone,
    Refused,
}
