// The screens of a run and of the preferences: predict, reveal, step, ask why, change and take back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { accessible, fits, openPage, PHONE, quiet, shoot, startBrowser, WIDE } from "./browser.mjs";

let studio;
before(async () => {
  studio = await startBrowser();
});
after(() => studio?.close());

async function open(screen, options) {
  const page = await openPage(studio.browser, studio.url, options);
  await page.getByRole("navigation").getByRole("button", { name: screen, exact: true }).click();
  return page;
}
async function skip(page) {
  await page.getByRole("button", { name: /^Skip, / }).click();
  await page.locator(".player").waitFor();
}
const round = (page) => page.locator(".player [role=status]").textContent();

/** No label of the utility space lies over another, whatever pair sees it. */
async function apart(page, what) {
  const pairs = page.getByLabel("Seen by");
  for (let pair = 0; pair < (await pairs.locator("option").count()); ++pair) {
    await pairs.selectOption({ index: pair });
    const boxes = await page.locator("figure:has(pattern) .halo").evaluateAll((labels) =>
      labels.map((label) => ({ text: label.textContent, ...label.getBoundingClientRect().toJSON() })));
    assert.ok(boxes.length >= 2, `${what}, pair ${pair}: ${boxes.length} labels`);
    for (const [k, a] of boxes.entries()) {
      for (const b of boxes.slice(k + 1)) {
        const over = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        assert.ok(!over, `${what}, pair ${pair}: ${a.text} over ${b.text}`);
      }
    }
  }
}

test("nothing of a run is in the page until it is predicted; the answer is scored once, by keyboard", async () => {
  const page = await open("Talks");
  await page.getByRole("radio", { name: "No", exact: true }).waitFor();
  assert.equal(await page.locator("main figure").count(), 0);
  assert.doesNotMatch(await page.textContent("main"), /Headline|In force/);
  await page.getByRole("radio", { name: "No", exact: true }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.locator(".guesses li").waitFor();
  assert.match(await page.textContent(".guesses"), /You said: No\. In this run: (No|Yes)\./);
  // The focus went on to what replaced the questions.
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SECTION");
  await page.reload();
  await page.locator(".guesses li").waitFor();
  quiet(page);
});

test("a prediction of an older link, kept as text, is shown as it is", async () => {
  const old = { about: "talks:x", screen: "talks", question: "Will it <b>rain</b>?", guess: "Yes. Or no", truth: "No", right: false };
  const newer = { about: "talks:y", screen: "talks", question: "talks.ask_block", guess: "talks.block_both", truth: ["talks.block_none"], right: false };
  const state = { v: 1, screen: "debrief", predictions: [old, newer] };
  const hash = "#z=" + deflateRawSync(JSON.stringify(state)).toString("base64url");
  const page = await openPage(studio.browser, studio.url + hash);
  const rows = page.locator("[aria-labelledby=debrief-predictions] table").first().locator("tbody tr");
  await rows.nth(1).waitFor();
  assert.match(await rows.nth(0).textContent(), /Will it <b>rain<\/b>\?\s*Yes\. Or no\s*No/);
  assert.match(await rows.nth(1).textContent(), /What stands in the way most\?\s*Both sides/);
  quiet(page);
});

for (const [name, viewport] of Object.entries({ wide: WIDE, phone: PHONE })) {
  test(`a run is accessible and fits: ${name}`, async () => {
    const page = await open("Talks", { viewport });
    await page.getByRole("button", { name: /^Skip, / }).waitFor();
    await accessible(page, `prediction ${name}`);
    await skip(page);
    await page.locator("figure").nth(3).waitFor();
    await page.getByRole("button", { name: "Meeting 1" }).click();
    await apart(page, `run ${name}`);
    await accessible(page, `run ${name}`);
    await fits(page, `run ${name}`);
    await shoot(page, `talks-${name}`);
    quiet(page);
  });

  test(`preferences are accessible and fit: ${name}`, async () => {
    const page = await open("Demands", { viewport });
    await page.locator("button.cell:visible").first().click();
    await page.getByRole("button", { name: "Close", exact: true }).waitFor();
    await accessible(page, `preferences ${name}`);
    await fits(page, `preferences ${name}`);
    await shoot(page, `demands-${name}`);
    quiet(page);
  });
}

test("keys step through the rounds, play, and choose the pair", async () => {
  const page = await open("Talks");
  await skip(page);
  const end = await round(page);
  await page.getByRole("heading", { level: 2 }).click();
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await round(page), end);
  await page.keyboard.press("ArrowRight");
  assert.equal(await round(page), end);
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  quiet(page);
});

test("a refused package tells why, with its numbers", async () => {
  const page = await open("Talks");
  await skip(page);
  await page.getByText("Why was this rejected?").first().click();
  await page.locator(".offer dl").first().waitFor();
  assert.match(await page.locator(".offer dl").first().textContent(), /\d/);
});

test("a preference is changed with a reason only; it becomes a chip, and undo takes it back", async () => {
  const page = await open("Demands");
  await page.locator("button.cell:visible").first().click();
  const form = page.locator("form").last();
  const apply = form.getByRole("button", { name: "Change it" });
  await form.locator("input[type=range]").first().fill("0.5");
  assert.ok(await apply.isDisabled());
  await form.locator("input[type=text]").fill("a <b>softer</b> reading");
  await apply.click();
  await page.locator(".chip").waitFor();
  assert.match(await page.locator(".chip").textContent(), /a <b>softer<\/b> reading/);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".chip").waitFor({ state: "detached" });
  quiet(page);
});
