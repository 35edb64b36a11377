//! What the person tries in the Studio: a sound on the speaker, and the own voice recorded and played back.
//! Nothing of it leaves the browser, or stays in it.

use std::cell::Cell;
use std::time::Duration;

use futures_channel::oneshot;
use gloo_timers::future::sleep;
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AudioBuffer, AudioContext, BlobEvent, HtmlAudioElement, MediaRecorder, MediaStream,
    MediaStreamAudioDestinationNode, MediaStreamTrack,
};

use super::{StreamContext, Trial, capture, chime, speaker};

/// How often the progress is told, and whether to go on is looked at.
const STEP: Duration = Duration::from_millis(100);

thread_local! {
    /// Counts up with each trial, and with each end of one.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

pub fn sound(context: StreamContext) {
    begin(context, async move |turn| {
        turn.show(context, Trial::Sound);
        let output = Output::open()?;
        let buffer = output.chime()?;
        output.play(context, turn, &buffer).await
    });
}

pub fn echo(context: StreamContext) {
    begin(context, async move |turn| {
        // Opened at the click, which is what the autoplay rules wait for.
        let output = Output::open()?;
        let recorded = record(context, turn).await?;
        let decoded = JsFuture::from(output.audio.decode_audio_data(&recorded)?).await?;
        turn.show(context, Trial::Playing);
        output.play(context, turn, &decoded.unchecked_into()).await
    });
}

pub fn end(context: StreamContext) {
    Turn::begin();
    context.trial.set(Trial::None);
}

fn begin(context: StreamContext, attempt: impl AsyncFnOnce(Turn) -> Result<(), JsValue> + 'static) {
    let turn = Turn::begin();
    spawn_local(async move {
        let outcome = attempt(turn).await;
        turn.show(context, if outcome.is_ok() { Trial::None } else { Trial::Failed });
    });
}

/// A trial that stands until another begins, or the page is left.
#[derive(Clone, Copy)]
struct Turn(u32);

impl Turn {
    fn begin() -> Self {
        TURN.set(TURN.get().wrapping_add(1));
        Turn(TURN.get())
    }

    fn stands(self) -> bool {
        TURN.get() == self.0
    }

    fn show(self, context: StreamContext, trial: Trial) {
        if self.stands() {
            context.trial.set(trial);
        }
    }

    /// Waits, and tells how much of the time is over, 0 to 1. An error if the trial is not to go on.
    async fn wait(self, time: Duration, tell: impl Fn(f64)) -> Result<(), JsValue> {
        let mut over = Duration::ZERO;
        while over < time && self.stands() {
            tell(over.div_duration_f64(time));
            sleep(STEP).await;
            over += STEP;
        }
        if self.stands() { Ok(()) } else { Err(JsValue::NULL) }
    }
}

/// Plays on the chosen speaker, until it is dropped: only elements can be led there in every browser, so
/// the sound goes through one.
struct Output {
    audio: AudioContext,
    end: MediaStreamAudioDestinationNode,
    element: HtmlAudioElement,
}

impl Output {
    fn open() -> Result<Self, JsValue> {
        let audio = AudioContext::new()?;
        _ = audio.resume()?;
        let end = audio.create_media_stream_destination()?;
        let element = HtmlAudioElement::new()?;
        element.set_src_object(Some(&end.stream()));
        Ok(Self { audio, end, element })
    }

    fn chime(&self) -> Result<AudioBuffer, JsValue> {
        let rate = self.audio.sample_rate();
        let samples = chime::samples(rate);
        let buffer = self.audio.create_buffer(1, samples.len() as u32, rate)?;
        buffer.copy_to_channel(&samples, 0)?;
        Ok(buffer)
    }

    async fn play(&self, context: StreamContext, turn: Turn, buffer: &AudioBuffer) -> Result<(), JsValue> {
        let source = self.audio.create_buffer_source()?;
        source.set_buffer(Some(buffer));
        source.connect_with_audio_node(&self.end)?;
        speaker::route(&self.element, &context.speaker.get_untracked()).await;
        JsFuture::from(self.element.play()?).await?;
        source.start()?;
        turn.wait(Duration::from_secs_f64(buffer.duration()), |_| {}).await
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.element.set_src_object(None);
        _ = self.audio.close();
    }
}

/// What the microphone hears for [`StreamContext::ECHO_SECONDS`], in whichever format the browser records.
async fn record(context: StreamContext, turn: Turn) -> Result<ArrayBuffer, JsValue> {
    let microphone: MediaStreamTrack = capture::tracks().audio.ok_or(JsValue::NULL)?;
    let stream = MediaStream::new()?;
    stream.add_track(&microphone);
    let recorder = MediaRecorder::new_with_media_stream(&stream)?;
    let (send, recorded) = oneshot::channel();
    let on_data = Closure::once(move |event: BlobEvent| _ = send.send(event.data()));
    recorder.set_ondataavailable(Some(on_data.as_ref().unchecked_ref()));
    recorder.start()?;
    let time = Duration::from_secs(StreamContext::ECHO_SECONDS.into());
    let waited = turn.wait(time, |done| turn.show(context, Trial::Recording { done })).await;
    recorder.stop()?;
    waited?;
    let blob = recorded.await.ok().flatten().ok_or(JsValue::NULL)?;
    JsFuture::from(blob.array_buffer()).await.map(JsCast::unchecked_into)
}
