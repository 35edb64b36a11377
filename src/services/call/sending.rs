//! How much to send: what the person allows, and what their computer can encode. Pure decisions; `monitor`
//! tells what the browser reports, `sender` carries the [`Limits`] out. What the network bears is left to
//! the browser's own congestion control, which knows it better and sooner.

use super::stats::Limitation;

/// So many reports in a row must name the CPU before less is sent.
const LESS_AFTER: u32 = 3;
/// So many must not, before more is tried again; twice as many each time that it was too early.
const MORE_AFTER: u32 = 15;
const MORE_AFTER_AT_MOST: u32 = 120;

/// Pictures per second, and by how much width and height shrink.
const STEPS: [(u32, f64); 4] = [(30, 1.0), (24, 1.5), (15, 2.0), (10, 4.0)];

/// What `RTCRtpSender.setParameters` is told of each encoding (W3C WebRTC section 5.2.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// In bits per second.
    pub audio_bitrate: u32,
    /// In bits per second.
    pub video_bitrate: u32,
    pub frames_per_second: u32,
    pub scale_down_by: f64,
}

#[derive(Debug)]
pub struct Sending {
    data_saver: bool,
    step: usize,
    limited: u32,
    free: u32,
    more_after: u32,
}

impl Sending {
    pub fn new(data_saver: bool) -> Self {
        Self { data_saver, step: 0, limited: 0, free: 0, more_after: MORE_AFTER }
    }

    pub fn save_data(&mut self, data_saver: bool) {
        self.data_saver = data_saver;
    }

    /// Takes what each report says of the picture that is sent.
    pub fn report(&mut self, limitation: Limitation) {
        if limitation == Limitation::Cpu {
            self.free = 0;
            self.limited += 1;
        } else {
            self.limited = 0;
            self.free += 1;
        }
        if self.limited >= LESS_AFTER && self.step + 1 < STEPS.len() {
            self.limited = 0;
            self.step += 1;
        } else if self.free >= self.more_after && self.step > 0 {
            self.free = 0;
            self.step -= 1;
            self.more_after = (self.more_after * 2).min(MORE_AFTER_AT_MOST);
        }
    }

    pub fn limits(&self) -> Limits {
        let (frames_per_second, scale_down_by) = STEPS[self.step];
        if self.data_saver {
            // A small picture that moves well at 300 kbit/s, about 2.5 MB a minute.
            Limits {
                audio_bitrate: 24_000,
                video_bitrate: 300_000,
                frames_per_second: frames_per_second.min(20),
                scale_down_by: scale_down_by.max(2.0),
            }
        } else {
            // As much as 720p needs to look well, and speech.
            Limits { audio_bitrate: 40_000, video_bitrate: 1_700_000, frames_per_second, scale_down_by }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(sending: &mut Sending, times: u32, limitation: Limitation) -> Limits {
        (0..times).for_each(|_| sending.report(limitation));
        sending.limits()
    }

    #[test]
    fn the_data_saver_sends_less() {
        let mut sending = Sending::new(false);
        assert_eq!(sending.limits().video_bitrate, 1_700_000);
        assert_eq!(sending.limits().audio_bitrate, 40_000);
        sending.save_data(true);
        assert_eq!(sending.limits().video_bitrate, 300_000);
        assert_eq!(sending.limits().scale_down_by, 2.0);
    }

    #[test]
    fn an_overtaxed_computer_sends_less_but_not_at_the_first_word() {
        let mut sending = Sending::new(false);
        let full = sending.limits();
        assert_eq!(after(&mut sending, LESS_AFTER - 1, Limitation::Cpu), full);
        assert_eq!(after(&mut sending, 1, Limitation::None), full);
        assert_eq!(after(&mut sending, LESS_AFTER - 1, Limitation::Cpu), full);
        let less = after(&mut sending, 1, Limitation::Cpu);
        assert!(less.frames_per_second < full.frames_per_second && less.scale_down_by > full.scale_down_by);
    }

    #[test]
    fn there_is_a_least() {
        let mut sending = Sending::new(false);
        let least = after(&mut sending, 100, Limitation::Cpu);
        assert_eq!((least.frames_per_second, least.scale_down_by), (10, 4.0));
    }

    #[test]
    fn more_is_tried_ever_more_seldom() {
        let mut sending = Sending::new(false);
        let full = sending.limits();
        let less = after(&mut sending, LESS_AFTER, Limitation::Cpu);
        assert_eq!(after(&mut sending, MORE_AFTER - 1, Limitation::None), less);
        assert_eq!(after(&mut sending, 1, Limitation::None), full);
        after(&mut sending, LESS_AFTER, Limitation::Cpu);
        assert_eq!(
            after(&mut sending, MORE_AFTER * 2 - 1, Limitation::None),
            less,
            "it was too early before"
        );
        assert_eq!(after(&mut sending, 1, Limitation::None), full);
    }

    #[test]
    fn what_the_network_bears_is_the_browsers_own_matter() {
        let mut sending = Sending::new(false);
        let full = sending.limits();
        assert_eq!(after(&mut sending, 100, Limitation::Bandwidth), full);
    }
}
