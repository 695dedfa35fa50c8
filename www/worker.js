// Holds one module, the engine or the drawing of pages, and answers calls. A trap ends the module, so the page then replaces this worker.
"use strict";

const CALLS = new Set(["analyse", "analyse_pair", "analyse_pastes", "rule_book", "export_report"]);
let ready = null;
// What was started: its glue, and the module as it was compiled.
let started = null;

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

async function start({ glue, wasm }) {
  // Asked for before the glue, so that both come at the same time.
  const module = compiled(wasm);
  module.catch(() => {});
  if (glue && typeof wasm_bindgen === "undefined") importScripts(glue);
  started = { glue, wasm: await module };
  return wasm_bindgen({ module_or_path: started.wasm });
}

// From its address, from its bytes, or as another worker has compiled it.
async function compiled(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (typeof wasm !== "string") return WebAssembly.compile(wasm);
  const answer = await fetch(wasm);
  if (!answer.ok) throw new Error(`${answer.status} ${wasm}`);
  // Some servers do not know the type, without which it is not compiled while it comes.
  if (answer.headers.get("Content-Type") === "application/wasm") return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}

// Browsers compile what runs. A second worker with the same compiled module runs a call that nobody waits for; what it compiles
// is there for this one too, which stays free for the reader.
let spare = null;
function makeSpare() {
  spare = new Worker(self.location.href);
  spare.onmessage = spare.onerror = () => spare.terminate();
}
async function warm(call, ...values) {
  await ready;
  if (!spare) makeSpare();
  spare.postMessage({ start: started });
  spare.postMessage({ id: 0, call, values });
}

self.onmessage = async ({ data }) => {
  if (data.glue) {
    // While the module is compiled: the second worker begins too.
    if (data.first) {
      makeSpare();
      spare.postMessage({ glue: data.glue });
    }
    importScripts(data.glue);
    return;
  }
  if (data.start) {
    ready = start(data.start);
    ready.catch(() => {});
    return;
  }
  if (data.warm) {
    // Where it cannot be done, the first report takes a little longer.
    warm(...data.warm).catch(() => {});
    return;
  }
  const { id, call, values } = data;
  try {
    await ready;
    if (!CALLS.has(call) && !Object.hasOwn(DRAWING, call)) throw new Error(`unknown call ${call}`);
    // Someone waits now: the processor is theirs.
    if (call !== "rule_book") spare?.terminate();
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
