//! The small picture of oneself that a user may bring. What the partner's browser gets was written by this server
//! from the pixels alone: no metadata (a place, a camera), and no bytes that a stranger chose.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};

use crate::protocol::limits::{USER_IMAGE_BYTES, USER_IMAGE_PIXELS};

/// Decoding may take this much memory: four bytes a pixel, and what the decoders need beside.
const DECODE_BYTES: u64 = 16 * (USER_IMAGE_PIXELS as u64) * (USER_IMAGE_PIXELS as u64);
/// Tried in turn until the picture is small enough; anything that came in as a JPEG is by the last but one.
const QUALITIES: [u8; 6] = [90, 80, 65, 50, 30, 10];
/// Under what was transparent in a picture that must become a JPEG.
const WHITE: u8 = 255;

/// The picture of `url`, a base64 `data:` URL (RFC 2397) whose bytes are an image of the type that it names,
/// within the limits. It stays of that type, unless only a JPEG is small enough.
pub fn rewrite(url: &str) -> Option<String> {
    if url.len() > USER_IMAGE_BYTES {
        return None;
    }
    let (format, bytes) = split(url)?;
    let picture = decode(format, &bytes).ok()?;
    let same = if format == ImageFormat::Jpeg { None } else { encode(&picture, format) };
    same.or_else(|| as_jpeg(&picture))
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

/// Of an animation, the first picture.
fn decode(format: ImageFormat, bytes: &[u8]) -> Result<DynamicImage, ImageError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(USER_IMAGE_PIXELS);
    limits.max_image_height = Some(USER_IMAGE_PIXELS);
    limits.max_alloc = Some(DECODE_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // A camera may have noted it beside the pixels, where it would now be lost.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Without loss, if it is then small enough.
fn encode(picture: &DynamicImage, format: ImageFormat) -> Option<String> {
    let mut bytes = Cursor::new(Vec::new());
    match picture {
        DynamicImage::ImageLuma8(_)
        | DynamicImage::ImageLumaA8(_)
        | DynamicImage::ImageRgb8(_)
        | DynamicImage::ImageRgba8(_) => picture.write_to(&mut bytes, format).ok()?,
        // Eight bits a channel: all that these formats have in common.
        deeper => DynamicImage::from(deeper.to_rgba8()).write_to(&mut bytes, format).ok()?,
    }
    to_url(format, bytes.get_ref())
}

fn as_jpeg(picture: &DynamicImage) -> Option<String> {
    let opaque = on_white(picture);
    QUALITIES.iter().find_map(|quality| {
        let mut bytes = Vec::new();
        opaque.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, *quality)).ok()?;
        to_url(ImageFormat::Jpeg, &bytes)
    })
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let rgba = picture.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        let mix = |channel: u8| {
            let (channel, alpha, white) = (u16::from(channel), u16::from(alpha), u16::from(WHITE));
            ((channel * alpha + white * (white - alpha)) / white) as u8
        };
        image::Rgb([mix(red), mix(green), mix(blue)])
    })
}

fn to_url(format: ImageFormat, bytes: &[u8]) -> Option<String> {
    let url = format!("data:{};base64,{}", format.to_mime_type(), STANDARD.encode(bytes));
    (url.len() <= USER_IMAGE_BYTES).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url_of(picture: &DynamicImage, format: ImageFormat) -> String {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        format!("data:{};base64,{}", format.to_mime_type(), STANDARD.encode(bytes.into_inner()))
    }

    fn url(format: ImageFormat, side: u32) -> String {
        url_of(&DynamicImage::new_rgb8(side, side), format)
    }

    fn bytes_of(url: &str) -> Vec<u8> {
        split(url).unwrap().1
    }

    #[test]
    fn takes_the_three_formats_up_to_512_pixels_and_keeps_them() {
        for (format, side) in [(ImageFormat::Jpeg, 512), (ImageFormat::Png, 512), (ImageFormat::WebP, 64)] {
            let kept = rewrite(&url(format, side)).unwrap();
            let (same, bytes) = split(&kept).unwrap();
            assert_eq!(same, format);
            assert_eq!(decode(format, &bytes).unwrap().width(), side);
        }
        assert!(rewrite(&url(ImageFormat::Png, 513)).is_none());
    }

    #[test]
    fn refuses_what_is_not_what_it_says() {
        let png = url(ImageFormat::Png, 8);
        for wrong in [
            &png.replace("image/png", "image/jpeg"),
            &png.replace("image/png", "image/svg+xml"),
            &png.replace(";base64", ""),
            &png[..png.len() - 24],
            "https://example.org/a.png",
            "data:image/png;base64,AAAA",
            &format!("{png}{}", "A".repeat(USER_IMAGE_BYTES)),
        ] {
            assert!(rewrite(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn what_stood_beside_the_pixels_is_gone() {
        let marker = b"48.8584N 2.2945E <script>";
        let jpeg = bytes_of(&url(ImageFormat::Jpeg, 8));
        // A comment segment after the start of image, and bytes after its end.
        let length = (marker.len() as u16 + 2).to_be_bytes();
        let told = [&jpeg[..2], &[0xFF, 0xFE], &length, marker, &jpeg[2..], marker].concat();
        let kept = rewrite(&to_url(ImageFormat::Jpeg, &told).unwrap()).unwrap();
        let kept = bytes_of(&kept);
        assert!(!kept.windows(marker.len()).any(|window| window == marker));
    }

    #[test]
    fn what_is_too_big_without_loss_becomes_a_jpeg() {
        // What a lossy WebP decodes to, and lossless formats cannot pack: noise on a gradient.
        let mut state = 1_u32;
        let picture = DynamicImage::from(RgbImage::from_fn(300, 300, |x, y| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgb([(x / 2) as u8, (y / 2) as u8, (state >> 28) as u8 + 100])
        }));
        assert!(encode(&picture, ImageFormat::WebP).is_none());
        let kept = as_jpeg(&picture).unwrap();
        assert!(kept.starts_with("data:image/jpeg;") && kept.len() <= USER_IMAGE_BYTES);
        let too_long = url_of(&picture, ImageFormat::Png);
        assert!(too_long.len() > USER_IMAGE_BYTES && rewrite(&too_long).is_none());
    }

    #[test]
    fn what_was_transparent_becomes_white() {
        let clear = DynamicImage::from(image::RgbaImage::from_pixel(8, 8, image::Rgba([0, 0, 0, 0])));
        assert!(on_white(&clear).pixels().all(|pixel| pixel.0 == [WHITE; 3]));
        let half = DynamicImage::from(image::RgbaImage::from_pixel(1, 1, image::Rgba([200, 100, 0, 128])));
        assert_eq!(on_white(&half).get_pixel(0, 0).0, [227, 177, 127]);
    }
}
