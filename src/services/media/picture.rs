//! A small still of the own picture, for those who are to see who comes; and how any still becomes a small file.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

use crate::protocol::limits::USER_IMAGE_BYTES;

/// Width and height: four times what the page shows, for dense screens.
const SIDE: u32 = 192;
/// From the best to what is good enough. The own picture fits at the first, or nearly.
const QUALITIES: [f64; 5] = [0.85, 0.7, 0.5, 0.3, 0.15];

/// The middle of what `video` shows, as a `data:` URL that the server takes.
pub fn of(video: &HtmlVideoElement) -> Option<String> {
    as_jpeg(&square(video).ok()?, USER_IMAGE_BYTES)
}

/// What is on `canvas`, as a `data:` URL of at most so many bytes, as good as they allow.
pub fn as_jpeg(canvas: &HtmlCanvasElement, most: usize) -> Option<String> {
    QUALITIES
        .into_iter()
        .filter_map(|quality| {
            canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &quality.into()).ok()
        })
        .find(|url| url.starts_with("data:image/jpeg") && url.len() <= most)
}

/// An empty canvas, and what draws on it.
pub fn canvas(width: u32, height: u32) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let canvas: HtmlCanvasElement = leptos::prelude::document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let brush = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    Ok((canvas, brush))
}

fn square(video: &HtmlVideoElement) -> Result<HtmlCanvasElement, JsValue> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    let side = width.min(height);
    if side == 0.0 {
        return Err(JsValue::NULL);
    }
    let (canvas, brush) = canvas(SIDE, SIDE)?;
    let (left, top, to) = ((width - side) / 2.0, (height - side) / 2.0, f64::from(SIDE));
    brush.draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        video, left, top, side, side, 0.0, 0.0, to, to,
    )?;
    Ok(canvas)
}
