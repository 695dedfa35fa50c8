// The main job in a real Chromium: what a reviewer does, what must not happen (requests, policy violations, a stuck page).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { browser, dist, fixture, give, open, output, paste, root, seed, serve, settled } from "./site.mjs";

let site, chrome;
before(async () => {
  site = await serve();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  site?.close();
});

// Runs a visit and holds it to: no request after load, no violation of the policy, no error on the console. One request is
// the browser's own, whatever the page does: some seconds later it asks whether the service worker has changed.
async function visit(work, returning) {
  const visitor = returning ?? (await browser());
  const { page, trouble } = await open(visitor.context, site.url);
  const before = site.requests.length;
  try {
    await work(page);
    const after = site.requests.slice(before).filter((url) => !url.endsWith("/sw.js"));
    assert.deepEqual(after, [], "requests after load");
    assert.deepEqual(trouble, { csp: [], errors: [], requests: [] });
  } finally {
    if (returning) await page.close();
    else await visitor.close();
  }
}

async function pasteSeed(page) {
  await paste(page, { "text/plain": seed() });
  await page.waitForSelector(".sheet .n", { timeout: 60_000 });
  await settled(page);
  await page.waitForFunction(() => document.querySelectorAll(".sheet .n").length > 1000);
}

test("a pasted report shows its numbers, findings at their places, and the way between them", async () => {
  await visit(async (page) => {
    await page.screenshot({ path: join(output, "start-light.png") });
    await pasteSeed(page);
    assert.ok((await page.locator(".finding").count()) > 0, "findings");
    assert.ok((await page.locator(".sheet .n.v").count()) > 500, "verified numbers");
    assert.ok((await page.locator(".sheet .n.u").count()) > 0, "unchecked numbers");
    await page.screenshot({ path: join(output, "document-light.png") });

    // From the finding to the place: the figure is lit, in view, and explained.
    await page.locator(".finding.error .finding-main, .finding.warning .finding-main").first().click();
    await page.waitForSelector(".lit-main");
    await page.waitForTimeout(300);
    const inView = await page.locator(".lit-main").first().evaluate((e) => {
      const r = e.getBoundingClientRect();
      return r.top > 0 && r.bottom < innerHeight;
    });
    assert.ok(inView, "the place is in view");
    assert.ok((await page.locator(".explanation .explain-title").textContent()).length > 2);
    await page.screenshot({ path: join(output, "finding-light.png") });

    // And back: from the figure to its finding.
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".finding.current").count(), 0);
    await page.locator(".sheet .n.c").first().click();
    assert.equal(await page.locator(".finding.current").count(), 1);

    // Any other figure shows its checks.
    await page.locator(".sheet .n.v").first().click();
    await page.waitForSelector(".explanation .check");
  });
});

test("the list strikes out the number that its correction replaces", async () => {
  await visit(async (page) => {
    const text = "2023年度部门决算\n养老保险缴费支出114.46万元，较上年决算数减少1.16万元，下降7.41%。";
    await paste(page, { "text/plain": text });
    await page.waitForSelector(".finding");
    assert.equal(await page.locator(".finding s").first().textContent(), "1.16万元");
    assert.match(await page.locator(".finding b").first().textContent(), /9\.16万元/);
  });
});

test("the keyboard walks, the filter narrows, both at once", async () => {
  await visit(async (page) => {
    await pasteSeed(page);
    await page.keyboard.press("j");
    await page.waitForSelector(".finding.current");
    const slowest = await page.evaluate(async () => {
      let slowest = 0;
      for (let i = 0; i < 8; i++) {
        const from = performance.now();
        window.dispatchEvent(new KeyboardEvent("keydown", { key: i < 4 ? "j" : "k", bubbles: true }));
        await new Promise((done) => setTimeout(done));
        slowest = Math.max(slowest, performance.now() - from);
        await new Promise((done) => setTimeout(done, 120));
      }
      return slowest;
    });
    console.log(`# slowest step between findings: ${slowest.toFixed(0)} ms`);
    const all = await page.locator(".finding").count();
    await page.keyboard.press("/");
    await page.keyboard.type("自评");
    const some = await page.locator(".finding").count();
    assert.ok(some <= all);
    await page.locator("#filter").fill("绝不出现的字");
    assert.equal(await page.locator(".finding").count(), 0);
    await page.locator("#filter").fill("");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.waitForSelector("[role=dialog] kbd");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("[role=dialog]").count(), 0);
  });
});

test("decisions are kept for the document, and wiped with one button", async () => {
  await visit(async (page) => {
    await pasteSeed(page);
    await page.keyboard.press("j");
    await page.locator(".rulings .ruling.confirmed").click();
    await page.waitForSelector(".finding.current em.ruling.confirmed");
    await page.waitForTimeout(300);
  }, chrome);
  await visit(async (page) => {
    await pasteSeed(page);
    assert.equal(await page.locator("em.ruling.confirmed").count(), 1);
    await page.locator(".head-tools .tool", { hasText: "设置" }).click();
    await page.locator("#wipe").click();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("em.ruling").count(), 0);
    await settled(page);
  }, chrome);
});

test("every format is read without a request", async () => {
  await visit(async (page) => {
    const files = ["report.docx", "report.html", "tables.xlsx", "report.rtf", "report.odt", "report.doc", "report.mht", "tables.ods",
      "report-gb18030.txt", "bundle.zip", "report.pdf"];
    await give(page, files.map(fixture));
    await page.waitForSelector(".file-table");
    await settled(page);
    await page.screenshot({ path: join(output, "files-light.png") });
    // The table stays in view while the files are read one after the other.
    assert.ok((await page.locator(".file-table tbody tr").count()) >= files.length, "a row for each file");
    const unread = await page.locator(".file-table tr.unread").allTextContents();
    assert.deepEqual(unread, []);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#export-files").click()]);
    const lines = readFileSync(await download.path(), "utf8").split("\r\n");
    assert.match(lines[0], /^\uFEFF文件,单位,年度,错误,提示,说明,核对率,用时,.*SHA-256$/);
    assert.match(lines.find((line) => line.startsWith("report.docx")) ?? "", /2024,5,1,3,.*[0-9a-f]{64}$/);
    assert.ok(lines.some((line) => line.startsWith("版本,勾稽")));
  });
});

test("a PDF is shown as it looks, with its figures marked, and reflowed", async () => {
  await visit(async (page) => {
    const corpus = (name) => join(root, "tests", "corpus", name);
    const began = Date.now();
    await give(page, corpus("final-accounts-2024-planning.pdf"));
    await page.waitForSelector(".leaf-picture[data-drawn=true]", { timeout: 60_000 });
    console.log(`# a PDF of 30 pages checked and its first page drawn after ${Date.now() - began} ms`);
    assert.equal(await page.locator(".leaf").count(), 30);
    assert.ok((await page.locator(".leaf-picture").count()) < 10, "only pages near the view are drawn");

    // From the finding to its place on the page: lit, in view, with the line from the other figure.
    await page.locator(".finding .finding-main", { hasText: "人员经费" }).first().click();
    const main = page.locator(".fig.c.lit-main");
    await main.waitFor({ timeout: 20_000 });
    await page.waitForFunction(() => document.querySelector(".fig.lit-main")?.closest(".leaf").querySelector("[data-drawn=true]"), null, { timeout: 20_000 });
    await page.waitForTimeout(300);
    const box = await main.boundingBox();
    const size = page.viewportSize();
    assert.ok(box.y > 60 && box.y + box.height < size.height, "the place is in view");
    assert.equal(await page.locator(".relation path").count(), 1);
    assert.match(await main.textContent(), /4896\.98/);
    // The mark stands on ink, not beside it: below it the picture is not blank.
    const dark = await page.evaluate(() => {
      const mark = document.querySelector(".fig.lit-main text").getBoundingClientRect();
      const picture = document.querySelector(".fig.lit-main").closest(".leaf").querySelector("canvas");
      const paper = picture.getBoundingClientRect();
      const scale = picture.width / paper.width;
      const copy = document.createElement("canvas");
      copy.width = Math.ceil(mark.width * scale);
      copy.height = Math.ceil(mark.height * scale);
      const context = copy.getContext("2d");
      context.drawImage(picture, (mark.left - paper.left) * scale, (mark.top - paper.top) * scale, copy.width, copy.height, 0, 0, copy.width, copy.height);
      const { data } = context.getImageData(0, 0, copy.width, copy.height);
      let dark = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] < 128) dark += 1;
      return dark / (data.length / 4);
    });
    assert.ok(dark > 0.02, `ink below the mark: ${dark}`);
    await page.screenshot({ path: join(output, "page-light.png") });

    // And back: from the figure on the page to its finding; any other figure shows its checks.
    await page.keyboard.press("Escape");
    await main.waitFor({ state: "detached" });
    await page.locator(".fig.c text").first().click();
    assert.equal(await page.locator(".finding.current").count(), 1);
    await page.locator(".leaf[data-page='24'] .fig.v text").first().click();
    await page.waitForSelector(".explanation .check");

    // The text can be selected.
    const selected = await page.evaluate(() => {
      getSelection().selectAllChildren(document.querySelector(".leaf[data-page='24'] .leaf-layer"));
      return getSelection().toString().replace(/\s/g, "");
    });
    assert.match(selected, /人员经费4896\.98万元，主要包括/);
    await page.evaluate(() => getSelection().removeAllRanges());

    // Sharp at any zoom: as many pixels as the screen shows.
    for (let i = 0; i < 7; i++) await page.locator(".page-tools [aria-label=放大]").click();
    assert.equal(await page.locator(".page-zoom").textContent(), "500%");
    await page.waitForFunction(() => {
      const sharp = (canvas) => canvas.width >= 0.98 * canvas.getBoundingClientRect().width * devicePixelRatio;
      return [...document.querySelectorAll(".leaf-detail")].some((canvas) => canvas.dataset.scale && sharp(canvas));
    }, null, { timeout: 30_000 });
    await page.screenshot({ path: join(output, "page-zoomed.png") });
    await page.locator(".page-tools .tool", { hasText: "适合宽度" }).click();

    // The reflowed view, at the same place; and the pages again.
    await page.locator(".finding .finding-main", { hasText: "人员经费" }).first().click();
    await page.locator("[data-layout=reflowed]").click();
    await page.waitForSelector(".sheet .n.lit-main");
    await page.locator("[data-layout=pages]").click();
    await page.waitForSelector(".fig.lit-main");

    // Nothing takes the page away from the reader for long.
    const longest = await page.evaluate(async () => {
      const desk = document.querySelector(".desk");
      let longest = 0;
      let last = performance.now();
      for (let i = 0; i < 60; i++) {
        desk.scrollTop = (desk.scrollHeight * i) / 60;
        await new Promise((done) => setTimeout(done, 16));
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      return longest;
    });
    console.log(`# longest step while scrolling through the pages: ${longest.toFixed(0)} ms`);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.keyboard.press("j");
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(output, "page-dark.png") });
    await page.evaluate(axe.source);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const bad = result.violations.filter((v) => ["serious", "critical"].includes(v.impact));
    assert.deepEqual(bad.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 140)).join(" ; ")}`), []);
  });
});

test("bad input gets a word in Chinese and the page stays usable", async () => {
  await visit(async (page) => {
    await paste(page, { "text/plain": "  " });
    await page.waitForSelector(".notice");
    const hostile = ["empty.txt", "truncated.docx", "random-bytes.pdf", "scanned.pdf", "billion-laughs.docx", "zip-bomb.docx", "password.xlsx"];
    const file = (name) => ({ name, mimeType: "application/octet-stream", buffer: readFileSync(fixture(`hostile/${name}`)) });
    await give(page, [...hostile.map(file),
      { name: "图片.txt", mimeType: "text/plain", buffer: Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)) }]);
    await page.waitForSelector(".file-table");
    await settled(page);
    const unread = await page.locator(".file-table tr.unread").count();
    assert.ok(unread > 0);
    assert.equal(await page.locator(".file-table tr.unread .not-read").count(), unread);
    for (const message of await page.locator(".file-table .file-message").allTextContents()) {
      assert.match(message, /[\u4e00-\u9fff]/);
      assert.doesNotMatch(message, /failure\.|page\./);
    }
    await give(page, fixture("report-gb18030.txt"));
    await page.waitForSelector(".sheet .n");
  });
});

test("the sample report opens with its merged cells", async () => {
  await visit(async (page) => {
    await page.locator("#sample").click();
    await page.waitForSelector(".sheet td[rowspan] .n, .sheet td[rowspan]", { timeout: 60_000 });
    await settled(page);
    assert.ok((await page.locator(".finding").count()) > 0);
  });
});

test("merged heads of a table pasted as plain text stand over their columns, none over another", async () => {
  await visit(async (page) => {
    const rows = [
      "某县水利局2024年度部门决算", "政府性基金预算财政拨款收入支出决算表",
      "项目\t年初结转和结余\t本年收入\t本年支出\t年末结转和结余", "功能分类科目编码\t科目名称\t小计\t基本支出\t项目支出",
      "合计\t0.00\t90.68\t90.86\t0.00\t90.68\t0.00", "212\t城乡社区支出\t0.00\t60.00\t60.00\t0.00\t60.00\t0.00",
      "213\t农林水支出\t0.00\t30.68\t30.68\t0.00\t30.68\t0.00",
    ];
    await paste(page, { "text/plain": rows.join("\n") });
    await page.waitForSelector(".finding", { timeout: 60_000 });
    await settled(page);
    const overlaps = await page.evaluate(() => {
      const cells = [...document.querySelectorAll(".table-frame td")].map((cell) => [cell.textContent, cell.getBoundingClientRect()]);
      const found = [];
      for (const [text, a] of cells) {
        for (const [other, b] of cells) {
          const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
          if (a !== b && !apart) found.push(`${text} / ${other}`);
        }
      }
      return { found, cells: cells.length };
    });
    assert.deepEqual(overlaps, { found: [], cells: 33 });
    assert.deepEqual(await page.locator(".finding-value s, .finding s").allTextContents(), ["90.86"]);
  });
});

test("exports are made in the browser", async () => {
  await visit(async (page) => {
    await pasteSeed(page);
    for (const kind of ["letter_docx", "letter_html", "xlsx", "csv", "json"]) {
      await page.locator(".menu summary").click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-export=${kind}]`).click()]);
      const bytes = readFileSync(await download.path());
      assert.ok(bytes.length > 500, `${kind}: ${bytes.length}`);
    }
  });
});

test("the original comes back with a comment or a note at each finding", async () => {
  await visit(async (page) => {
    for (const [name, part] of [["report.docx", "word/comments.xml"], ["tables.xlsx", "xl/comments1.xml"]]) {
      await give(page, [fixture(name)]);
      await page.waitForSelector(".sheet .n", { timeout: 60_000 });
      await page.locator("details.menu summary", { hasText: "导出" }).click();
      const waiting = page.waitForEvent("download", { timeout: 60_000 });
      await page.locator('[data-export="annotated"]').click();
      const saved = await (await waiting).path();
      const parts = execFileSync("unzip", ["-Z1", saved], { encoding: "utf8" }).split("\n");
      assert.ok(parts.includes(part), `${name}: ${parts}`);
    }
  });
});

test("two years together: last year's report is suggested, and what differs is found", async () => {
  await visit(async (page) => {
    const buffer = (text) => Buffer.from(text, "utf8");
    const last = "某局2023年度部门决算\n公务接待费支出1.05万元。\n";
    const own = "某局2024年度部门决算\n公务接待费支出2.00万元，比上年增加0.50万元，增长33.33%。\n";
    await give(page, [
      { name: "2023.txt", mimeType: "text/plain", buffer: buffer(last) },
      { name: "2024.txt", mimeType: "text/plain", buffer: buffer(own) },
    ]);
    await settled(page);
    await page.locator(".tabs .tab", { hasText: "文件" }).click();
    await page.screenshot({ path: join(output, "two-years-files.png") });
    await page.locator(".take-last-year").first().click({ timeout: 5_000 });
    await page.waitForFunction(() => document.querySelector("select.last-year option:checked[value]:not([value=''])"));
    await page.screenshot({ path: join(output, "two-years-files.png") });
    await page.locator(".file-table button.link", { hasText: "2024.txt" }).first().click();
    await page.locator(".finding-main").first().click();
    await page.waitForSelector(".explanation .operand");
    const said = await page.locator(".explanation").textContent();
    assert.match(said, /上年报告 2023\.txt/);
    assert.match(said, /故结果应在/);
    await page.screenshot({ path: join(output, "two-years-finding.png") });
  });
});

test("another language, and back", async () => {
  await visit(async (page) => {
    await pasteSeed(page);
    await page.locator(".head-tools .tool", { hasText: "English" }).click();
    await page.waitForSelector("html[lang=en]");
    await settled(page);
    await page.screenshot({ path: join(output, "document-english.png") });
    assert.match(await page.locator(".head").textContent(), /Settings/);
    assert.match(await page.locator(".finding-main").first().textContent(), /stated as|should|parts/);
    assert.doesNotMatch(await page.locator(".head, .findings").allTextContents().then((t) => t.join()), /page\./);
    // It is remembered, and told again by the large module.
    await page.reload();
    await page.waitForSelector("html[lang=en]");
    assert.match(await page.locator(".head").textContent(), /Settings/);
    await pasteSeed(page);
    await settled(page);
    await page.locator(".head-tools .tool", { hasText: "中文" }).click();
    await settled(page);
  });
});

test("nothing that axe calls serious, in light and dark, wide and narrow", async () => {
  await visit(async (page) => {
    const check = async (what) => {
      await page.evaluate(axe.source);
      const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const bad = result.violations.filter((v) => ["serious", "critical"].includes(v.impact));
      assert.deepEqual(bad.map((v) => `${what}: ${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 140)).join(" ; ")}`), []);
    };
    // Colours that are still turning from light to dark are neither.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await check("start");
    await pasteSeed(page);
    await page.keyboard.press("j");
    await page.waitForTimeout(300);
    await check("document");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(output, "finding-dark.png") });
    await check("document, dark");
    await page.locator(".tab", { hasText: "概览" }).click();
    await page.screenshot({ path: join(output, "overview-dark.png"), fullPage: true });
    await check("overview, dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.screenshot({ path: join(output, "overview-light.png"), fullPage: true });
    await page.locator(".tab", { hasText: "核对" }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(output, "document-phone.png") });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `phone: ${wide}px too wide`);
    await page.setViewportSize({ width: 720, height: 450 });
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(output, "document-zoom-200.png") });
  });
});

test("a second visit works without network", async () => {
  const { page } = await open(chrome.context, site.url);
  await page.close();
  await chrome.context.setOffline(true);
  try {
    const { page, trouble } = await open(chrome.context, site.url);
    await give(page, fixture("report.pdf"));
    await page.waitForSelector(".leaf-picture[data-drawn=true]", { timeout: 60_000 });
    assert.deepEqual(trouble.csp, []);
    await page.close();
  } finally {
    await chrome.context.setOffline(false);
  }
});

test("the example for portals works", async () => {
  const page = await chrome.context.newPage();
  await page.goto(`${site.url}embed-example.html`);
  await page.setInputFiles("#file", join(root, "tests", "corpus", "seed-report.txt"));
  await page.waitForFunction(() => document.getElementById("out").textContent.length > 4, null, { timeout: 60_000 });
  await page.close();
});

test("one file, opened from disk, does the whole job", async () => {
  const file = join(output, "gouji.html");
  execFileSync(process.execPath, [join(root, "scripts", "single-file.mjs"), dist, file]);
  const page = await chrome.context.newPage();
  const csp = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) csp.push(message.text());
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("html[data-engine=ready]", { timeout: 60_000, state: "attached" });
  await give(page, fixture("report.pdf"));
  await page.waitForSelector(".leaf-picture[data-drawn=true]", { timeout: 60_000 });
  assert.deepEqual(csp, []);
  await page.close();
});
