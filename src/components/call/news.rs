//! What happens in a call, as short-lived news. Each can also be seen elsewhere for as long as it is so.

use crate::services::call::RemoteMedia;
use crate::services::media::Device;

/// So many can be read at a glance.
const AT_MOST: usize = 2;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Microphone {
        name: String,
        on: bool,
    },
    Camera {
        name: String,
        on: bool,
    },
    /// The partner's link to the server is there again.
    Back {
        name: String,
    },
    /// A device of one's own was plugged in or out.
    Devices {
        more: bool,
    },
}

impl News {
    /// What the partner turned on or off.
    pub fn of_media(name: &str, before: RemoteMedia, now: RemoteMedia) -> Vec<News> {
        let name = || name.to_owned();
        let mut news = Vec::new();
        if before.audio != now.audio {
            news.push(News::Microphone { name: name(), on: now.audio });
        }
        if before.video != now.video {
            news.push(News::Camera { name: name(), on: now.video });
        }
        news
    }

    /// What was plugged in or out. Browsers tell names late: that alone is no news.
    pub fn of_devices(before: &[Device], now: &[Device]) -> Option<News> {
        let known = before.iter().any(|device| !device.id.is_empty());
        (known && before.len() != now.len()).then_some(News::Devices { more: now.len() > before.len() })
    }

    fn topic(&self) -> std::mem::Discriminant<News> {
        std::mem::discriminant(self)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Unique on this page, for keyed lists.
    pub id: u32,
    pub news: News,
}

#[derive(Clone, Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    told: u32,
}

impl Toasts {
    /// What is not so any more goes, then the oldest where it gets too many.
    pub fn tell(&mut self, news: News) {
        self.shown.retain(|toast| toast.news.topic() != news.topic());
        self.told += 1;
        self.shown.push(Toast { id: self.told, news });
        let too_many = self.shown.len().saturating_sub(AT_MOST);
        self.shown.drain(..too_many);
    }

    pub fn dismiss(&mut self, id: u32) {
        self.shown.retain(|toast| toast.id != id);
    }

    pub fn clear(&mut self) {
        self.shown.clear();
    }

    pub fn shown(&self) -> &[Toast] {
        &self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn microphone(on: bool) -> News {
        News::Microphone { name: "Ada".into(), on }
    }

    #[test]
    fn news_of_the_same_thing_replaces_the_old() {
        let mut toasts = Toasts::default();
        toasts.tell(microphone(false));
        toasts.tell(microphone(true));
        assert_eq!(toasts.shown(), [Toast { id: 2, news: microphone(true) }]);
    }

    #[test]
    fn two_at_most_and_the_oldest_goes() {
        let mut toasts = Toasts::default();
        let back = News::Back { name: "Ada".into() };
        for news in [microphone(false), back.clone(), News::Devices { more: true }] {
            toasts.tell(news);
        }
        let shown: Vec<_> = toasts.shown().iter().map(|toast| toast.news.clone()).collect();
        assert_eq!(shown, [back, News::Devices { more: true }]);
    }

    #[test]
    fn only_what_changed_is_news() {
        let on = RemoteMedia { audio: true, video: true, screen: false };
        assert_eq!(News::of_media("Ada", on, on), []);
        let muted = RemoteMedia { audio: false, ..on };
        assert_eq!(News::of_media("Ada", on, muted), [microphone(false)]);
    }

    #[test]
    fn a_device_whose_name_becomes_known_is_no_news() {
        let device = |id: &str| Device { id: id.into(), label: String::new() };
        assert_eq!(News::of_devices(&[], &[device("a")]), None);
        assert_eq!(News::of_devices(&[device("")], &[device("a"), device("b")]), None);
        assert_eq!(News::of_devices(&[device("a")], &[device("b")]), None);
        let plugged_in = News::of_devices(&[device("a")], &[device("a"), device("b")]);
        assert_eq!(plugged_in, Some(News::Devices { more: true }));
    }
}
