//! One picture of the partner's video, for a report; small enough to be sent with it.

use wasm_bindgen::JsValue;
use web_sys::{HtmlCanvasElement, HtmlVideoElement};

use crate::services::media::picture::{as_jpeg, canvas};

/// Enough to see what it was.
const WIDTH: f64 = 400.0;
/// As a `data:` URL: with it a report has room for some lines, too.
const MOST_BYTES: usize = 24 * 1024;

/// What `video` shows now, as a `data:` URL.
pub fn still(video: &HtmlVideoElement) -> Option<String> {
    as_jpeg(&draw(video).ok()?, MOST_BYTES)
}

fn draw(video: &HtmlVideoElement) -> Result<HtmlCanvasElement, JsValue> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    if width == 0.0 || height == 0.0 {
        return Err(JsValue::NULL);
    }
    let scale = (WIDTH / width.max(height)).min(1.0);
    let (width, height) = (width * scale, height * scale);
    let (canvas, brush) = canvas(width as u32, height as u32)?;
    brush.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height)?;
    Ok(canvas)
}
