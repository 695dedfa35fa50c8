//! The way of a report between the engine and the page, and places that many of its records share.
//!
//! What crosses is written without names, a field after the other (`postcard`): a third of the JSON, and of the time. A shared
//! place is written once; what comes after names it by its number. In the published JSON every place is whole; its text is
//! made once.

use crate::document::Place;
use crate::order::Map;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
#[cfg(feature = "cli")]
use std::collections::{HashMap, hash_map::Entry};
use std::sync::Arc;

thread_local! {
    /// The places written so far and their numbers, while something is written with [`to_bytes`].
    static WRITTEN: RefCell<Option<Map<*const Place, u32>>> = const { RefCell::new(None) };
    /// The places written so far and their texts, while something is written with [`to_published`].
    #[cfg(feature = "cli")]
    static TEXTS: RefCell<Option<HashMap<*const Place, Box<serde_json::value::RawValue>>>> = const { RefCell::new(None) };
    /// The places read so far, while something is read with [`from_bytes`].
    static READ: RefCell<Vec<Arc<Place>>> = const { RefCell::new(Vec::new()) };
}

/// A shared place as it crosses.
#[derive(Serialize, Deserialize)]
enum Crossing<P> {
    /// For the first time.
    Whole(P),
    /// The place of this number again, from 0.
    Again(u32),
}

/// What the same build reads with [`from_bytes`].
///
/// # Errors
/// What `postcard` says.
pub fn to_bytes<T: Serialize>(value: &T) -> postcard::Result<Vec<u8>> {
    WRITTEN.set(Some(Map::new()));
    let bytes = postcard::to_allocvec(value);
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

/// Reads what [`to_bytes`] of the same build wrote.
///
/// # Errors
/// What `postcard` says.
pub fn from_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> postcard::Result<T> {
    READ.take();
    let value = postcard::from_bytes(bytes);
    READ.take();
    value
}

/// Is a field without a value left out? In the published JSON it is; between engine and page every field has its turn.
pub(crate) fn left_out<T>(value: &Option<T>) -> bool {
    value.is_none() && WRITTEN.with_borrow(Option::is_none)
}

pub(super) fn serialize<S: Serializer>(place: &Arc<Place>, serializer: S) -> Result<S::Ok, S::Error> {
    let crossing = WRITTEN.with_borrow_mut(|written| {
        let written = written.as_mut()?;
        let next = u32::try_from(written.len()).unwrap_or(u32::MAX);
        let number = *written.entry(Arc::as_ptr(place)).or_insert(next);
        Some(if number < next { Crossing::Again(number) } else { Crossing::Whole(&**place) })
    });
    match crossing {
        Some(crossing) => crossing.serialize(serializer),
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
    if deserializer.is_human_readable() {
        return Ok(Arc::new(Place::deserialize(deserializer)?));
    }
    match Crossing::deserialize(deserializer)? {
        Crossing::Whole(place) => {
            let place: Arc<Place> = Arc::new(place);
            READ.with_borrow_mut(|read| read.push(place.clone()));
            Ok(place)
        }
        Crossing::Again(number) => READ
            .with_borrow(|read| read.get(number as usize).cloned())
            .ok_or_else(|| serde::de::Error::custom("no such place before it")),
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

    fn operands() -> Vec<Operand> {
        let place = |quote: &str| Arc::new(Place { quote: quote.into(), ..Place::default() });
        let (one, two) = (place("一行"), place("另一行"));
        [&one, &two, &one, &two, &one].map(operand).into()
    }

    #[test]
    fn a_shared_place_crosses_once() {
        let operands = operands();
        let bytes = to_bytes(&operands).expect("bytes");
        assert_eq!(bytes.windows("一行".len()).filter(|w| *w == "一行".as_bytes()).count(), 2);
        let read: Vec<Operand> = from_bytes(&bytes).expect("the same");
        assert_eq!(read, operands);
        assert!(Arc::ptr_eq(&read[0].place, &read[4].place) && !Arc::ptr_eq(&read[0].place, &read[1].place));
        // A number that no place has is an error, and so is what ends early.
        let number = to_bytes(&Crossing::<&Place>::Again(7)).expect("bytes");
        assert!(deserialize(&mut postcard::Deserializer::from_bytes(&number)).is_err());
        assert!(from_bytes::<Vec<Operand>>(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn the_published_json_holds_every_place_whole() {
        let operands = operands();
        let published = serde_json::to_string(&operands).expect("JSON");
        assert_eq!(published.matches("一行").count(), 5);
        assert!(!published.contains("interval"));
        #[cfg(feature = "cli")]
        {
            let mut again = Vec::new();
            to_published(&operands, &mut again).expect("JSON");
            assert_eq!(String::from_utf8(again).expect("text"), published);
        }
        assert_eq!(serde_json::from_str::<Vec<Operand>>(&published).expect("the same"), operands);
    }
}
