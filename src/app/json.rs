//! What the page keeps and what a reader carries to another computer is JSON, written and read by the browser's own: another
//! one would be a tenth of the module.

use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// Reads a value; `None` if the text is something else.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_wasm_bindgen::from_value(JSON::parse(text).ok()?).ok()
}

/// The text of a value.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    JSON::stringify(&to_js(value)?).ok().map(Into::into)
}

/// The text of a value, for people to read.
pub fn write_indented<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    JSON::stringify_with_replacer_and_space(&to_js(value)?, &JsValue::NULL, &JsValue::from(2))
        .ok()
        .map(Into::into)
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Option<JsValue> {
    value.serialize(&Serializer::json_compatible()).ok()
}
