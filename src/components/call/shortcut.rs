//! Single keys that do what a button does. They can be switched off (WCAG 2.1.4), and none ends a call
//! for good: who slips on the keyboard must not hang up by it.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    Mute,
    Camera,
    Next,
    Chat,
    FullScreen,
    PictureInPicture,
    Help,
}

/// What was pressed, in the terms of the UI Events specification.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pressed<'a> {
    pub key: &'a str,
    pub code: &'a str,
    /// Control, Alt or Meta: those belong to the browser.
    pub modified: bool,
    /// The key is held down.
    pub repeated: bool,
}

impl Shortcut {
    pub const ALL: [Shortcut; 7] = [
        Shortcut::Mute,
        Shortcut::Camera,
        Shortcut::Next,
        Shortcut::Chat,
        Shortcut::FullScreen,
        Shortcut::PictureInPicture,
        Shortcut::Help,
    ];

    /// As it stands on the key.
    pub const fn key(self) -> &'static str {
        match self {
            Shortcut::Mute => "M",
            Shortcut::Camera => "V",
            Shortcut::Next => "N",
            Shortcut::Chat => "C",
            Shortcut::FullScreen => "F",
            Shortcut::PictureInPicture => "P",
            Shortcut::Help => "?",
        }
    }

    /// The message that says what it does.
    pub const fn deed(self) -> &'static str {
        match self {
            Shortcut::Mute => "shortcut-mute",
            Shortcut::Camera => "shortcut-camera",
            Shortcut::Next => "shortcut-next",
            Shortcut::Chat => "shortcut-chat",
            Shortcut::FullScreen => "shortcut-full-screen",
            Shortcut::PictureInPicture => "shortcut-picture-in-picture",
            Shortcut::Help => "shortcut-help",
        }
    }

    /// What a key asks for. A letter counts as what it writes; where the layout writes no Latin letters,
    /// as what stands at its place.
    pub fn of(pressed: Pressed) -> Option<Self> {
        if pressed.modified || pressed.repeated {
            return None;
        }
        let key = match pressed.key {
            "\u{61f}" => "?",
            key if key.is_ascii() => key,
            _ => pressed.code.strip_prefix("Key")?,
        };
        Self::ALL.into_iter().find(|shortcut| shortcut.key().eq_ignore_ascii_case(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(key: &'static str, code: &'static str) -> Pressed<'static> {
        Pressed { key, code, ..Pressed::default() }
    }

    #[test]
    fn letters_count_as_written_in_either_case() {
        assert_eq!(Shortcut::of(pressed("m", "KeyM")), Some(Shortcut::Mute));
        assert_eq!(Shortcut::of(pressed("M", "KeyM")), Some(Shortcut::Mute));
        // A French keyboard writes M where others have the semicolon.
        assert_eq!(Shortcut::of(pressed("m", "Semicolon")), Some(Shortcut::Mute));
        assert_eq!(Shortcut::of(pressed("?", "Slash")), Some(Shortcut::Help));
    }

    #[test]
    fn other_alphabets_count_by_place() {
        assert_eq!(Shortcut::of(pressed("ة", "KeyM")), Some(Shortcut::Mute));
        assert_eq!(Shortcut::of(pressed("؟", "Slash")), Some(Shortcut::Help));
        assert_eq!(Shortcut::of(pressed("ة", "Digit1")), None);
    }

    #[test]
    fn modified_and_held_keys_are_the_browsers() {
        let key = pressed("m", "KeyM");
        assert_eq!(Shortcut::of(Pressed { modified: true, ..key }), None);
        assert_eq!(Shortcut::of(Pressed { repeated: true, ..key }), None);
        assert_eq!(Shortcut::of(pressed("Escape", "Escape")), None);
    }

    #[test]
    fn each_key_does_one_thing() {
        for shortcut in Shortcut::ALL {
            assert_eq!(Shortcut::of(pressed(shortcut.key(), "")), Some(shortcut));
        }
    }
}
