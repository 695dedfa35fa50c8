// What a reviewer does beside walking: sets, filters, groups, compares with a corrected version, keeps judgements in a file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, fixture, give, open, paste, seed, serve, settled } from "./site.mjs";

let site;
before(async () => {
  site = await serve();
});
after(() => site?.close());

async function visit(work) {
  const visitor = await browser();
  try {
    const { page, trouble } = await open(visitor.context, site.url);
    await work(page);
    assert.deepEqual(trouble, { csp: [], errors: [], requests: [] });
  } finally {
    await visitor.close();
  }
}

async function pasteText(page, text) {
  await paste(page, { "text/plain": text });
  await page.waitForSelector(".finding", { timeout: 60_000 });
  await settled(page);
}

const counts = (page) => page.locator(".counts b").allTextContents();
const settings = (page) => page.locator(".head-tools .tool", { hasText: "设置" }).click();

test("settings recompute at once, and are remembered", async () => {
  await visit(async (page) => {
    await pasteText(page, seed());
    assert.deepEqual(await counts(page), ["5", "1", "3"]);
    await settings(page);
    await page.locator("label.setting", { hasText: "接受截断" }).locator("input").check();
    // The three rates that were cut off instead of rounded.
    await page.waitForFunction(() => document.querySelectorAll(".counts b")[2]?.textContent === "0");
    await page.locator(".rules label", { hasText: "GJ304" }).locator("input").uncheck();
    await page.waitForFunction(() => ![...document.querySelectorAll(".finding-rule")].some((r) => r.textContent.startsWith("GJ304")));
    await page.keyboard.press("Escape");
    await page.reload();
    await page.waitForSelector("html[data-engine=ready]", { state: "attached" });
    await settings(page);
    assert.ok(await page.locator("label.setting", { hasText: "接受截断" }).locator("input").isChecked());
    assert.ok(!(await page.locator(".rules label", { hasText: "GJ304" }).locator("input").isChecked()));
  });
});

test("a scoring rule is chosen for one form", async () => {
  await visit(async (page) => {
    await pasteText(page, seed());
    const before = await counts(page);
    await page.getByText("概览").first().click();
    const row = page.locator(".overview tr", { hasText: "2023年度州级发证权限矿政管理经费" });
    const choice = row.locator("select").first();
    assert.ok((await choice.locator("option").count()) > 5);
    await choice.selectOption("R-abs");
    await page.getByText("核对", { exact: true }).first().click();
    await page.waitForFunction((before) => JSON.stringify([...document.querySelectorAll(".counts b")].map((b) => b.textContent)) !== JSON.stringify(before), before);
    // The choice is this document's alone: another one is checked as it would be without it.
    await give(page, [{ name: "another.txt", mimeType: "text/plain", buffer: Buffer.from(`${seed()}\n`) }]);
    await page.waitForFunction((before) => JSON.stringify([...document.querySelectorAll(".counts b")].map((b) => b.textContent)) === JSON.stringify(before), before, { timeout: 60_000 });
  });
});

test("a rule is set aside for one document, in sight, in the export, and comes back", async () => {
  await visit(async (page) => {
    await pasteText(page, seed());
    const before = await counts(page);
    const first = page.locator(".finding").first();
    await first.locator(".finding-main").click();
    const code = (await first.locator(".finding-rule").textContent()).slice(0, 5);
    await page.locator(".ignore-rule").click();
    const gone = (code) => ![...document.querySelectorAll(".finding-rule")].some((r) => r.textContent.startsWith(code));
    await page.waitForFunction(gone, code);
    // What was selected is gone; nothing else takes its place.
    assert.equal(await page.locator(".finding.current").count(), 0);
    assert.equal((await page.locator(".ignored-rules code").allTextContents()).join(), code);
    // It is kept by the document: after a reload the same text is checked without it, another text with it.
    await page.waitForTimeout(400);
    await page.reload();
    await page.waitForSelector("html[data-engine=ready]", { state: "attached" });
    await pasteText(page, seed());
    await page.waitForFunction(gone, code);
    await page.waitForSelector(".ignored-rules");
    await page.locator(".menu summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-export=json]").click()]);
    const { settings: used } = JSON.parse(readFileSync(await download.path(), "utf8"));
    assert.match(JSON.stringify(used), new RegExp(code));
    await page.locator(".ignored-rules .chip").click();
    await page.waitForFunction((before) => JSON.stringify([...document.querySelectorAll(".counts b")].map((b) => b.textContent)) === JSON.stringify(before), before);
    assert.equal(await page.locator(".ignored-rules").count(), 0);
  });
});

test("findings are grouped by rule, filtered by severity, rule and section", async () => {
  await visit(async (page) => {
    await pasteText(page, seed());
    await page.locator(".filters select").nth(0).selectOption("rule");
    const groups = await page.locator(".group-name").allTextContents();
    assert.ok(groups.length > 1 && groups.every((name) => /^GJ\d{3} /.test(name)), String(groups));
    // The counts are switches: what is off is not listed.
    await page.locator(".count-button.warning").click();
    assert.equal(await page.locator(".finding").count(), 8);
    await page.locator(".count-button.warning").click();
    assert.equal(await page.locator(".finding").count(), 9);
    await page.locator(".filters select").nth(1).selectOption("GJ313");
    assert.equal(await page.locator(".finding").count(), 1);
    await page.locator(".filters select").nth(1).selectOption("");
    const section = await page.locator(".filters select").nth(2).locator("option").nth(1).getAttribute("value");
    await page.locator(".filters select").nth(2).selectOption(section);
    assert.ok((await page.locator(".finding").count()) > 0);
  });
});

test("a corrected version: what is resolved, what remains, what is new", async () => {
  await visit(async (page) => {
    await give(page, fixture("report.docx"));
    await page.waitForSelector(".finding", { timeout: 60_000 });
    await settled(page);
    const corrected = seed().replace("=23个\n\t120%", "=23个\n\t115%").replace("占14.54%", "占15.54%");
    await give(page, { name: "改后.txt", mimeType: "text/plain", buffer: Buffer.from(corrected) });
    await settled(page);
    await page.getByText("文件", { exact: true }).first().click();
    await page.locator(".file-table button.link", { hasText: "改后.txt" }).click();
    await page.getByText("概览").first().click();
    await page.locator("#compare").selectOption("0");
    const heads = await page.locator(".compare h3").allTextContents();
    const lists = await page.locator(".compare-part").allTextContents();
    assert.match(heads[0], /^已解决 [1-9]/);
    assert.match(lists[0], /火区详勘报告/);
    assert.match(lists[1], /完成矿业权出让收益报告数量/);
    assert.match(heads[2], /^新出现 [1-9]/);
    assert.match(lists[2], /基本支出/);
  });
});

test("judgements leave as a file and come back", async () => {
  let saved;
  await visit(async (page) => {
    await pasteText(page, seed());
    await page.keyboard.press("j");
    await page.locator(".rulings .ruling.dismissed").click();
    await page.locator(".decision textarea").fill("已与单位核实");
    await page.waitForSelector("em.ruling.dismissed");
    await page.locator(".decision textarea").blur();
    await page.waitForTimeout(400);
    await settings(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByText("导出为文件").click()]);
    saved = readFileSync(await download.path());
    assert.match(saved.toString(), /已与单位核实/);
  });
  await visit(async (page) => {
    await pasteText(page, seed());
    assert.equal(await page.locator("em.ruling").count(), 0);
    await settings(page);
    await page.locator("[role=dialog] input[type=file]").setInputFiles({ name: "判断.json", mimeType: "application/json", buffer: saved });
    await page.waitForSelector(".notice");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("em.ruling.dismissed").count(), 1);
  });
});
