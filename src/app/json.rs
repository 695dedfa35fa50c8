//! What the page keeps, and what a reader carries to another computer, is JSON. The browser's own reads and writes the
//! text; what stands in it is taken out and put in here, field by field: a library's reader of any JSON into any type
//! is seven kilobytes of the page, for three small types.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What can be kept.
pub trait Json: Sized {
    /// As it is written.
    fn to_json(&self) -> JsValue;
    /// What is written; what is missing or of another kind is as at first.
    fn from_json(value: &JsValue) -> Self;
}

/// Reads a value; `None` if the text is no JSON object.
pub fn read<T: Json>(text: &str) -> Option<T> {
    let value = JSON::parse(text).ok()?;
    (value.is_object() && !Array::is_array(&value)).then(|| T::from_json(&value))
}

/// The text of a value.
pub fn write<T: Json>(value: &T) -> Option<String> {
    JSON::stringify(&value.to_json()).ok().map(Into::into)
}

/// The text of a value, for people to read.
pub fn write_indented<T: Json>(value: &T) -> Option<String> {
    JSON::stringify_with_replacer_and_space(&value.to_json(), &JsValue::NULL, &JsValue::from(2))
        .ok()
        .map(Into::into)
}

/// An object of these fields.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let out = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&out, &(*name).into(), value);
    }
    out.into()
}

/// A field of an object; undefined if it is not there.
pub fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// The items of a list; none if it is none.
pub fn items(value: &JsValue) -> Vec<JsValue> {
    value.dyn_ref::<Array>().map(Array::to_vec).unwrap_or_default()
}

/// Names and values of an object; none if it is none.
pub fn entries(value: &JsValue) -> Vec<(String, JsValue)> {
    let Some(object) = value.dyn_ref::<Object>() else { return Vec::new() };
    let entry = |pair: JsValue| {
        Some((Reflect::get_u32(&pair, 0).ok()?.as_string()?, Reflect::get_u32(&pair, 1).ok()?))
    };
    Object::entries(object).iter().filter_map(entry).collect()
}

impl Json for String {
    fn to_json(&self) -> JsValue {
        self.as_str().into()
    }

    fn from_json(value: &JsValue) -> Self {
        value.as_string().unwrap_or_default()
    }
}

impl<T: Json> Json for Vec<T> {
    fn to_json(&self) -> JsValue {
        self.iter().map(T::to_json).collect::<Array>().into()
    }

    fn from_json(value: &JsValue) -> Self {
        items(value).iter().map(T::from_json).collect()
    }
}

impl<T: Json> Json for crate::order::Map<String, T> {
    fn to_json(&self) -> JsValue {
        let fields: Vec<_> = self.iter().map(|(name, value)| (name.as_str(), value.to_json())).collect();
        object(&fields)
    }

    fn from_json(value: &JsValue) -> Self {
        entries(value).into_iter().map(|(name, value)| (name, T::from_json(&value))).collect()
    }
}

/// A number of a form, from 0, and what was chosen for it.
impl Json for (usize, String) {
    fn to_json(&self) -> JsValue {
        Array::of2(&JsValue::from(self.0 as u32), &self.1.to_json()).into()
    }

    fn from_json(value: &JsValue) -> Self {
        let part = |at| Reflect::get_u32(value, at).unwrap_or(JsValue::UNDEFINED);
        (part(0).as_f64().unwrap_or_default() as usize, String::from_json(&part(1)))
    }
}
