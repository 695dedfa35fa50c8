//! Draws pages in their worker, one after the other, those wanted last first: what was scrolled past is not drawn.

use super::engine::{CallError, Engine, Kind};
use crate::order::Map;
use js_sys::{Array, Float32Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlCanvasElement, ImageBitmap, ImageBitmapRenderingContext};
use yew::Callback;

/// Longest that a page may take.
const LIMIT: u32 = 30_000;

/// A part of a page to draw.
#[derive(Clone, PartialEq)]
pub struct Job {
    /// From 1.
    pub page: u32,
    /// Pixels a point.
    pub scale: f32,
    /// Left, top, width and height in pixels.
    pub window: [u32; 4],
    /// Where it goes.
    pub canvas: HtmlCanvasElement,
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// It is on the canvas.
    Done,
    /// It cannot be drawn.
    Failed,
}

/// What is drawn where: the whole page, or the part of it in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Page(u32),
    Detail(u32),
}

struct Wanted {
    job: Job,
    serial: u64,
    then: Callback<Drawn>,
}

struct Inner {
    engine: Engine,
    key: String,
    bytes: Uint8Array,
    password: Option<String>,
    wanted: Map<Slot, Wanted>,
    serial: u64,
    busy: bool,
}

/// The painter of one PDF.
#[derive(Clone)]
pub struct Painter(Rc<RefCell<Inner>>);

impl PartialEq for Painter {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Painter {
    /// A painter for a PDF.
    pub fn new(engine: Engine, key: String, bytes: Uint8Array, password: Option<String>) -> Self {
        let wanted = Map::new();
        Self(Rc::new(RefCell::new(Inner { engine, key, bytes, password, wanted, serial: 0, busy: false })))
    }

    /// Opens the PDF in the worker; gives the sizes of its pages in points.
    pub async fn open(&self) -> Result<Vec<(f32, f32)>, CallError> {
        let (engine, values) = {
            let inner = self.0.borrow();
            let password = inner.password.as_deref().map_or(JsValue::NULL, JsValue::from_str);
            (inner.engine.clone(), Array::of3(&inner.key.as_str().into(), &inner.bytes, &password))
        };
        let answer = engine.call(Kind::Drawing, "open_drawing", &values, LIMIT).await?;
        let sizes = answer.value.dyn_into::<Float32Array>().map(|a| a.to_vec()).unwrap_or_default();
        Ok(sizes.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
    }

    /// Wants something drawn; what was wanted in the same slot before is forgotten.
    pub fn want(&self, slot: Slot, job: Job, then: Callback<Drawn>) {
        {
            let mut inner = self.0.borrow_mut();
            inner.serial += 1;
            let serial = inner.serial;
            inner.wanted.insert(slot, Wanted { job, serial, then });
            if inner.busy {
                return;
            }
            inner.busy = true;
        }
        spawn_local(self.clone().work());
    }

    /// Wants it no more.
    pub fn forget(&self, slot: Slot) {
        self.0.borrow_mut().wanted.remove(&slot);
    }

    async fn work(self) {
        loop {
            let next = {
                let mut inner = self.0.borrow_mut();
                let next = inner.wanted.iter().max_by_key(|(_, w)| w.serial);
                let next = next.map(|(slot, w)| (*slot, w.serial, w.job.clone()));
                inner.busy = next.is_some();
                next
            };
            let Some((slot, serial, job)) = next else { return };
            let picture = self.draw(&job).await;
            let then = {
                let mut inner = self.0.borrow_mut();
                let current = inner.wanted.get(&slot).is_some_and(|w| w.serial == serial);
                if current { inner.wanted.remove(&slot).map(|w| w.then) } else { None }
            };
            let Some(then) = then else { continue };
            then.emit(match picture {
                Some(picture) if put(&job.canvas, &picture).is_ok() => Drawn::Done,
                _ => Drawn::Failed,
            });
        }
    }

    /// Draws; opens the PDF again where the worker is a new one.
    async fn draw(&self, job: &Job) -> Option<ImageBitmap> {
        for again in [false, true] {
            if again && self.open().await.is_err() {
                return None;
            }
            let (engine, key) = {
                let inner = self.0.borrow();
                (inner.engine.clone(), inner.key.clone())
            };
            let values = Array::of3(&key.into(), &job.page.into(), &job.scale.into());
            for side in job.window {
                values.push(&side.into());
            }
            match engine.call(Kind::Drawing, "draw", &values, LIMIT).await {
                Ok(answer) => return answer.value.dyn_into().ok(),
                Err(CallError::Refused(_)) => {}
                Err(_) => return None,
            }
        }
        None
    }
}

fn put(canvas: &HtmlCanvasElement, picture: &ImageBitmap) -> Result<(), JsValue> {
    canvas.set_width(picture.width());
    canvas.set_height(picture.height());
    let context = canvas.get_context("bitmaprenderer")?.ok_or(JsValue::NULL)?;
    context.dyn_into::<ImageBitmapRenderingContext>()?.transfer_from_image_bitmap(picture);
    Ok(())
}
