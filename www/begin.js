// The engine loads beside the page, and the sample is read once beside it: browsers compile what runs, and the first report
// would take twice as long. The page takes this worker over; if it could not start, the page makes one and says so.
export function begin({ worker: url, engines, begun, sample, sampleName }) {
  const worker = new Worker(engines.light.worker ?? url);
  worker.onerror = () => delete begun.light;
  worker.postMessage({ start: engines.light });
  begun.light = worker;
  sample.then((content) => worker.postMessage({ warm: ["analyse", new Uint8Array(content), sampleName, "{}"] }), () => {});
}
