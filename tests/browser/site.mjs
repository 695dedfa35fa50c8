// Serves a built site and opens it in a real Chromium, counting what is asked for and what the policy refuses.
import { createServer } from "node:http";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");
export const dist = resolve(process.env.GOUJI_DIST ?? join(root, "dist"));
export const output = join(here, "output");
mkdirSync(output, { recursive: true });

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

// A plain static server below a sub-path, as the site must work from any.
export async function serve(prefix = "/a/sub/path/") {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    let file = path.startsWith(prefix) ? normalize(join(dist, path.slice(prefix.length))) : null;
    try {
      if (!file || !file.startsWith(dist)) throw new Error("outside");
      if (statSync(file).isDirectory()) file = join(file, "index.html");
      const body = readFileSync(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "x-content-type-options": "nosniff" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, requests, close: () => server.close() };
}

export async function browser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "gouji-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    viewport: { width: 1440, height: 900 },
    locale: "zh-CN",
    acceptDownloads: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
    ...options,
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

// Opens the page and waits until it says that it has loaded everything, the files for offline use included.
export async function open(context, url) {
  const page = await context.newPage();
  const trouble = { csp: [], errors: [], requests: [] };
  page.on("console", (message) => {
    const text = message.text();
    if (/Content Security Policy/i.test(text)) trouble.csp.push(text);
    else if (message.type() === "error") trouble.errors.push(text);
  });
  page.on("pageerror", (error) => trouble.errors.push(String(error)));
  await page.goto(url);
  await page.waitForSelector("html[data-loaded]", { timeout: 60_000, state: "attached" });
  await page.waitForSelector("html[data-engine=ready]", { timeout: 60_000, state: "attached" });
  // Requests to the site itself are counted by its server (the service worker's store answers without one).
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("blob:")) trouble.requests.push(request.url());
  });
  return { page, trouble };
}

// Pastes as a person does: a paste event with the flavours of a clipboard.
export async function paste(page, flavours) {
  await page.evaluate((flavours) => {
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(flavours)) data.setData(kind, text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, flavours);
}

export async function give(page, files) {
  await page.setInputFiles("input[type=file]", files);
}

export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector(".progress progress"), null, { timeout: 120_000 });
}

export const seed = () => readFileSync(join(root, "tests", "corpus", "seed-report.txt"), "utf8");
export const fixture = (name) => join(root, "tests", "fixtures", name);
