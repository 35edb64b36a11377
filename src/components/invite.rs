//! A friend by link: on Home the button that makes a private room, in the Call what is to be sent while
//! one waits there. The way goes on from the link: Studio, then the call.

mod card;
mod invite_friend;
mod making;

pub use card::InvitationCard;
pub use invite_friend::{InviteDialog, InviteFriend};
pub use making::{MakingTrouble, use_making};
