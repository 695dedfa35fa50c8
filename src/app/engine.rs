//! The engine in its worker: calls with a time limit, a fresh worker after a trap, cancel by ending the worker.

use crate::order::Map;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// Which build of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Text, CSV and docx; in one module with the page.
    Light,
    /// Every format, and the exports; loaded when first needed.
    Full,
    /// Draws PDF pages; loaded when the first PDF is shown as it looks.
    Drawing,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Light => "light",
            Kind::Full => "full",
            Kind::Drawing => "drawing",
        }
    }

    /// The build to try first. The light one says of itself what it cannot read ([`crate::import::NOT_LOADED`]); of a PDF, a
    /// workbook, a file of the old Office and an archive with a PDF in it that is known beforehand.
    pub fn for_bytes(bytes: &[u8]) -> Self {
        let has = |within: &[u8], wanted: &[u8]| within.windows(wanted.len()).any(|w| w == wanted);
        let start = bytes.get(..1024).unwrap_or(bytes);
        let member =
            |names: [&[u8]; 3]| bytes.starts_with(b"PK") && names.iter().any(|name| has(bytes, name));
        let old_office = bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
        let beyond = has(start, b"%PDF") || old_office || member([b".pdf", b".PDF", b"xl/workbook"]);
        if beyond { Kind::Full } else { Kind::Light }
    }
}

/// Why a call gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// The module trapped; the worker was replaced.
    Crashed,
    /// The time limit passed; the worker was replaced.
    TimedOut,
    /// The reader cancelled.
    Cancelled,
    /// The module could not be loaded.
    NotLoaded,
    /// The engine refused the call.
    Refused(String),
}

struct Live {
    worker: Worker,
    waiting: Rc<RefCell<Map<u32, Function>>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

/// The workers.
#[derive(Clone, Default)]
pub struct Engine {
    live: Rc<RefCell<Map<Kind, Live>>>,
    next: Rc<RefCell<u32>>,
}

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.live, &other.live)
    }
}

/// An answer of the engine.
pub struct Answer {
    /// What the function returned.
    pub value: JsValue,
    /// Time in the worker.
    pub millis: u32,
}

impl Answer {
    /// The answer as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
    }
}

impl Engine {
    /// Calls a function of the engine with a time limit in milliseconds.
    pub async fn call(
        &self,
        kind: Kind,
        name: &str,
        values: &Array,
        limit: u32,
    ) -> Result<Answer, CallError> {
        let waiting = self.ensure(kind).map_err(|_| CallError::NotLoaded)?;
        let id = {
            let mut next = self.next.borrow_mut();
            *next += 1;
            *next
        };
        let promise = Promise::new(&mut |resolve, _| {
            waiting.borrow_mut().insert(id, resolve);
        });
        let message = Object::new();
        set(&message, "id", &id.into());
        set(&message, "call", &name.into());
        set(&message, "values", values);
        let posted = self.live.borrow().get(&kind).map(|live| live.worker.post_message(&message));
        if !matches!(posted, Some(Ok(()))) {
            return Err(CallError::NotLoaded);
        }
        let engine = self.clone();
        let timer = gloo_timers::callback::Timeout::new(limit, move || engine.end(kind, "timed_out"));
        let answer = JsFuture::from(promise).await.unwrap_or(JsValue::NULL);
        timer.cancel();
        self.read(kind, &answer)
    }

    fn read(&self, kind: Kind, answer: &JsValue) -> Result<Answer, CallError> {
        let get = |key: &str| Reflect::get(answer, &key.into()).unwrap_or(JsValue::UNDEFINED);
        if let Some(ended) = get("ended").as_string() {
            return Err(match ended.as_str() {
                "timed_out" => CallError::TimedOut,
                "cancelled" => CallError::Cancelled,
                _ => CallError::NotLoaded,
            });
        }
        if let Some(error) = get("error").as_string() {
            if get("trap").as_bool() == Some(true) {
                self.end(kind, "crashed");
                return Err(CallError::Crashed);
            }
            return Err(CallError::Refused(error));
        }
        let millis = get("millis").as_f64().unwrap_or_default() as u32;
        Ok(Answer { value: get("value"), millis })
    }

    /// Ends what runs; the next call starts a fresh worker.
    pub fn cancel(&self) {
        for kind in [Kind::Light, Kind::Full] {
            let busy = self.live.borrow().get(&kind).is_some_and(|live| !live.waiting.borrow().is_empty());
            if busy {
                self.end(kind, "cancelled");
            }
        }
    }

    fn end(&self, kind: Kind, why: &str) {
        let Some(live) = self.live.borrow_mut().remove(&kind) else { return };
        live.worker.terminate();
        answer_all(&live.waiting, why);
    }

    fn ensure(&self, kind: Kind) -> Result<Rc<RefCell<Map<u32, Function>>>, JsValue> {
        if let Some(live) = self.live.borrow().get(&kind) {
            return Ok(live.waiting.clone());
        }
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let site = Reflect::get(&window, &"gouji".into())?;
        let url = Reflect::get(&site, &"worker".into())?.as_string().ok_or(JsValue::NULL)?;
        let engines = Reflect::get(&site, &"engines".into())?;
        let start = Reflect::get(&engines, &kind.name().into())?;
        // In the single file the worker differs from engine to engine: its glue is part of it.
        let url = Reflect::get(&start, &"worker".into())?.as_string().unwrap_or(url);
        let begun = begun(&site, kind);
        let fresh = begun.is_none();
        let worker = begun.map_or_else(|| Worker::new(&url), Ok)?;
        let waiting: Rc<RefCell<Map<u32, Function>>> = Rc::default();
        let on_message = {
            let waiting = waiting.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let data = event.data();
                let id = Reflect::get(&data, &"id".into()).ok().and_then(|id| id.as_f64());
                let resolve = id.and_then(|id| waiting.borrow_mut().remove(&(id as u32)));
                if let Some(resolve) = resolve {
                    let _ = resolve.call1(&JsValue::NULL, &data);
                }
            })
        };
        let on_error = {
            let engine = self.clone();
            Closure::<dyn FnMut(ErrorEvent)>::new(move |_| engine.end(kind, "not_loaded"))
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        if fresh {
            let message = Object::new();
            set(&message, "start", &start);
            worker.post_message(&message)?;
        }
        let live = Live { worker, waiting: waiting.clone(), _on_message: on_message, _on_error: on_error };
        self.live.borrow_mut().insert(kind, live);
        Ok(waiting)
    }
}

/// The worker that was started before the page was there, once.
fn begun(site: &JsValue, kind: Kind) -> Option<Worker> {
    let begun = Reflect::get(site, &"begun".into()).ok()?.dyn_into::<Object>().ok()?;
    let worker = Reflect::get(&begun, &kind.name().into()).ok()?.dyn_into::<Worker>().ok()?;
    Reflect::delete_property(&begun, &kind.name().into()).ok()?;
    Some(worker)
}

fn answer_all(waiting: &Rc<RefCell<Map<u32, Function>>>, why: &str) {
    for resolve in waiting.take().into_values() {
        let answer = Object::new();
        set(&answer, "ended", &why.into());
        let _ = resolve.call1(&JsValue::NULL, &answer);
    }
}

fn set(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}
