import { begin } from "./begin.js";

// Loads the page. Everything is fetched from beside this file, before the page says that it is ready.
const here = (name) => new URL(name, import.meta.url).href;
const root = document.documentElement;

async function start() {
  if (window.goujiTooOld) return;
  window.gouji = {
    worker: here("worker.js"),
    engines: {
      light: { glue: here("engine/gouji-engine.js"), wasm: here("engine/gouji-engine_bg.wasm") },
      full: { glue: here("engine/gouji-engine-full.js"), wasm: here("engine/gouji-engine-full_bg.wasm") },
      drawing: { glue: here("engine/gouji-drawing.js"), wasm: here("engine/gouji-drawing_bg.wasm") },
    },
    begun: {},
    sample: fetch(here("sample/report.docx")).then((answer) => answer.arrayBuffer()),
    sampleName: "report.docx",
  };
  begin(window.gouji);
  // Asked for before its script, so that both come at the same time.
  const wasm = fetch(here("gouji-page_bg.wasm"));
  wasm.catch(() => {});
  const page = await import(here("gouji-page.js"));
  await page.default({ module_or_path: wasm });
  await Promise.allSettled([window.gouji.sample, offline()]);
  root.dataset.loaded = "true";
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
