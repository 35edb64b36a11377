//! How a person likes this page; the browser remembers it.

use serde::{Deserialize, Serialize};

use super::corner::Corner;
use super::panel::Panel;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub panel: Panel,
    /// Where the panel stands beside the stage; over it, it is always closed at first.
    pub panel_open: bool,
    pub corner: Corner,
    pub own_picture_folded: bool,
    /// The partner's picture fills the stage and is cut off for it, or is seen as a whole.
    /// `None`: it fills narrow windows.
    pub fills: Option<bool>,
    /// The partner's, from 0 to 1.
    pub volume: f64,
    pub shortcuts: bool,
    pub hide_controls: bool,
    /// A stranger's picture begins blurred.
    pub soft_reveal: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            panel: Panel::default(),
            panel_open: true,
            corner: Corner::default(),
            own_picture_folded: false,
            fills: None,
            volume: 1.0,
            shortcuts: true,
            hide_controls: true,
            soft_reveal: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_version_did_not_know_is_as_by_default() {
        let kept = serde_json::from_str(r#"{"panel":"people","corner":"top-start","gone":1}"#);
        let expected =
            Preferences { panel: Panel::People, corner: Corner::TopStart, ..Preferences::default() };
        assert_eq!(kept.ok(), Some(expected));
    }
}
