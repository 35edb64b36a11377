//! In which order the video codecs are offered: the first that both sides know is used (RFC 9429 section
//! 5.3.1). The order is all that changes, none is dropped, so whoever could be called still can.
//!
//! What the own computer encodes with little power, thus in hardware, comes first: it spares the battery,
//! and leaves the processor to the rest. Everything else stays as the browser has it, which begins with
//! what is cheap to encode in software.

/// Of those that hardware encodes, the one first that makes more of each bit, as far as hardware is common
/// that decodes it, too.
const BY_PREFERENCE: [&str; 4] = ["video/VP9", "video/H264", "video/AV1", "video/VP8"];

/// The codecs to ask the browser about.
pub fn candidates() -> impl Iterator<Item = &'static str> {
    BY_PREFERENCE.into_iter()
}

/// The new order of codecs, as indices into `mime_types`; `None` where it would be the same. Several may
/// have the same type (profiles), and some are none (`rtx`, `red`): those keep to their neighbours' order.
pub fn order(mime_types: &[String], in_hardware: &[String]) -> Option<Vec<usize>> {
    let rank = |index: &usize| {
        let is = |name: &str| mime_types[*index].eq_ignore_ascii_case(name);
        let known = in_hardware.iter().any(|name| is(name));
        let place = BY_PREFERENCE.iter().position(|name| is(name));
        if known { place.unwrap_or(BY_PREFERENCE.len()) } else { BY_PREFERENCE.len() }
    };
    let mut order: Vec<usize> = (0..mime_types.len()).collect();
    order.sort_by_key(rank);
    (!order.is_sorted()).then_some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order_of(in_hardware: &[&str]) -> Option<Vec<usize>> {
        let known = ["video/VP8", "video/rtx", "video/VP9", "video/H264", "video/H264", "video/red"];
        let owned = |names: &[&str]| names.iter().map(|it| it.to_string()).collect::<Vec<_>>();
        order(&owned(&known), &owned(in_hardware))
    }

    #[test]
    fn what_hardware_encodes_comes_first_and_nothing_is_dropped() {
        assert_eq!(order_of(&["video/H264"]), Some(vec![3, 4, 0, 1, 2, 5]));
        assert_eq!(order_of(&["video/H264", "video/VP9"]), Some(vec![2, 3, 4, 0, 1, 5]));
    }

    #[test]
    fn without_hardware_the_browser_knows_best() {
        assert_eq!(order_of(&[]), None);
        assert_eq!(order_of(&["video/VP8"]), None, "first already");
    }
}
