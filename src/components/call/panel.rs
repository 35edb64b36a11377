//! The panels of the menu, and how the keys go from one to the next (ARIA Authoring Practices, "Tabs").

use serde::{Deserialize, Serialize};

use crate::components::common::Glyph;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Panel {
    #[default]
    Chat,
    People,
    Devices,
    Connection,
    Settings,
    Help,
}

impl Panel {
    pub const ALL: [Panel; 6] =
        [Panel::Chat, Panel::People, Panel::Devices, Panel::Connection, Panel::Settings, Panel::Help];

    /// A word for ids.
    const fn name(self) -> &'static str {
        match self {
            Panel::Chat => "chat",
            Panel::People => "people",
            Panel::Devices => "devices",
            Panel::Connection => "connection",
            Panel::Settings => "settings",
            Panel::Help => "help",
        }
    }

    /// The message that names it.
    pub const fn title(self) -> &'static str {
        match self {
            Panel::Chat => "menu-chat",
            Panel::People => "menu-people",
            Panel::Devices => "menu-devices",
            Panel::Connection => "connection",
            Panel::Settings => "menu-settings",
            Panel::Help => "menu-help",
        }
    }

    pub const fn glyph(self) -> Glyph {
        match self {
            Panel::Chat => Glyph::Chat,
            Panel::People => Glyph::People,
            Panel::Devices => Glyph::Devices,
            Panel::Connection => Glyph::Connection,
            Panel::Settings => Glyph::Settings,
            Panel::Help => Glyph::Help,
        }
    }

    pub fn tab_id(self) -> String {
        format!("tab-{}", self.name())
    }

    pub fn panel_id(self) -> String {
        format!("panel-{}", self.name())
    }

    /// The panel that a key leads to. The tabs stand in a row or, beside a wide stage, in a column.
    pub fn at(self, key: &str, right_to_left: bool) -> Option<Panel> {
        let here = Self::ALL.iter().position(|panel| *panel == self)?;
        let count = Self::ALL.len();
        let (onward, back) =
            if right_to_left { ("ArrowLeft", "ArrowRight") } else { ("ArrowRight", "ArrowLeft") };
        match key {
            "ArrowDown" => Some(Self::ALL[(here + 1) % count]),
            "ArrowUp" => Some(Self::ALL[(here + count - 1) % count]),
            "Home" => Some(Self::ALL[0]),
            "End" => Some(Self::ALL[count - 1]),
            _ if key == onward => self.at("ArrowDown", right_to_left),
            _ if key == back => self.at("ArrowUp", right_to_left),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrow_keys_go_round() {
        assert_eq!(Panel::Help.at("ArrowRight", false), Some(Panel::Chat));
        assert_eq!(Panel::Chat.at("ArrowLeft", false), Some(Panel::Help));
        assert_eq!(Panel::Chat.at("ArrowDown", false), Some(Panel::People));
        assert_eq!(Panel::People.at("End", false), Some(Panel::Help));
        assert_eq!(Panel::People.at("a", false), None);
    }

    #[test]
    fn the_arrow_keys_follow_the_way_one_reads() {
        assert_eq!(Panel::Chat.at("ArrowLeft", true), Some(Panel::People));
        assert_eq!(Panel::Chat.at("ArrowRight", true), Some(Panel::Help));
    }
}
