//! How loud the microphone is, for the Studio's meter.

use leptos::prelude::Set;
use wasm_bindgen::JsValue;
use web_sys::{AnalyserNode, AudioContext, MediaStream, MediaStreamTrack};

use super::{StreamContext, capture};

const INTERVAL_MS: u32 = 66;
/// Samples a look: 170 ms at 48 kHz, longer than any pause between looks, lest a short sound falls into one.
const SAMPLES: usize = 8192;
/// The loudest part of so many counts: 21 ms.
const PART: usize = 1024;
/// Speech of ordinary loudness has a root mean square of some 0.1; it should fill most of the meter.
const GAIN: f32 = 6.0;

pub struct Meter {
    ear: Option<Ear>,
}

/// An analyser on one track; a change of device needs another.
pub struct Ear {
    pub track_id: String,
    audio: AudioContext,
    analyser: AnalyserNode,
}

impl Meter {
    /// Sets `level` until the interval is dropped.
    pub fn start(context: StreamContext) -> gloo_timers::callback::Interval {
        let mut meter = Meter { ear: None };
        gloo_timers::callback::Interval::new(INTERVAL_MS, move || {
            context.level.set(f64::from(meter.look()));
        })
    }

    fn look(&mut self) -> f32 {
        let Some(track) = capture::tracks().audio else {
            self.ear = None;
            return 0.0;
        };
        if self.ear.as_ref().is_none_or(|ear| ear.track_id != track.id()) {
            self.ear = Ear::new(&track).ok();
        }
        self.ear.as_ref().map_or(0.0, Ear::loudness)
    }
}

impl Ear {
    pub fn new(track: &MediaStreamTrack) -> Result<Self, JsValue> {
        let stream = MediaStream::new()?;
        stream.add_track(track);
        let audio = AudioContext::new()?;
        // Autoplay rules may hold it back until the person has clicked somewhere.
        _ = audio.resume()?;
        let analyser = audio.create_analyser()?;
        analyser.set_fft_size(SAMPLES as u32);
        audio.create_media_stream_source(&stream)?.connect_with_audio_node(&analyser)?;
        Ok(Self { track_id: track.id(), audio, analyser })
    }

    /// From 0 to 1.
    pub fn loudness(&self) -> f32 {
        let mut samples = [0.0_f32; SAMPLES];
        self.analyser.get_float_time_domain_data(&mut samples);
        let mean_square = |part: &[f32]| part.iter().map(|it| it * it).sum::<f32>() / PART as f32;
        let loudest = samples.chunks_exact(PART).map(mean_square).fold(0.0, f32::max);
        (loudest.sqrt() * GAIN).min(1.0)
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        _ = self.audio.close();
    }
}
