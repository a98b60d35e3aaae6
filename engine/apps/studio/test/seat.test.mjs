// The seat game, played by the keyboard alone, and what comes after it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, fits, openPage, PHONE, quiet, ready, shoot, startBrowser, WIDE } from "./browser.mjs";

const MOST_MOVES = 150;

let studio;
before(async () => {
  studio = await startBrowser("two-towns");
});
after(() => studio?.close());

const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return { tag: at.tagName, type: at.type ?? "", id: at.id, text: (at.textContent ?? "").trim() };
  });

/** Tab, or Shift+Tab, until a button with this text or a control of this kind has the focus. */
async function tabTo(page, wanted, key = "Tab") {
  for (let k = 0; k < 120; ++k) {
    const at = await focused(page);
    const button = ["BUTTON", "SUMMARY"].includes(at.tag);
    if (button ? wanted.test(at.text) : wanted.test(`${at.tag}:${at.type}`)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`the focus never came to ${wanted}`);
}

async function press(page, wanted, key) {
  await tabTo(page, wanted, key);
  await page.keyboard.press("Enter");
}

/** The question on the screen; null once the game is over. */
async function question(page) {
  await page.waitForFunction(() => ["seat-decision", "seat-end"].includes(document.activeElement.id));
  const at = await focused(page);
  if (at.id === "seat-end") return null;
  if (/what do you table/i.test(at.text)) return "propose";
  if (/made an offer/.test(at.text)) return "reply";
  return /put a package/.test(at.text) ? "mediate" : "stay";
}

async function answer(page, kind) {
  const link = page.url();
  if (kind === "stay") await press(page, /^Stay in the talks$/);
  else if (kind === "reply") await press(page, /^Refuse$/);
  else await press(page, /^Let the model speak/);
  await page.waitForFunction((before) => location.href !== before, link);
}

async function takeSeat(page, place) {
  await press(page, /^Your seat$/);
  await press(page, /^I have read/);
  await tabTo(page, /^INPUT:radio$/);
  for (let k = 0; k < place; ++k) await page.keyboard.press("ArrowDown");
  await press(page, /^Take the seat$/);
}

for (const [name, place, viewport] of [["a principal", 0, WIDE], ["the mediator", 2, PHONE]]) {
  test(`a whole game by keyboard alone: ${name}`, async () => {
    const page = await openPage(studio.browser, studio.url, { viewport });
    await takeSeat(page, place);
    const seen = new Set();
    let moves = 0;
    for (let kind = await question(page); kind !== null; kind = await question(page)) {
      if (!seen.has(kind)) {
        await accessible(page, `${name}: ${kind}`);
        await fits(page, `${name}: ${kind}`);
        await shoot(page, `seat-${place}-${kind}`);
      }
      seen.add(kind);
      await answer(page, kind);
      assert.ok(++moves <= MOST_MOVES, "the game does not end");
    }
    assert.ok(moves > 0);
    await accessible(page, `${name}: end`);
    await fits(page, `${name}: end`);
    await shoot(page, `seat-${place}-end`);
    assert.doesNotMatch(await page.textContent("main"), /\b(you win|you won|you lose|you lost)\b/i);
    await press(page, /^On to the debrief$/);
    await page.getByRole("heading", { level: 2, name: "What did we learn?" }).waitFor();
    await accessible(page, `${name}: debrief`);
    await shoot(page, `debrief-${place}`);
    quiet(page);
  });
}

test("a link holds a game; undo takes a move back", async () => {
  const page = await openPage(studio.browser, studio.url);
  await takeSeat(page, 0);
  const ask = async (tab) => (await tab.locator(".clock").innerText()) + (await tab.locator("#seat-decision").innerText());
  await question(page);
  const first = await ask(page);
  const link = page.url();
  await press(page, /^Pass$/);
  await page.waitForFunction((before) => location.href !== before, link);
  await question(page);
  const second = await ask(page);
  assert.notEqual(second, first);

  const other = await openPage(studio.browser, page.url());
  await other.getByRole("button", { name: /^I have read/ }).click();
  assert.equal(await ask(other), second);
  await press(other, /^Undo last move$/);
  await other.waitForFunction(
    (text) =>
      document.querySelector(".clock").innerText + document.querySelector("#seat-decision")?.innerText === text,
    first,
  );
  quiet(page);
  quiet(other);
});

test("sheets to print: every one on its page, nothing of the screen around it", async () => {
  const page = await openPage(studio.browser, studio.url);
  await page.addInitScript(() => (window.print = () => (window.printed = true)));
  await page.reload();
  await ready(page);
  await page.getByRole("navigation").getByRole("button", { name: "Debrief", exact: true }).click();
  await page.getByLabel("Answer key").check();
  await page.getByRole("button", { name: "Show the sheets here" }).click();
  const sheets = await page.locator(".sheet").count();
  assert.ok(sheets >= 4, `${sheets} sheets`);
  await accessible(page, "sheets");
  await shoot(page, "sheets");
  await page.getByRole("button", { name: "Print", exact: true }).click();
  await page.waitForFunction(() => window.printed);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("navigation").isVisible(), false);
  const pdf = await page.pdf({ format: "A4" });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages >= sheets, `${pages} pages for ${sheets} sheets`);
  quiet(page);
});
