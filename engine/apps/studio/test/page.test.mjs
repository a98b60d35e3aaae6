// The page as a whole: it opens from disk and over HTTP, it is small, and it takes no harm.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { accessible, alone, fits, openPage, PHONE, quiet, serve, shoot, startBrowser, WIDE } from "./browser.mjs";

const MOST_BYTES = 500_000;
const MOST_COMPRESSED = 280_000;
// The goal is 1,500 on two cores of one's own (speed.mjs measures it); tests share theirs, so only the
// order is tested.
const MOST_MS_TO_READY = 6000;

let studio;
before(async () => {
  studio = await startBrowser();
});
after(() => studio?.close());

test("opens from disk, with a clean console and nothing loaded", async () => {
  const page = await openPage(studio.browser, studio.url);
  assert.equal(await page.title(), "Dragoman studio");
  quiet(page);
  alone(page);
  await shoot(page, "first");
});

test("opens over HTTP under the server's content policy", async () => {
  const server = await serve();
  try {
    const page = await openPage(studio.browser, server.url);
    quiet(page);
    alone(page);
    await page.close();
  } finally {
    assert.equal(await server.stop(), 0);
  }
});

for (const [name, viewport] of Object.entries({ wide: WIDE, phone: PHONE })) {
  test(`is accessible and fits: ${name}`, async () => {
    const page = await openPage(studio.browser, studio.url, { viewport });
    await accessible(page, name);
    await fits(page, name);
    await shoot(page, `first-${name}`);
  });
}

test("is small", () => {
  // The page as built, without scenarios.
  const html = readFileSync(join(process.env.DRAGOMAN_STUDIO_BUILD, "page/studio.html"));
  const compressed = gzipSync(html, { level: 9 }).length;
  console.log(`${html.length} bytes, ${compressed} with gzip`);
  assert.ok(html.length <= MOST_BYTES, `${html.length} bytes; at most ${MOST_BYTES}`);
  assert.ok(compressed <= MOST_COMPRESSED, `${compressed} bytes with gzip; at most ${MOST_COMPRESSED}`);
});

test("is ready soon", async () => {
  const times = [];
  for (let k = 0; k < 5; ++k) {
    const page = await openPage(studio.browser, studio.url);
    times.push(await page.evaluate(() => Number(document.documentElement.dataset.ready)));
    await page.context().close();
  }
  const best = Math.min(...times);
  console.log(`ready after ${times.map(Math.round).join(", ")} ms`);
  // The best of five: a busy machine says nothing about the page.
  assert.ok(best <= MOST_MS_TO_READY, `ready after ${best} ms; at most ${MOST_MS_TO_READY}`);
});

for (const [name, hash] of Object.entries({
  // Chromium takes no address of more than 2 MB; link.test.mjs has one of 50 MB.
  "of 1.9 MB": () => "z=" + "A".repeat(1_900_000),
  "that is no state": () => "z=%3Cscript%3Ealert(1)%3C/script%3E",
  "that is no deflate": () => "z=AAAA",
})) {
  test(`a link ${name} gets a message, and the page works`, async () => {
    const page = await openPage(studio.browser, studio.url + "#" + hash());
    const alert = page.locator("[role=alert]").first();
    await alert.waitFor({ timeout: 20_000 });
    assert.notEqual((await alert.textContent()).trim(), "");
    quiet(page);
  });
}

test("strings of a scenario are shown as text", async () => {
  const hostile = "</script><img src=x onerror=window.harmed=1><!--<script>window.harmed=1</script>";
  const scenarios = /(id="dragoman-scenarios">)(.*?)(<\/script)/s;
  const html = readFileSync(studio.file, "utf8");
  const list = JSON.parse(scenarios.exec(html)[2]);
  const foul = (value) => {
    if (Array.isArray(value)) return value.map(foul);
    if (value === null || typeof value !== "object") return value;
    const free = ["title", "name", "about", "text", "note", "question", "why", "statement"];
    return Object.fromEntries(
      Object.entries(value).map(([k, v]) => [k, typeof v === "string" && free.includes(k) ? hostile : foul(v)]),
    );
  };
  const json = JSON.stringify(foul(list)).replaceAll("<", "\\u003c");
  const file = join(studio.folder, "hostile.html");
  writeFileSync(file, html.replace(scenarios, (_, start, __, end) => start + json + end));
  const page = await openPage(studio.browser, studio.url.replace("studio.html", "hostile.html"));
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.equal(await page.locator("img").count(), 0);
  assert.ok((await page.textContent("body")).includes(hostile));
  quiet(page);
});
