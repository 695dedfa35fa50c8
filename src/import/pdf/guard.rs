//! Guards against files that are damaged or made to overwhelm: sizes, missing pages, broken streams.

use crate::import::limits::Exceeded;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro_interpret::hayro_syntax::page::Page;

/// What the contents of all pages together may hold.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
    limit: usize,
}

impl Budget {
    pub(super) fn new(limit: usize) -> Self {
        Self { left: limit, limit }
    }

    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), Exceeded> {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None => return Err(Exceeded::Inflated { member: "PDF".into(), limit: self.limit }),
        }
        Ok(())
    }
}

/// Looks at every packed stream before anything is unpacked into memory: none may inflate beyond `limit`.
pub(super) fn check_streams(bytes: &[u8], limit: usize) -> Result<(), Exceeded> {
    let exceeded = || Exceeded::Inflated { member: "PDF".into(), limit };
    // A shorter stream cannot: deflate packs at most 1,032 times.
    let harmless = limit / 1_100;
    let mut at = 0;
    while let Some(found) = find(bytes.get(at..).unwrap_or(&[]), b"stream") {
        let start = at + found;
        at = start + 6;
        let head = bytes.get(start.saturating_sub(3)..start).unwrap_or(&[]);
        if head == b"end" {
            continue;
        }
        let mut data = bytes.get(at..).unwrap_or(&[]);
        while let [b'\r' | b'\n', rest @ ..] = data {
            data = rest;
        }
        let length = find(data, b"endstream").unwrap_or(data.len());
        let dictionary = bytes.get(start.saturating_sub(600)..start).unwrap_or(&[]);
        let dictionary = rfind(dictionary, b" obj").map_or(dictionary, |i| &dictionary[i..]);
        // Packed twice: even a short one can be a bomb, and no producer does it.
        let twice = count(dictionary, b"FlateDecode") + count(dictionary, b"LZWDecode") > 1;
        if twice && length > 2_000 {
            return Err(exceeded());
        }
        if length > harmless && inflates_beyond(data, limit) {
            return Err(exceeded());
        }
    }
    Ok(())
}

/// Does deflated data become larger than `limit`? Nothing is kept of it.
fn inflates_beyond(data: &[u8], limit: usize) -> bool {
    if data.first().is_none_or(|b| b & 0x0F != 8) {
        return false;
    }
    let mut inflater = Decompress::new(true);
    let mut scratch = vec![0u8; 1 << 16];
    let mut rest = data;
    loop {
        let (read, written) = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress(rest, &mut scratch, FlushDecompress::None);
        let used = (inflater.total_in() - read) as usize;
        if inflater.total_out() as usize > limit {
            return true;
        }
        match status {
            Ok(Status::Ok | Status::BufError) if used > 0 || inflater.total_out() > written => {
                rest = rest.get(used..).unwrap_or(&[]);
            }
            _ => return false,
        }
    }
}

/// Is every content stream of the page there, and unpacked to its end without an error?
pub(super) fn page_is_whole(page: &Page<'_>) -> bool {
    let dict = page.raw();
    match dict.get::<Object<'_>>(&b"Contents"[..]) {
        None => !dict.contains_key(&b"Contents"[..]),
        Some(Object::Stream(stream)) => stream_is_whole(&stream),
        Some(Object::Array(array)) => {
            let count = array.raw_iter().count();
            let streams: Vec<Stream<'_>> = array.iter::<Stream<'_>>().collect();
            streams.len() == count && streams.iter().all(stream_is_whole)
        }
        Some(Object::Null(_)) => true,
        Some(_) => false,
    }
}

fn stream_is_whole(stream: &Stream<'_>) -> bool {
    let dict = stream.dict();
    let flate = match dict.get::<Object<'_>>(&b"Filter"[..]) {
        Some(Object::Name(name)) => is_flate(&name),
        Some(Object::Array(array)) => {
            let names: Vec<Name<'_>> = array.iter::<Name<'_>>().collect();
            names.len() == 1 && names.iter().all(is_flate)
        }
        _ => false,
    };
    if !flate {
        return stream.decoded_data().is_ok();
    }
    let data = stream.raw_data();
    let mut inflater = Decompress::new(true);
    let mut scratch = vec![0u8; 1 << 16];
    let mut rest: &[u8] = &data;
    loop {
        let (read, written) = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress(rest, &mut scratch, FlushDecompress::None);
        let used = (inflater.total_in() - read) as usize;
        match status {
            Ok(Status::StreamEnd) => return true,
            Ok(_) if used > 0 || inflater.total_out() > written => rest = rest.get(used..).unwrap_or(&[]),
            // Some producers leave the check sum out.
            Ok(_) => return false,
            Err(_) => return false,
        }
    }
}

fn is_flate(name: &Name<'_>) -> bool {
    matches!(&**name, b"FlateDecode" | b"Fl")
}

/// How many pages the page tree says it has.
pub(super) fn promised_pages(pdf: &Pdf) -> Option<usize> {
    let xref = pdf.xref();
    let root = xref.get::<Dict<'_>>(xref.root_id())?;
    let pages = root.get::<Dict<'_>>(&b"Pages"[..])?;
    pages.get::<u32>(&b"Count"[..]).map(|n| n as usize)
}

/// Does the file end as a PDF ends?
pub(super) fn has_end(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(4096)..).unwrap_or(&[]);
    rfind(tail, b"%%EOF").is_some() || rfind(tail, b"startxref").is_some()
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    while let Some(i) = bytes.get(from..)?.iter().position(|b| *b == first) {
        let at = from + i;
        if bytes.get(at..at + word.len()) == Some(word) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|w| w == word)
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).filter(|w| *w == word).count()
}
