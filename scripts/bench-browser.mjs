// Times the built site in a real Chromium: from a file to its report in the worker, beside programs of the web that merely read
// the same files in the same browser, and the first load of the page. Prints JSON.
//   node scripts/bench-browser.mjs PEERS     PEERS: a folder with node_modules of pdfjs-dist, mammoth and xlsx; left out if missing
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = resolve(process.env.GOUJI_DIST ?? join(root, "dist"));
const peers = process.argv[2] ? join(resolve(process.argv[2]), "node_modules") : null;
const { chromium } = createRequire(join(root, "tests", "browser", "package.json"))("playwright-core");
const ROUNDS = 7;
const FILES = {
  "seed.docx": "tests/fixtures/report.docx",
  "tables.xlsx": "tests/fixtures/tables.xlsx",
  "seed.pdf": "tests/fixtures/report.pdf",
  "final-accounts.pdf": "tests/corpus/final-accounts-2024-planning.pdf",
};
const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json",
};

// One origin: the site, the files to read, the peers. What the site's own files weigh is counted afterwards.
const asked = [];
const places = [["/site/", dist], ["/files/", root], ...(peers ? [["/peers/", peers]] : [])];
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  if (path === "/blank.html") return void response.writeHead(200, { "content-type": TYPES[".html"] }).end("<!doctype html><title>bench</title>");
  for (const [prefix, folder] of places) {
    if (!path.startsWith(prefix)) continue;
    let file = normalize(join(folder, path.slice(prefix.length)));
    if (!file.startsWith(folder) || !existsSync(file)) break;
    if (statSync(file).isDirectory()) file = join(file, "index.html");
    const body = readFileSync(file);
    if (folder === dist) asked.push(file);
    return void response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
  }
  response.writeHead(404).end();
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const profile = mkdtempSync(join(tmpdir(), "gouji-bench-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  // What the page stores for offline use is not what opening it needs.
  serviceWorkers: "block",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
});
const out = { engine: {}, peers: {}, page: {}, versions: { chromium: context.browser()?.version() ?? "" } };

// The engine in a worker, as the page calls it: first file (with all that the browser must still compile), then the median.
async function engine(page, url) {
  return page.evaluate(async ({ url, origin, rounds }) => {
    const build = `${origin}/site/${url.endsWith(".docx") ? "gouji-web" : "engine/gouji-engine-full"}`;
    const code = `
      importScripts("${build}.js");
      const ready = wasm_bindgen({ module_or_path: "${build}_bg.wasm" });
      onmessage = async ({ data }) => {
        try {
          await ready;
          postMessage({ length: data ? wasm_bindgen.analyse(data.bytes, data.name, new Uint8Array()).length : 0 });
        } catch (error) {
          postMessage({ error: String(error) });
        }
      };`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
    const ask = (value) => new Promise((resolve, reject) => {
      worker.onmessage = (event) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(value);
    });
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    await ask(null);
    const times = [];
    for (let i = 0; i < rounds; i++) {
      const began = performance.now();
      const { length, error } = await ask({ bytes, name: url.split("/").pop() });
      times.push(performance.now() - began);
      if (!length) throw new Error(error ?? "nothing read");
    }
    worker.terminate();
    return { first: times[0], median: times.slice(1).sort((a, b) => a - b)[(rounds - 1) >> 1] };
  }, { url, origin, rounds: ROUNDS });
}

// Programs that merely read the file.
const READERS = {
  "pdf.js": {
    module: "pdfjs-dist",
    files: ["seed.pdf", "final-accounts.pdf"],
    read: async ({ url, origin, rounds }) => {
      const pdfjs = await import(`${origin}/peers/pdfjs-dist/build/pdf.min.mjs`);
      pdfjs.GlobalWorkerOptions.workerSrc = `${origin}/peers/pdfjs-dist/build/pdf.worker.min.mjs`;
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const worker = new pdfjs.PDFWorker();
      const times = [];
      for (let i = 0; i < rounds; i++) {
        const began = performance.now();
        const task = pdfjs.getDocument({ data: bytes.slice(), worker, cMapUrl: `${origin}/peers/pdfjs-dist/cmaps/`, cMapPacked: true });
        const pdf = await task.promise;
        let length = 0;
        for (let n = 1; n <= pdf.numPages; n++) length += (await (await pdf.getPage(n)).getTextContent()).items.length;
        times.push(performance.now() - began);
        if (!length) throw new Error("nothing read");
      }
      return { first: times[0], median: times.slice(1).sort((a, b) => a - b)[(rounds - 1) >> 1] };
    },
  },
  mammoth: {
    module: "mammoth",
    files: ["seed.docx"],
    read: async ({ url, origin, rounds }) => {
      await new Promise((resolve, reject) => {
        const script = document.head.appendChild(document.createElement("script"));
        Object.assign(script, { src: `${origin}/peers/mammoth/mammoth.browser.min.js`, onload: resolve, onerror: reject });
      });
      const arrayBuffer = await (await fetch(url)).arrayBuffer();
      const times = [];
      for (let i = 0; i < rounds; i++) {
        const began = performance.now();
        const { value } = await mammoth.convertToHtml({ arrayBuffer });
        times.push(performance.now() - began);
        if (!value.length) throw new Error("nothing read");
      }
      return { first: times[0], median: times.slice(1).sort((a, b) => a - b)[(rounds - 1) >> 1] };
    },
  },
  SheetJS: {
    module: "xlsx",
    files: ["tables.xlsx"],
    read: async ({ url, origin, rounds }) => {
      await new Promise((resolve, reject) => {
        const script = document.head.appendChild(document.createElement("script"));
        Object.assign(script, { src: `${origin}/peers/xlsx/dist/xlsx.full.min.js`, onload: resolve, onerror: reject });
      });
      const bytes = await (await fetch(url)).arrayBuffer();
      const times = [];
      for (let i = 0; i < rounds; i++) {
        const began = performance.now();
        const book = XLSX.read(bytes);
        const rows = book.SheetNames.flatMap((name) => XLSX.utils.sheet_to_json(book.Sheets[name], { header: 1, raw: false }));
        times.push(performance.now() - began);
        if (!rows.length) throw new Error("nothing read");
      }
      return { first: times[0], median: times.slice(1).sort((a, b) => a - b)[(rounds - 1) >> 1] };
    },
  },
};

try {
  // The page, opened anew, until the engine is ready for a file.
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(`${origin}/site/`, { waitUntil: "commit" });
  await page.waitForSelector("html[data-engine=ready]", { timeout: 60_000, state: "attached" });
  out.page.interactive = performance.now() - began;
  const first = [...new Set(asked)];
  out.page.bytes = first.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0);
  await page.close();
  for (const [name, path] of Object.entries(FILES)) {
    const bench = await context.newPage();
    await bench.goto(`${origin}/blank.html`);
    out.engine[name] = await engine(bench, `${origin}/files/${path}`);
    await bench.close();
  }
  for (const [label, { module, files, read }] of Object.entries(READERS)) {
    if (!peers || !existsSync(join(peers, module))) continue;
    out.peers[label] = {};
    out.versions[label] = JSON.parse(readFileSync(join(peers, module, "package.json"), "utf8")).version;
    for (const name of files) {
      const bench = await context.newPage();
      await bench.goto(`${origin}/blank.html`);
      out.peers[label][name] = await bench.evaluate(read, { url: `${origin}/files/${FILES[name]}`, origin, rounds: ROUNDS });
      await bench.close();
    }
  }
  console.log(JSON.stringify(out, null, 1));
} finally {
  await context.close();
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
