// How long the reader waits, printed beside what we aim at. What is asserted is far above that, for busy machines.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, fixture, give, open, paste, seed, serve, settled } from "./site.mjs";

let site;
before(async () => {
  site = await serve();
});
after(() => site?.close());

// Keeps what the workers say of their time, the workers themselves, and the tasks that block the page.
function watch() {
  window.millis = [];
  window.workers = [];
  window.long = [];
  window.Worker = class extends Worker {
    constructor(...values) {
      super(...values);
      window.workers.push(this);
      this.addEventListener("message", ({ data }) => window.millis.push(data.millis));
    }
  };
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map((e) => Math.round(e.duration)))).observe({ entryTypes: ["longtask"] });
}

async function visit(work) {
  const visitor = await browser();
  try {
    await visitor.context.addInitScript(watch);
    const { page, trouble } = await open(visitor.context, site.url);
    await work(page);
    assert.deepEqual(trouble, { csp: [], errors: [], requests: [] });
  } finally {
    await visitor.close();
  }
}

function say(what, millis, aim, most) {
  console.log(`# ${what}: ${millis.toFixed(0)} ms (aim ${aim})`);
  assert.ok(millis < most, `${what}: ${millis} ms`);
}

// From the drop to the first finding on the page.
async function firstFinding(page, name, bytes) {
  const millis = await page.evaluate(async ([name, base64]) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    const stale = document.querySelector(".finding");
    const from = performance.now();
    document.querySelector(".page").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    for (;;) {
      await new Promise(requestAnimationFrame);
      const found = document.querySelector(".finding");
      if (found && found !== stale) return performance.now() - from;
      if (performance.now() - from > 60_000) throw new Error("nothing found");
    }
  }, [name, bytes.toString("base64")]);
  await settled(page);
  return millis;
}

test("the first paint, the first finding of a docx, the time in the worker", async () => {
  await visit(async (page) => {
    const [paint] = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint").map((e) => e.startTime));
    say("first paint", paint, 500, 3_000);
    const docx = readFileSync(fixture("report.docx"));
    await page.evaluate(() => (window.long.length = 0));
    say("docx dropped to first finding, at once", await firstFinding(page, "one.docx", docx), 300, 3_000);
    await page.waitForTimeout(800);
    const long = await page.evaluate(() => window.long);
    console.log(`# tasks over 50 ms meanwhile: ${JSON.stringify(long)}`);
    assert.ok(Math.max(0, ...long) < 1_000, `longest task: ${long}`);
  });
  await visit(async (page) => {
    await page.waitForTimeout(1_000);
    say("docx dropped to first finding, after a moment", await firstFinding(page, "two.docx", readFileSync(fixture("report.docx"))), 300, 3_000);
  });
  for (const warm of [false, true]) {
    await visit(async (page) => {
      if (warm) await page.waitForTimeout(1_000);
      const before = await page.evaluate(() => window.millis.length);
      await paste(page, { "text/plain": seed() });
      await page.waitForFunction((before) => window.millis.length > before, before, { timeout: 60_000 });
      const millis = await page.evaluate(() => window.millis.at(-1));
      say(`seed text in the worker, ${warm ? "after a moment" : "at once"}`, millis, 200, 2_500);
    });
  }
});

test("a report of more than 5,000 figures: typing in the filter, moving between findings", async () => {
  await visit(async (page) => {
    const four = ["甲", "乙", "丙", "丁"].map((name) => seed().replaceAll("昌吉回族自治州自然资源局", `${name}州自然资源局`));
    await paste(page, { "text/plain": four.join("\n") });
    await page.waitForFunction(() => document.querySelectorAll(".sheet .n").length > 5_000, null, { timeout: 120_000 });
    await page.waitForTimeout(500);
    const [moving, typing] = await page.evaluate(async () => {
      const rest = (millis) => new Promise((done) => setTimeout(done, millis));
      const slowest = async (acts) => {
        let slowest = 0;
        for (const act of acts) {
          const from = performance.now();
          act();
          await rest(0);
          slowest = Math.max(slowest, performance.now() - from);
          await rest(150);
        }
        return slowest;
      };
      const key = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
      const field = document.getElementById("filter");
      const type = (text) => () => {
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      };
      return [await slowest(Array(10).fill(key)), await slowest(["完", "完成", "完成率", "完成率 ", ""].map(type))];
    });
    say("slowest step between findings", moving, 50, 500);
    say("slowest character in the filter", typing, 50, 500);
  });
});

test("a worker that breaks is replaced, and nobody notices", async () => {
  await visit(async (page) => {
    await page.evaluate(() => window.workers.at(-1).dispatchEvent(new ErrorEvent("error")));
    await paste(page, { "text/plain": seed() });
    await page.waitForSelector(".finding", { timeout: 60_000 });
    assert.equal(await page.evaluate(() => window.workers.length), 2);
    assert.equal(await page.locator(".notice").count(), 0);
  });
});

test("a whole form can be seen on a small laptop", async () => {
  await visit(async (page) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await give(page, fixture("report.docx"));
    await page.waitForFunction(() => document.querySelectorAll(".sheet .wide").length > 3, null, { timeout: 60_000 });
    await page.waitForTimeout(800);
    const hidden = await page.evaluate(() => [...document.querySelectorAll(".sheet .table-frame")].map((f) => f.scrollWidth - f.clientWidth).filter((w) => w > 1));
    assert.deepEqual(hidden, []);
  });
});

test("where the original cannot be annotated, the menu says so", async () => {
  await visit(async (page) => {
    await paste(page, { "text/plain": seed() });
    await page.waitForSelector(".finding", { timeout: 60_000 });
    await page.locator(".menu summary").click();
    assert.match(await page.locator(".menu-hint").textContent(), /单独给出的 docx、xlsx/);
    assert.equal(await page.locator("[data-export=annotated]").count(), 0);
  });
});
