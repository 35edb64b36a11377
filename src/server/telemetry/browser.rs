//! Which engine a browser is built on, as its `User-Agent` tells: four words, and no more is kept of it.

use axum::http::{HeaderMap, header};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Browser {
    /// Chrome, Edge, Opera, Brave, Android's.
    Chromium,
    Firefox,
    /// Safari, and every browser on an iPhone.
    Webkit,
    /// No browser, or none that says so.
    #[default]
    Other,
}

impl Browser {
    pub fn of(headers: &HeaderMap) -> Self {
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        // Each claims to be those before it.
        if agent.contains("Chrome/") {
            Browser::Chromium
        } else if agent.contains("AppleWebKit/") {
            Browser::Webkit
        } else if agent.contains("Firefox/") {
            Browser::Firefox
        } else {
            Browser::Other
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Browser::Chromium => "chromium",
            Browser::Firefox => "firefox",
            Browser::Webkit => "webkit",
            Browser::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_counts_and_not_the_name() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";
        let safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
        let chrome_of_iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0.0.0 Mobile/15E148 Safari/604.1";
        for (agent, browser) in [
            (chrome, Browser::Chromium),
            (&format!("{chrome} Edg/156.0.0.0"), Browser::Chromium),
            (firefox, Browser::Firefox),
            (safari, Browser::Webkit),
            (chrome_of_iphone, Browser::Webkit),
            ("curl/8.0", Browser::Other),
            ("", Browser::Other),
        ] {
            let headers = HeaderMap::from_iter([(header::USER_AGENT, agent.parse().unwrap())]);
            assert_eq!(Browser::of(&headers), browser, "{agent}");
        }
        assert_eq!(Browser::of(&HeaderMap::new()), Browser::Other);
    }
}
