//! In which corner of the stage the own picture stands. Corners are logical, so that a page that is read
//! from right to left has them mirrored.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Corner {
    TopStart,
    TopEnd,
    BottomStart,
    #[default]
    BottomEnd,
}

impl Corner {
    const fn new(bottom: bool, end: bool) -> Self {
        match (bottom, end) {
            (false, false) => Corner::TopStart,
            (false, true) => Corner::TopEnd,
            (true, false) => Corner::BottomStart,
            (true, true) => Corner::BottomEnd,
        }
    }

    const fn is_bottom(self) -> bool {
        matches!(self, Corner::BottomStart | Corner::BottomEnd)
    }

    const fn is_end(self) -> bool {
        matches!(self, Corner::TopEnd | Corner::BottomEnd)
    }

    /// For style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Corner::TopStart => "top-start",
            Corner::TopEnd => "top-end",
            Corner::BottomStart => "bottom-start",
            Corner::BottomEnd => "bottom-end",
        }
    }

    /// The message that names it.
    pub const fn title(self) -> &'static str {
        match self {
            Corner::TopStart => "corner-top-start",
            Corner::TopEnd => "corner-top-end",
            Corner::BottomStart => "corner-bottom-start",
            Corner::BottomEnd => "corner-bottom-end",
        }
    }

    /// Where an arrow key leads.
    pub fn toward(self, key: &str, right_to_left: bool) -> Option<Self> {
        match key {
            "ArrowUp" => Some(Self::new(false, self.is_end())),
            "ArrowDown" => Some(Self::new(true, self.is_end())),
            "ArrowLeft" => Some(Self::new(self.is_bottom(), right_to_left)),
            "ArrowRight" => Some(Self::new(self.is_bottom(), !right_to_left)),
            _ => None,
        }
    }

    /// Once round the stage, for whoever presses and does not drag.
    pub const fn following(self) -> Self {
        match self {
            Corner::TopStart => Corner::TopEnd,
            Corner::TopEnd => Corner::BottomEnd,
            Corner::BottomEnd => Corner::BottomStart,
            Corner::BottomStart => Corner::TopStart,
        }
    }

    /// Where a drag ends: the corner nearest to the middle of the picture. `moved` is by how much of the
    /// way from one side to the other it was dragged, to the right and down.
    pub fn after_drag(self, moved: (f64, f64), right_to_left: bool) -> Self {
        let from = |far: bool| if far { 1.0 } else { 0.0 };
        let right = from(self.is_end() != right_to_left) + moved.0 > 0.5;
        let bottom = from(self.is_bottom()) + moved.1 > 0.5;
        Self::new(bottom, right != right_to_left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_lead_where_they_point() {
        assert_eq!(Corner::BottomEnd.toward("ArrowUp", false), Some(Corner::TopEnd));
        assert_eq!(Corner::BottomEnd.toward("ArrowLeft", false), Some(Corner::BottomStart));
        assert_eq!(Corner::BottomEnd.toward("ArrowRight", false), Some(Corner::BottomEnd));
        assert_eq!(Corner::BottomEnd.toward("Enter", false), None);
    }

    #[test]
    fn left_is_left_where_one_reads_from_the_right() {
        assert_eq!(Corner::BottomStart.toward("ArrowLeft", true), Some(Corner::BottomEnd));
        assert_eq!(Corner::BottomEnd.toward("ArrowRight", true), Some(Corner::BottomStart));
        // There, the end is on the left: from the left to the right.
        assert_eq!(Corner::BottomEnd.after_drag((0.8, 0.0), true), Corner::BottomStart);
    }

    #[test]
    fn a_short_drag_falls_back_and_a_long_one_goes_over() {
        assert_eq!(Corner::BottomEnd.after_drag((-0.4, -0.4), false), Corner::BottomEnd);
        assert_eq!(Corner::BottomEnd.after_drag((-0.6, -0.4), false), Corner::BottomStart);
        assert_eq!(Corner::TopStart.after_drag((0.6, 0.6), false), Corner::BottomEnd);
    }

    #[test]
    fn pressing_goes_once_round() {
        let mut corner = Corner::default();
        let mut seen = Vec::new();
        for _ in 0..4 {
            corner = corner.following();
            seen.push(corner.name());
        }
        assert_eq!(seen, ["bottom-start", "top-start", "top-end", "bottom-end"]);
    }
}
