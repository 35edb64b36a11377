//! Who speaks: a level that jumps fifteen times a second, made into a sign that stands still.

#[cfg(feature = "hydrate")]
mod listener;

use leptos::html::Video;
use leptos::prelude::*;

/// Of [`level`](super::media): speech fills most of the meter, a quiet room hardly any.
const LOUD: f32 = 0.16;
const QUIET: f32 = 0.08;
/// How many looks in a row must be quiet: pauses between words are shorter.
const QUIET_LOOKS: u8 = 6;

/// Hysteresis: one loud look begins it, only a lasting quiet ends it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Voice {
    speaks: bool,
    quiet_looks: u8,
}

impl Voice {
    /// Takes in a level from 0 to 1; says whether somebody speaks.
    pub fn hear(&mut self, level: f32) -> bool {
        if level >= LOUD {
            *self = Voice { speaks: true, quiet_looks: 0 };
        } else if level > QUIET {
            self.quiet_looks = 0;
        } else if self.speaks {
            self.quiet_looks += 1;
            self.speaks = self.quiet_looks < QUIET_LOOKS;
        }
        self.speaks
    }
}

/// For as long as the calling component lives and `listening` holds, tells in `speaks` whether the sound
/// of `video` is somebody's voice. The video may well be muted: what counts is its stream.
pub fn watch(video: NodeRef<Video>, listening: Signal<bool>, speaks: RwSignal<bool>) {
    Effect::new(move || {
        if listening.get() {
            listen(video, speaks);
        } else {
            speaks.set(false);
        }
    });
}

#[cfg(feature = "hydrate")]
use listener::listen;
#[cfg(not(feature = "hydrate"))]
fn listen(_: NodeRef<Video>, _: RwSignal<bool>) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(levels: &[f32]) -> Vec<bool> {
        let mut voice = Voice::default();
        levels.iter().map(|level| voice.hear(*level)).collect()
    }

    #[test]
    fn a_loud_look_begins_it_and_a_murmur_does_not() {
        assert_eq!(heard(&[0.0, 0.1, 0.15, 0.2]), [false, false, false, true]);
    }

    #[test]
    fn a_pause_between_words_does_not_end_it() {
        let mut levels = vec![0.5];
        levels.extend([0.0; QUIET_LOOKS as usize - 1]);
        levels.push(0.1);
        levels.extend([0.0; QUIET_LOOKS as usize - 1]);
        assert!(heard(&levels).iter().all(|speaks| *speaks));
    }

    #[test]
    fn a_lasting_quiet_ends_it() {
        let mut levels = vec![0.5];
        levels.extend([0.0; QUIET_LOOKS as usize]);
        assert_eq!(heard(&levels).last(), Some(&false));
    }
}
