// Makes one gouji.html out of a built site: everything inside, works by double click without server and without network.
//   node scripts/single-file.mjs [SITE] [OUT]
import { buildSync } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const site = process.argv[2] ?? join(root, "dist");
const out = process.argv[3] ?? join(site, "gouji.html");
const text = (name) => readFileSync(join(site, name), "utf8");
const packed = (name) => gzipSync(readFileSync(join(site, name)), { level: 9 }).toString("base64");
const hash = (code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

const style = ["page", "sheet", "panels"].map((name) => text(`style/${name}.css`)).join("\n");
const baseline = text("baseline.js");
const source = `import { begin } from "./begin.js";
const packed = async (id) => {
  const binary = atob(document.getElementById(id).textContent);
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
};
if (!window.goujiTooOld) {
  const engine = await packed("engine-wasm");
  const code = new TextDecoder().decode(await packed("engine-code"));
  const worker = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const start = { worker: worker(code), glue: null, wasm: engine };
  // Not needed before the first PDF is shown.
  let drawing = null;
  const engines = { light: start, full: start, get drawing() { return drawing; } };
  Promise.all([packed("drawing-wasm"), packed("drawing-code")]).then(([wasm, code]) => {
    drawing = { worker: worker(new TextDecoder().decode(code)), glue: null, wasm };
  });
  const sample = async () => (await packed("sample")).buffer;
  window.gouji = { worker: start.worker, engines, begun: {}, sample };
  begin(window.gouji, sample(), Promise.resolve());
  await wasm_bindgen({ module_or_path: await packed("page-wasm") });
  wasm_bindgen.start_page();
  document.documentElement.dataset.loaded = "true";
}
`;
const bundle = { stdin: { contents: source, resolveDir: site }, bundle: true, format: "esm", minify: true, charset: "utf8" };
const boot = text("gouji-web.js") + buildSync({ ...bundle, target: "chrome97", write: false, logLevel: "warning" }).outputFiles[0].text;
const engineCode = gzipSync(`${text("engine/gouji-engine-full.js")}\n${text("worker.js")}`, { level: 9 }).toString("base64");
const drawingCode = gzipSync(`${text("engine/gouji-drawing.js")}\n${text("worker.js")}`, { level: 9 }).toString("base64");
const policy = `default-src 'none'; script-src ${hash(baseline)} ${hash(boot)} 'wasm-unsafe-eval'; style-src ${hash(style)}; ` +
  `img-src data: blob:; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'`;
const data = (id, content) => `<script type="application/gzip" id="${id}">${content}</script>`;
for (const code of [baseline, boot]) {
  if (/<\/script|<!--/i.test(code)) throw new Error("a script would end the page early");
}

writeFileSync(out, `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>勾稽 · 决算与绩效自评核对</title>
<link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(text("icon.svg")).toString("base64")}">
<style>${style}</style>
<script>${baseline}</script>
</head>
<body>
<div id="app"><p class="loading" id="loading">勾稽 正在装载…</p></div>
<noscript><p class="loading">勾稽需要在浏览器中运行 JavaScript 与 WebAssembly。</p></noscript>
${data("engine-wasm", packed("engine/gouji-engine-full_bg.wasm"))}
${data("engine-code", engineCode)}
${data("drawing-wasm", packed("engine/gouji-drawing_bg.wasm"))}
${data("drawing-code", drawingCode)}
${data("page-wasm", packed("gouji-web_bg.wasm"))}
${data("sample", packed("sample/report.docx"))}
<script type="module">${boot}</script>
</body>
</html>
`);
console.log(out);
