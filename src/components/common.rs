//! What the pages share: the frame around them, and the parts that more than one of them shows.

mod alert;
mod copy_button;
mod device_lost;
mod device_select;
mod dialog;
mod footer;
mod hydrated;
mod icon;
mod language_choice;
mod local_time;
mod logo;
mod nav_bar;
mod not_found;
mod page_head;
mod start_trouble;

pub use alert::Alert;
pub use copy_button::CopyButton;
pub use device_lost::device_lost;
pub use device_select::{CameraSelect, MicrophoneSelect, SpeakerSelect};
pub use dialog::Dialog;
pub use footer::Footer;
pub use hydrated::{provide_hydrated, use_hydrated};
pub use icon::{Glyph, Icon};
pub use language_choice::LanguageChoice;
pub use local_time::{clock, day_and_clock};
pub use logo::Loop;
pub use nav_bar::NavBar;
pub use not_found::NotFound;
pub use page_head::{NeedsScript, PageHead};
pub use start_trouble::StartTrouble;
