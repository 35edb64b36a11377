//! One picture of the partner's video, for a report; small enough to be sent with it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

/// Enough to see what it was.
const WIDTH: f64 = 400.0;
/// As a `data:` URL: with it a report has room for some lines, too.
const MOST_BYTES: usize = 24 * 1024;
const QUALITIES: [f64; 4] = [0.7, 0.5, 0.3, 0.15];

/// What `video` shows now, as a `data:` URL.
pub fn still(video: &HtmlVideoElement) -> Option<String> {
    let canvas = draw(video).ok()?;
    QUALITIES
        .into_iter()
        .filter_map(|quality| {
            canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &quality.into()).ok()
        })
        .find(|url| url.starts_with("data:image/jpeg") && url.len() <= MOST_BYTES)
}

fn draw(video: &HtmlVideoElement) -> Result<HtmlCanvasElement, JsValue> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    if width == 0.0 || height == 0.0 {
        return Err(JsValue::NULL);
    }
    let scale = (WIDTH / width.max(height)).min(1.0);
    let (width, height) = (width * scale, height * scale);
    let canvas: HtmlCanvasElement = leptos::prelude::document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let brush: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    brush.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height)?;
    Ok(canvas)
}
