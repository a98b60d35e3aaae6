// What every test of the page uses: a browser, the page in it, and what must hold on every screen.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const program = process.env.DRAGOMAN_PROGRAM;
const shots = process.env.DRAGOMAN_STUDIO_SHOTS;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const WIDE = { width: 1280, height: 720 };
export const PHONE = { width: 390, height: 844 };

/** The folder of a test, with the page in it; `close()` removes both and ends the browser. */
export async function startBrowser(...studioArguments) {
  const folder = mkdtempSync(join(tmpdir(), "dragoman-studio-"));
  const file = join(folder, "studio.html");
  execFileSync(program, ["studio", ...studioArguments, "-o", file, "--quiet"]);
  const browser = await chromium.launch({
    executablePath: process.env.DRAGOMAN_CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return {
    browser,
    folder,
    file,
    url: pathToFileURL(file).href,
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A tab of its own at `url`, ready to use. `page.messages` collects what the console says and what
 * fails; quiet() asserts that it is nothing.
 */
export async function openPage(browser, url, { viewport = WIDE, ...options } = {}) {
  const context = await browser.newContext({ viewport, ...options });
  const page = await context.newPage();
  page.messages = [];
  page.on("console", (message) => {
    if (message.type() !== "debug") page.messages.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.messages.push(`error: ${error.stack}`));
  page.on("requestfailed", (request) => page.messages.push(`failed: ${request.url().slice(0, 200)}`));
  page.requests = [];
  page.on("request", (request) => page.requests.push(request.url()));
  await page.goto(url);
  await ready(page);
  return page;
}

/** The page has started its engine and opened a scenario. */
export const ready = (page) =>
  page.waitForSelector("html[data-ready]", { state: "attached", timeout: 30_000 });

export function quiet(page) {
  assert.deepEqual(page.messages, []);
}

/** Nothing came from elsewhere: the page, and what lies in it. */
export function alone(page) {
  const foreign = page.requests.filter((url) => !/^(file|data|blob):|^http:\/\/127\.0\.0\.1:/.test(url));
  assert.deepEqual(foreign, []);
}

/** No rule of axe is violated. */
export async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const found = violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  assert.deepEqual(found, [], what);
}

/** Nothing is cut off sideways. */
export async function fits(page, what) {
  const [inner, outer] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(inner <= outer, `${what}: ${inner} px wide in ${outer} px`);
}

/** A picture under build/<preset>/studio-shots, to look at. */
export async function shoot(page, name) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

/** `dragoman studio --serve 0`: {url, stop}. stop() gives the exit code. */
export async function serve(...studioArguments) {
  const server = spawn(program, ["studio", ...studioArguments, "--serve", "0"]);
  const ended = new Promise((resolve) => server.on("exit", (code, signal) => resolve(code ?? signal)));
  const url = await new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (address) resolve(address[0]);
    });
    ended.then((code) => reject(new Error(`the server ended (${code}): ${said}`)));
  });
  return {
    url,
    async stop() {
      server.kill("SIGINT");
      return ended;
    },
  };
}
