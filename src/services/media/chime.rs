//! The Studio's test sound: two soft notes, one after the other, computed instead of downloaded.

use std::f32::consts::TAU;

/// E5 and A5, in Hz, and when each begins, in seconds.
const NOTES: [(f32, f32); 2] = [(659.3, 0.0), (880.0, 0.35)];
const SECONDS: f32 = 1.4;
/// Of full scale: clear on a phone's speaker, no fright in headphones.
const PEAK: f32 = 0.3;
/// Rises within this time, so that it does not click.
const ATTACK: f32 = 0.02;
/// Falls to 1/e within this time.
const DECAY: f32 = 0.3;

/// Its samples, -1 to 1, at `sample_rate` a second.
pub fn samples(sample_rate: f32) -> Vec<f32> {
    let count = (SECONDS * sample_rate) as usize;
    (0..count).map(|i| at(i as f32 / sample_rate)).collect()
}

fn at(time: f32) -> f32 {
    let fade_out = ((SECONDS - time) / ATTACK).min(1.0);
    let note = |(pitch, begin): (f32, f32)| {
        let since = time - begin;
        if since < 0.0 {
            return 0.0;
        }
        (since / ATTACK).min(1.0) * (-since / DECAY).exp() * (TAU * pitch * since).sin()
    };
    PEAK * fade_out * NOTES.map(note).iter().sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_heard_never_clips_and_begins_and_ends_in_silence() {
        let samples = samples(48_000.0);
        let loudest = samples.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
        assert!((0.15..0.6).contains(&loudest), "{loudest}");
        assert!(samples[0].abs() < 0.001 && samples[samples.len() - 1].abs() < 0.001);
        let steepest = samples.windows(2).map(|it| (it[1] - it[0]).abs()).fold(0.0, f32::max);
        assert!(steepest < 0.1, "a click: {steepest}");
    }
}
