// The main job in Firefox: give a report, see what was found, step through it, take the letter home.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { fixture, output, root, seed, serve } from "./site.mjs";

const executablePath = process.env.FIREFOX;
const skip = executablePath ? false : "本机没有 Firefox，也装不上；用 FIREFOX= 指明它的位置。There is no Firefox here; set FIREFOX= to its place.";

let site, downloads, firefox;
before(async () => {
  if (skip) return;
  site = await serve();
  downloads = mkdtempSync(join(tmpdir(), "gouji-firefox-"));
  firefox = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.alwaysOpenPanel": false,
      "intl.accept_languages": "zh-CN",
    },
  });
});
after(async () => {
  await firefox?.close();
  site?.close();
  if (downloads) rmSync(downloads, { recursive: true, force: true });
});

// Opens the page; `trouble` gathers what the console complains of.
async function visit(work) {
  const page = await firefox.newPage();
  const trouble = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  try {
    await page.setViewport({ width: 1440, height: 900 });
    await page.goto(site.url);
    await page.waitForSelector("html[data-loaded][data-engine=ready]", { timeout: 90_000 });
    const before = site.requests.length;
    await work(page);
    assert.deepEqual(site.requests.slice(before).filter((url) => !url.endsWith("/sw.js")), [], "requests after load");
    assert.deepEqual(trouble, []);
  } finally {
    await page.close();
  }
}

const chord = async (page, key) => {
  await page.keyboard.down("Control");
  await page.keyboard.press(key);
  await page.keyboard.up("Control");
};

// The file that was saved, once it is whole.
async function saved(ending) {
  for (let tries = 0; tries < 300; tries++) {
    const names = readdirSync(downloads);
    const name = names.find((n) => n.endsWith(ending));
    const bytes = name && !names.some((n) => n.endsWith(".part")) ? readFileSync(join(downloads, name)) : [];
    if (bytes.length > 0) return bytes;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nothing saved: ${readdirSync(downloads)}`);
}

async function walkAndExport(page, kind, ending) {
  await page.waitForSelector(".finding", { timeout: 60_000 });
  await page.waitForFunction(() => document.querySelectorAll(".sheet .n").length > 1000, { timeout: 30_000 });
  await page.keyboard.press("j");
  await page.waitForSelector(".finding.current");
  const first = await page.$eval(".explain-title", (e) => e.textContent);
  await page.keyboard.press("j");
  await page.waitForFunction((first) => document.querySelector(".explain-title").textContent !== first, {}, first);
  // The relation is lit in the document, and in view.
  await page.waitForFunction(() => {
    const place = document.querySelector(".sheet .lit-main")?.getBoundingClientRect();
    return place && place.top > 0 && place.bottom < innerHeight;
  });
  await page.click("details.menu summary");
  await page.click(`[data-export=${kind}]`);
  return saved(ending);
}

test("Firefox: a report is pasted with the keyboard, walked and written up", { skip }, async () => {
  await visit(async (page) => {
    // A true copy and paste: the text goes through the clipboard of the browser.
    await page.evaluate((text) => {
      const area = document.createElement("textarea");
      area.id = "copied";
      area.value = text;
      document.body.append(area);
      area.focus();
      area.select();
    }, seed());
    await chord(page, "c");
    await page.evaluate(() => document.getElementById("copied").remove());
    await chord(page, "v");
    const letter = await walkAndExport(page, "letter_docx", ".docx");
    assert.equal(letter.subarray(0, 2).toString(), "PK");
    await page.screenshot({ path: join(output, "firefox-paste.png") });
  });
});

test("Firefox: a docx is dropped, and the workbook saved", { skip }, async () => {
  await visit(async (page) => {
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], "report.docx"));
      document.querySelector(".page").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, readFileSync(fixture("report.docx")).toString("base64"));
    const workbook = await walkAndExport(page, "xlsx", ".xlsx");
    assert.equal(workbook.subarray(0, 2).toString(), "PK");
  });
});

test("Firefox: a PDF is shown as it looks, with its marks", { skip }, async () => {
  await visit(async (page) => {
    const chooser = await page.$("input[type=file]");
    await chooser.uploadFile(join(root, "tests", "corpus", "final-accounts-2024-planning.pdf"));
    await page.waitForSelector(".leaf-picture[data-drawn=true]", { timeout: 90_000 });
    await page.keyboard.press("j");
    await page.waitForSelector(".fig.lit-main", { timeout: 30_000 });
    await page.waitForFunction(() => document.querySelector(".fig.lit-main").closest(".leaf").querySelector("[data-drawn=true]"));
    await page.screenshot({ path: join(output, "firefox-pdf.png") });
  });
});
