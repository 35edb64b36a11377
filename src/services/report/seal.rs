//! The seal, by the browser's own cryptography (W3C Web Cryptography): a fresh AES-256-GCM key for the
//! evidence, wrapped by RSA-OAEP with SHA-256 for the operators.

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use crate::protocol::reports::Sealed;

/// As GCM prefers it (NIST SP 800-38D section 5.2.1.1).
const IV_BYTES: usize = 12;

/// # Errors
/// Where the key is none, or the page has no cryptography since it is not secure.
pub async fn seal(operators_key: &str, text: &str) -> Result<Sealed, JsValue> {
    let crypto = window().crypto()?;
    let subtle = crypto.subtle();
    let rsa = object(&[("name", "RSA-OAEP".into()), ("hash", "SHA-256".into())])?;
    let spki = bytes(&window().atob(operators_key)?);
    let usages = Array::of1(&"wrapKey".into());
    let wrapping = subtle.import_key_with_object("spki", &spki, &rsa, false, &usages)?;
    let wrapping: CryptoKey = JsFuture::from(wrapping).await?.unchecked_into();

    let aes = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let usages = Array::of1(&"encrypt".into());
    let key = JsFuture::from(subtle.generate_key_with_object(&aes, true, &usages)?).await?;
    let key: CryptoKey = key.unchecked_into();

    let mut iv = [0; IV_BYTES];
    crypto.get_random_values_with_u8_array(&mut iv)?;
    let gcm = object(&[("name", "AES-GCM".into()), ("iv", Uint8Array::from(&iv[..]).into())])?;
    let data = subtle.encrypt_with_object_and_js_u8_array(&gcm, &key, &Uint8Array::from(text.as_bytes()))?;
    let data = JsFuture::from(data).await?;
    let wrapped = JsFuture::from(subtle.wrap_key_with_object("raw", &key, &wrapping, &rsa)?).await?;
    Ok(Sealed {
        key: base64(wrapped)?,
        iv: base64(Uint8Array::from(&iv[..]).buffer().into())?,
        data: base64(data)?,
    })
}

pub(super) fn object(fields: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object)
}

/// `atob` and `btoa` speak of bytes as characters up to U+00FF.
pub(super) fn bytes(binary: &str) -> Uint8Array {
    let bytes: Vec<u8> = binary.chars().map(|it| it as u8).collect();
    Uint8Array::from(bytes.as_slice())
}

fn base64(buffer: JsValue) -> Result<String, JsValue> {
    let bytes = Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec();
    let binary: String = bytes.into_iter().map(char::from).collect();
    window().btoa(&binary)
}
