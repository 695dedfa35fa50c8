//! Places that many records of a report share. Between the engine and the page each is written once; what comes after
//! names it by its number. In the published JSON every place is whole; its text is made once.

use crate::document::Place;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::collections::HashMap;
#[cfg(feature = "cli")]
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::Arc;

thread_local! {
    /// The places written so far and their numbers, while something is written with [`to_bytes`].
    static WRITTEN: RefCell<Option<HashMap<*const Place, usize>>> = const { RefCell::new(None) };
    /// The places written so far and their texts, while something is written with [`to_published`].
    #[cfg(feature = "cli")]
    static TEXTS: RefCell<Option<HashMap<*const Place, Box<serde_json::value::RawValue>>>> = const { RefCell::new(None) };
    /// The places read so far, while something is read with [`from_bytes`].
    static READ: RefCell<Vec<Arc<Place>>> = const { RefCell::new(Vec::new()) };
}

/// JSON in which each shared place is written once; [`from_bytes`] reads it.
///
/// # Errors
/// What `serde_json` says.
pub fn to_bytes<T: Serialize>(value: &T) -> serde_json::Result<Vec<u8>> {
    WRITTEN.set(Some(HashMap::new()));
    let bytes = serde_json::to_vec(value);
    WRITTEN.set(None);
    bytes
}

/// Writes the published JSON behind what is in `out`: every place is whole, but the text of a shared one is made once.
///
/// # Errors
/// What `serde_json` says.
#[cfg(feature = "cli")]
pub fn to_published<T: Serialize>(value: &T, out: &mut Vec<u8>) -> serde_json::Result<()> {
    TEXTS.set(Some(HashMap::new()));
    let written = serde_json::to_writer(out, value);
    TEXTS.set(None);
    written
}

/// Reads what [`to_bytes`] wrote, and published JSON too.
///
/// # Errors
/// What `serde_json` says.
pub fn from_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> serde_json::Result<T> {
    READ.take();
    let value = serde_json::from_slice(bytes);
    READ.take();
    value
}

pub(super) fn serialize<S: Serializer>(place: &Arc<Place>, serializer: S) -> Result<S::Ok, S::Error> {
    let number = WRITTEN.with_borrow_mut(|written| {
        let written = written.as_mut()?;
        let next = written.len();
        let number = *written.entry(Arc::as_ptr(place)).or_insert(next);
        (number < next).then_some(number)
    });
    match number {
        Some(number) => serializer.serialize_u64(number as u64),
        None => whole(place, serializer),
    }
}

#[cfg(not(feature = "cli"))]
fn whole<S: Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    place.serialize(serializer)
}

#[cfg(feature = "cli")]
fn whole<S: Serializer>(place: &Arc<Place>, serializer: S) -> Result<S::Ok, S::Error> {
    TEXTS.with_borrow_mut(|texts| match texts {
        None => Place::serialize(place, serializer),
        Some(texts) => match texts.entry(Arc::as_ptr(place)) {
            Entry::Occupied(known) => known.get().serialize(serializer),
            Entry::Vacant(free) => {
                let text = serde_json::value::to_raw_value(&**place).map_err(serde::ser::Error::custom)?;
                free.insert(text).serialize(serializer)
            }
        },
    })
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Place>, D::Error> {
    deserializer.deserialize_any(PlaceOrNumber)
}

struct PlaceOrNumber;

impl<'de> Visitor<'de> for PlaceOrNumber {
    type Value = Arc<Place>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a place, or the number of one before it")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        let place = READ.with_borrow(|read| read.get(usize::try_from(number).ok()?).cloned());
        place.ok_or_else(|| E::custom("no such place before it"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let place = Arc::new(Place::deserialize(MapAccessDeserializer::new(map))?);
        READ.with_borrow_mut(|read| read.push(place.clone()));
        Ok(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Operand;

    fn operand(place: &Arc<Place>) -> Operand {
        let (text, label) = ("1".to_string(), "甲".to_string());
        Operand { text, label, place: place.clone(), number: None, interval: None }
    }

    #[test]
    fn a_shared_place_is_written_once() {
        let place = |quote: &str| Arc::new(Place { quote: quote.into(), ..Place::default() });
        let (one, two) = (place("一行"), place("另一行"));
        let operands: Vec<Operand> = [&one, &two, &one, &two, &one].map(operand).into();
        let text = String::from_utf8(to_bytes(&operands).expect("JSON")).expect("text");
        assert_eq!(text.matches("一行").count(), 2);
        let read: Vec<Operand> = from_bytes(text.as_bytes()).expect("the same");
        assert_eq!(read, operands);
        assert!(Arc::ptr_eq(&read[0].place, &read[4].place) && !Arc::ptr_eq(&read[0].place, &read[1].place));
        // Published JSON holds every place whole, and is read as well.
        let published = serde_json::to_string(&operands).expect("JSON");
        assert_eq!(published.matches("一行").count(), 5);
        #[cfg(feature = "cli")]
        {
            let mut again = Vec::new();
            to_published(&operands, &mut again).expect("JSON");
            assert_eq!(String::from_utf8(again).expect("text"), published);
        }
        assert_eq!(from_bytes::<Vec<Operand>>(published.as_bytes()).expect("the same"), operands);
        // A number that no place has is an error.
        assert!(from_bytes::<Vec<Operand>>(text.replace("\"place\":0", "\"place\":7").as_bytes()).is_err());
    }
}
