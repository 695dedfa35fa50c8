// Holds one engine module and answers calls. A trap ends the module, so the page then replaces this worker.
"use strict";

const CALLS = new Set(["analyse", "analyse_pastes", "rule_book", "export_report"]);
let ready = null;

function start({ glue, wasm }) {
  if (glue) importScripts(glue);
  return wasm_bindgen({ module_or_path: wasm });
}

self.onmessage = async ({ data }) => {
  if (data.start) {
    ready = start(data.start);
    ready.catch(() => {});
    return;
  }
  const { id, call, values } = data;
  try {
    await ready;
    if (!CALLS.has(call)) throw new Error(`unknown call ${call}`);
    const began = performance.now();
    const value = wasm_bindgen[call](...values);
    self.postMessage({ id, value, millis: performance.now() - began });
  } catch (error) {
    const trap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    self.postMessage({ id, trap, error: String((error && error.message) || error) });
  }
};
