//! The seal's other side, for operators: by Web Cryptography again, with the private key from a file of theirs.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, HtmlInputElement};

use super::NotOpened;
use super::seal::{bytes, object};
use crate::protocol::reports::{Evidence, Sealed};

/// What is in the seal, for whoever has chosen the key in `file` (PKCS #8 in PEM, RFC 7468).
pub async fn open_evidence(file: &HtmlInputElement, sealed: &Sealed) -> Result<Evidence, NotOpened> {
    let file = file.files().and_then(|files| files.get(0)).ok_or(NotOpened::NoFile)?;
    let pem = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    let key = private_key(&pem.ok_or(NotOpened::NoKey)?).await.map_err(|_| NotOpened::NoKey)?;
    let text = decrypt(&key, sealed).await.map_err(|_| NotOpened::AnotherKey)?;
    serde_json::from_str(&text).map_err(|_| NotOpened::AnotherKey)
}

async fn private_key(pem: &str) -> Result<CryptoKey, JsValue> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
    let rsa = object(&[("name", "RSA-OAEP".into()), ("hash", "SHA-256".into())])?;
    let pkcs8 = bytes(&window().atob(&body)?);
    let usages = Array::of1(&"unwrapKey".into());
    let subtle = window().crypto()?.subtle();
    let key = subtle.import_key_with_object("pkcs8", &pkcs8, &rsa, false, &usages)?;
    Ok(JsFuture::from(key).await?.unchecked_into())
}

async fn decrypt(key: &CryptoKey, sealed: &Sealed) -> Result<String, JsValue> {
    let subtle = window().crypto()?.subtle();
    let (rsa, aes) = (object(&[("name", "RSA-OAEP".into())])?, object(&[("name", "AES-GCM".into())])?);
    let wrapped = bytes(&window().atob(&sealed.key)?);
    let usages = Array::of1(&"decrypt".into());
    let key = subtle.unwrap_key_with_js_u8_array_and_object_and_object(
        "raw", &wrapped, key, &rsa, &aes, false, &usages,
    )?;
    let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();
    let gcm = object(&[("name", "AES-GCM".into()), ("iv", bytes(&window().atob(&sealed.iv)?).into())])?;
    let data = bytes(&window().atob(&sealed.data)?);
    let text = JsFuture::from(subtle.decrypt_with_object_and_js_u8_array(&gcm, &key, &data)?).await?;
    let text = Uint8Array::new(text.unchecked_ref::<ArrayBuffer>()).to_vec();
    String::from_utf8(text).map_err(|_| JsValue::NULL)
}
