// Holds one module, the engine or the drawing of pages, and answers calls. A trap ends the module, so the page then replaces this worker.
"use strict";

const CALLS = new Set(["analyse", "analyse_pair", "analyse_pastes", "rule_book", "export_report"]);
let ready = null;

// The drawing module keeps the PDF that is shown, under a key of the page's.
const shown = { key: null, drawing: null };
const DRAWING = {
  open_drawing(key, bytes, password) {
    shown.drawing?.free();
    shown.key = shown.drawing = null;
    shown.drawing = new wasm_bindgen.Drawing(bytes, password ?? undefined);
    shown.key = key;
    return shown.drawing.sizes();
  },
  async draw(key, ...window) {
    if (shown.key !== key) throw new Error("not open");
    const drawn = shown.drawing.part(...window);
    const { width, height } = drawn;
    return createImageBitmap(new ImageData(new Uint8ClampedArray(drawn.into_rgba().buffer), width, height));
  },
};

function start({ glue, wasm }) {
  if (glue) importScripts(glue);
  return wasm_bindgen({ module_or_path: wasm });
}

// A call whose answer nobody needs. After a trap the module can do nothing more: the next call says so.
async function warm(call, ...values) {
  try {
    await ready;
    wasm_bindgen[call](...values);
  } catch (error) {
    ready = Promise.reject(error);
    ready.catch(() => {});
  }
}

self.onmessage = async ({ data }) => {
  if (data.start) {
    ready = start(data.start);
    ready.catch(() => {});
    return;
  }
  if (data.warm) return warm(...data.warm);
  const { id, call, values } = data;
  try {
    await ready;
    if (!CALLS.has(call) && !Object.hasOwn(DRAWING, call)) throw new Error(`unknown call ${call}`);
    const began = performance.now();
    const value = await (CALLS.has(call) ? wasm_bindgen[call] : DRAWING[call])(...values);
    // What is large is handed over, not copied.
    const large = value instanceof Uint8Array ? [value.buffer] : typeof ImageBitmap === "function" && value instanceof ImageBitmap ? [value] : [];
    self.postMessage({ id, value, millis: performance.now() - began }, large);
  } catch (error) {
    const trap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    self.postMessage({ id, trap, error: String((error && error.message) || error) });
  }
};
