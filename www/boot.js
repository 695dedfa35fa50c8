import { begin } from "./begin.js";

// Loads the page. Everything is fetched from beside this file, before the page says that it is ready.
const here = (name) => new URL(name, import.meta.url).href;
const root = document.documentElement;

async function start() {
  if (window.goujiTooOld) return;
  window.gouji = {
    worker: here("worker.js"),
    engines: {
      light: { glue: here("gouji-web.js"), wasm: null },
      full: { glue: here("engine/gouji-engine-full.js"), wasm: here("engine/gouji-engine-full_bg.wasm") },
      drawing: { glue: here("engine/gouji-drawing.js"), wasm: here("engine/gouji-drawing_bg.wasm") },
    },
    begun: {},
    sample: () => bytes("sample/report.docx"),
  };
  const first = bytes("sample/first.docx");
  // The page and the engine of the first page are one module, compiled once for both.
  const { light } = window.gouji.engines;
  const compiled = compile(here("gouji-web_bg.wasm")).then((module) => { light.wasm = module; });
  begin(window.gouji, first, compiled);
  await compiled;
  await wasm_bindgen({ module_or_path: light.wasm });
  wasm_bindgen.start_page();
  await Promise.allSettled([first, offline()]);
  root.dataset.loaded = "true";
}

async function bytes(name) {
  const answer = await fetch(here(name));
  if (!answer.ok) throw new Error(`${answer.status} ${name}`);
  return answer.arrayBuffer();
}

async function compile(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  // Some servers do not know the type, without which it is not compiled while it comes.
  if (answer.headers.get("Content-Type") === "application/wasm") return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}

// After the first visit the page works without network: the service worker stores every file of the site.
async function offline() {
  if (!("serviceWorker" in navigator) || !window.isSecureContext || !location.protocol.startsWith("http")) return;
  const registration = await navigator.serviceWorker.register(here("sw.js"));
  const worker = registration.installing ?? registration.waiting;
  if (!worker || registration.active) return;
  await new Promise((done) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated" || worker.state === "redundant") done();
    });
    if (worker.state === "activated") done();
  });
}

start().catch((error) => {
  const place = document.getElementById("loading");
  if (place) place.textContent = `勾稽未能装载，请刷新重试。The page could not be loaded. ${error}`;
  console.error(error);
});
