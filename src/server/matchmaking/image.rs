//! The small picture of oneself that a user may bring.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, ImageReader, Limits};

use crate::protocol::limits::{USER_IMAGE_BYTES, USER_IMAGE_PIXELS};

/// Decoding may take this much memory: four bytes a pixel, and what the decoders need beside.
const DECODE_BYTES: u64 = 16 * (USER_IMAGE_PIXELS as u64) * (USER_IMAGE_PIXELS as u64);

/// Whether `url` is a base64 `data:` URL (RFC 2397) whose bytes are an image of the type that it
/// names, within the limits.
pub fn is_acceptable(url: &str) -> bool {
    url.len() <= USER_IMAGE_BYTES && split(url).is_some_and(|(format, bytes)| decodes(format, &bytes))
}

fn split(url: &str) -> Option<(ImageFormat, Vec<u8>)> {
    let (media_type, data) = url.strip_prefix("data:")?.split_once(";base64,")?;
    let format = match media_type {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/png" => ImageFormat::Png,
        "image/webp" => ImageFormat::WebP,
        _ => return None,
    };
    Some((format, STANDARD.decode(data).ok()?))
}

fn decodes(format: ImageFormat, bytes: &[u8]) -> bool {
    let mut limits = Limits::default();
    limits.max_image_width = Some(USER_IMAGE_PIXELS);
    limits.max_image_height = Some(USER_IMAGE_PIXELS);
    limits.max_alloc = Some(DECODE_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader.decode().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::DynamicImage;

    fn url(format: ImageFormat, named: &str, side: u32) -> String {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(side, side).write_to(&mut bytes, format).unwrap();
        format!("data:{named};base64,{}", STANDARD.encode(bytes.into_inner()))
    }

    #[test]
    fn takes_the_three_formats_up_to_512_pixels() {
        assert!(is_acceptable(&url(ImageFormat::Jpeg, "image/jpeg", 512)));
        assert!(is_acceptable(&url(ImageFormat::Png, "image/png", 512)));
        assert!(is_acceptable(&url(ImageFormat::WebP, "image/webp", 64)));
        assert!(!is_acceptable(&url(ImageFormat::Png, "image/png", 513)));
    }

    #[test]
    fn refuses_what_is_not_what_it_says() {
        let png = url(ImageFormat::Png, "image/png", 8);
        assert!(!is_acceptable(&png.replace("image/png", "image/jpeg")));
        assert!(!is_acceptable(&png.replace("image/png", "image/svg+xml")));
        assert!(!is_acceptable(&png.replace(";base64", "")));
        assert!(!is_acceptable(&png[..png.len() - 24]), "cut short");
        assert!(!is_acceptable("https://example.org/a.png"));
        assert!(!is_acceptable("data:image/png;base64,AAAA"));
    }

    #[test]
    fn refuses_more_than_32_kib() {
        let png = url(ImageFormat::Png, "image/png", 8);
        let padded = format!("{png}{}", "A".repeat(USER_IMAGE_BYTES));
        assert!(!is_acceptable(&padded));
    }
}
