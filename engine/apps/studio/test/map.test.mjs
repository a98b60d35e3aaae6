// The deal map and the lessons, in the browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, fits, openPage, PHONE, quiet, ready, shoot, startBrowser, WIDE } from "./browser.mjs";

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
const done = (page) =>
  page.waitForFunction(
    () => {
      const said = document.querySelector(".badge")?.textContent ?? "";
      return /First map/.test(said) && !/of at most/.test(said);
    },
    null,
    { timeout: 120_000 },
  );

test("a map is computed, read, clicked, and kept in the link", async () => {
  const page = await open("Deal map");
  await done(page);
  const verdict = await page.locator(".verdict").textContent();
  assert.match(verdict, /%/);
  await accessible(page, "map");
  await fits(page, "map");
  await shoot(page, "map-wide");

  await page.locator(".live").scrollIntoViewIfNeeded();
  const box = await page.locator(".live svg image").boundingBox();
  await page.mouse.click(box.x + 0.2 * box.width, box.y + 0.2 * box.height);
  await page.locator(".chip").nth(1).waitFor();
  const chips = await page.locator(".chip").allTextContents();

  // What stands in the address is written a moment later; this waits for it.
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator(".notice", { hasText: /link/i }).waitFor();
  const other = await openPage(studio.browser, page.url());
  assert.deepEqual(await other.locator(".chip").allTextContents(), chips);
  await other.getByRole("heading", { level: 2, name: "When is there a deal at all?" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".chip").first().waitFor({ state: "detached" });
  quiet(page);
});

test("a map is cancelled, and computed again to the same picture", async () => {
  const page = await open("Deal map");
  await done(page);
  const picture = () => page.locator(".live svg image").getAttribute("href");
  const first = await picture();
  await page.getByRole("button", { name: "Compute again" }).click();
  await page.getByRole("button", { name: "Cancel" }).first().click();
  await page.getByRole("button", { name: "Compute again" }).click();
  await done(page);
  assert.equal(await picture(), first);
  quiet(page);
});

test("the keyboard moves the cursor and the scenario", async () => {
  const page = await open("Deal map", { viewport: PHONE });
  await done(page);
  await fits(page, "map on a phone");
  await shoot(page, "map-phone");
  await page.locator(".live").focus();
  for (let k = 0; k < 6; ++k) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.locator(".chip").first().waitFor();
  quiet(page);
});

for (const [name, viewport] of Object.entries({ wide: WIDE, phone: PHONE })) {
  test(`five lessons, one after the other: ${name}`, async () => {
    const page = await open("Lessons", { viewport });
    for (let lesson = 1; lesson <= 5; ++lesson) {
      await accessible(page, `lesson ${lesson} ${name}`);
      await fits(page, `lesson ${lesson} ${name}`);
      await shoot(page, `lesson-${lesson}-${name}`);
      if (lesson < 5) await page.getByRole("button", { name: /^Next/ }).click();
    }
    quiet(page);
  });
}

test("every question of the scenario can be put to it, and taken back", async () => {
  const page = await open("Demands");
  const button = (name) => page.getByRole("button", { name, exact: true });
  const questions = await page.getByRole("button", { name: /^W\d+b? / }).allTextContents();
  assert.ok(questions.length >= 5, `${questions.length} questions`);
  for (const question of questions.map((text) => text.trim().replace(/\s+/g, " "))) {
    await button(question).click();
    await page.locator(".chip").first().waitFor();
    assert.equal(await page.getByRole("alert").count(), 0, question);
    await button("Back to the baseline").click();
    await page.locator(".chip").first().waitFor({ state: "detached" });
  }
  quiet(page);
});

test("the words of every language are there, and the page says which it speaks", async () => {
  const page = await openPage(studio.browser, studio.url);
  for (const [language, word] of [["uk", "Уроки"], ["ru", "Уроки"], ["tr", "Dersler"]]) {
    await page.locator("header select").last().selectOption(language);
    await page.getByRole("navigation").getByRole("button", { name: word }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
  }
  await page.reload();
  await ready(page);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "tr");
  quiet(page);
});
