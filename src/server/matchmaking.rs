//! Who fits whom, and what a user may say of themselves. Pure rules: the [`store`](super::store)
//! applies them, [`signaling`](super::signaling) feeds them.

mod fit;
pub mod image;
pub mod lane;
mod profile;

pub use fit::{Fit, Waiter, fit};
pub use profile::{Invalid, Profile};
