import { store } from "./store.js";

// The engine's worker starts beside the page, and a short report, the sample with one form of each kind, is read once beside it:
// browsers compile what runs, and the first report would take twice as long. The page takes this worker over; if it could not
// start, the page makes one and says so.
export function begin(gouji, first, compiled) {
  const { worker: url, engines: { light }, begun } = gouji;
  gouji.store = store;
  const worker = new Worker(light.worker ?? url);
  worker.onerror = () => delete begun.light;
  begun.light = worker;
  // The glue is there by the time the module is compiled.
  if (light.glue) worker.postMessage({ glue: light.glue, first: true });
  compiled.then(() => worker.postMessage({ start: light }), () => {});
  const warm = (content) => worker.postMessage({ warm: ["analyse", new Uint8Array(content), "first.docx", new Uint8Array()] });
  Promise.all([first, compiled]).then(([content]) => warm(content), () => {});
}
