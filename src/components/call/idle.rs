//! When the controls step out of the picture: three seconds after the last sign of a hand, in a call.
//!
//! Whoever works with keys or a screen reader must find the controls where they are, so they are hidden
//! only from hands that were seen to move over the picture: a mouse, or a finger on the picture itself. A
//! screen reader's taps on buttons are none of these.

use std::time::Duration;

pub const IDLE_AFTER: Duration = Duration::from_secs(3);

/// What tells that somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Mouse,
    FingerOnPicture,
    FingerElsewhere,
    Key,
    /// The focus went somewhere: a screen reader's does so without any of the above.
    Focus,
}

/// From whom the controls are hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Moves before it presses.
    Mouse,
    /// Presses at once: hidden controls must not be pressed by it.
    Finger,
}

impl Hand {
    pub fn of(before: Option<Hand>, sign: Sign) -> Option<Hand> {
        match sign {
            Sign::Mouse => Some(Hand::Mouse),
            Sign::FingerOnPicture => Some(Hand::Finger),
            // A press on a button says nothing of how it came about.
            Sign::FingerElsewhere | Sign::Focus => before,
            Sign::Key => None,
        }
    }

    /// For style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Hand::Mouse => "mouse",
            Hand::Finger => "finger",
        }
    }
}

/// What stands against hiding.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    pub connected: bool,
    /// By the person's settings.
    pub wanted: bool,
    /// The mouse rests on the controls, the keyboard's focus is in them, or something that they opened
    /// is open.
    pub in_use: bool,
}

impl Scene {
    pub fn may_hide(self, hand: Option<Hand>) -> Option<Hand> {
        hand.filter(|_| self.connected && self.wanted && !self.in_use)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALM: Scene = Scene { connected: true, wanted: true, in_use: false };

    #[test]
    fn they_hide_from_a_resting_hand_only() {
        assert_eq!(CALM.may_hide(Some(Hand::Mouse)), Some(Hand::Mouse));
        assert_eq!(CALM.may_hide(None), None);
        for scene in [
            Scene { connected: false, ..CALM },
            Scene { wanted: false, ..CALM },
            Scene { in_use: true, ..CALM },
        ] {
            assert_eq!(scene.may_hide(Some(Hand::Mouse)), None, "{scene:?}");
        }
    }

    #[test]
    fn a_key_keeps_them_until_a_hand_returns() {
        let hand = Hand::of(Some(Hand::Mouse), Sign::Key);
        assert_eq!(hand, None);
        assert_eq!(Hand::of(hand, Sign::Focus), None);
        assert_eq!(Hand::of(hand, Sign::Mouse), Some(Hand::Mouse));
    }

    #[test]
    fn a_screen_readers_tap_on_a_button_does_not_hide_them() {
        assert_eq!(Hand::of(None, Sign::FingerElsewhere), None);
        assert_eq!(Hand::of(None, Sign::FingerOnPicture), Some(Hand::Finger));
        assert_eq!(Hand::of(Some(Hand::Finger), Sign::FingerElsewhere), Some(Hand::Finger));
    }
}
