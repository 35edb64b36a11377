//! Cameras, microphones and speakers as the browser names them, and what the page makes of a change
//! among them (W3C Media Capture and Streams section 9.3, `devicechange`).

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    Camera,
    Microphone,
    Speaker,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    pub id: String,
    /// Empty where the browser does not tell.
    pub label: String,
}

/// A device in use is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceLost {
    pub kind: DeviceKind,
    /// The label of the one that took its place; `None` where there is none.
    pub now: Option<String>,
}

/// Chromium lists these beside the devices that they stand for at the moment.
const ALIASES: [&str; 2] = ["default", "communications"];

/// What the person may choose: devices that have an id (without consent they have none), none twice.
pub fn choices(listed: Vec<Device>) -> Vec<Device> {
    listed.into_iter().filter(|it| !it.id.is_empty() && !ALIASES.contains(&it.id.as_str())).collect()
}

/// Whether the device `id` is missing among those that there are. No id, an alias, or an empty list,
/// which browsers give to whoever has not asked yet, tell of nothing.
pub fn is_gone(id: &str, there: &[Device]) -> bool {
    let is_one = !id.is_empty() && !ALIASES.contains(&id);
    is_one && !there.is_empty() && there.iter().all(|device| device.id != id)
}

/// The one after `id`, round and round: what flipping means where cameras do not tell which way they face.
pub fn next_after<'a>(id: &str, there: &'a [Device]) -> Option<&'a Device> {
    let here = there.iter().position(|device| device.id == id);
    there.iter().cycle().nth(here.map_or(0, |here| here + 1)).filter(|device| device.id != id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn devices(ids: &[&str]) -> Vec<Device> {
        ids.iter().map(|id| Device { id: (*id).into(), label: String::new() }).collect()
    }

    #[test]
    fn aliases_and_the_nameless_are_no_choice() {
        assert_eq!(choices(devices(&["default", "a", "communications", "", "b"])), devices(&["a", "b"]));
    }

    #[test]
    fn only_a_known_device_that_is_not_listed_is_gone() {
        let there = devices(&["a", "b"]);
        assert!(is_gone("c", &there));
        for id in ["a", "b", "", "default", "communications"] {
            assert!(!is_gone(id, &there), "{id}");
        }
        assert!(!is_gone("c", &[]), "a list without consent is empty");
    }

    #[test]
    fn flipping_goes_round() {
        let there = devices(&["a", "b", "c"]);
        let next = |id| next_after(id, &there).map(|device| device.id.as_str());
        assert_eq!((next("a"), next("c"), next("unknown")), (Some("b"), Some("a"), Some("a")));
        assert_eq!(next_after("a", &devices(&["a"])), None);
        assert_eq!(next_after("a", &[]), None);
    }
}
