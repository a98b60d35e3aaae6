// How fast the page answers, in Chromium: until it is ready, from a slider to a new frame, and deal
// maps. Run by scripts/bench on a machine with nothing else to do; prints one JSON object, times in ms.
//
//   ready    navigation to the first screen, engine started and scenario opened (seven loads)
//   slider   a slider's input event to the frame drawn with the new run and its 200-talk estimate
//   map      the 40x40 deal map: until every cell has its first four talks, and until it is refined
import { openPage, startBrowser } from "./browser.mjs";

const LOADS = 7;
const STEPS = 120;
const MAPS = 3;

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, q) => sorted(values)[Math.min(values.length - 1, Math.floor(q * values.length))];
const summary = (values) => ({
  best: Math.round(quantile(values, 0)),
  p50: Math.round(quantile(values, 0.5)),
  p95: Math.round(quantile(values, 0.95)),
});

async function readyTimes(studio) {
  const times = [];
  for (let k = 0; k < LOADS; ++k) {
    const page = await openPage(studio.browser, studio.url);
    times.push(await page.evaluate(() => Number(document.documentElement.dataset.ready)));
    await page.context().close();
  }
  return times;
}

/** Moves the slider of the talks' screen to `steps` places; the times to the frames after. */
function slide(steps) {
  const slider = document.querySelector("input[type=range][aria-label*=':']");
  const [low, high] = [Number(slider.min), Number(slider.max)];
  let changed;
  new PerformanceObserver(() => changed?.()).observe({ type: "measure" });
  // The result is in the page's state; the next frame shows it, and what follows that frame runs
  // when it has been drawn.
  const settled = () =>
    new Promise((done) => (changed = () => requestAnimationFrame(() => setTimeout(done))));
  return (async () => {
    const times = [];
    for (let k = 0; k < steps; ++k) {
      slider.value = low + ((high - low) * ((k * 37) % steps)) / steps;
      const begun = performance.now();
      const shown = settled();
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await shown;
      times.push(performance.now() - begun);
    }
    return times;
  })();
}

async function openScreen(studio, name) {
  const page = await openPage(studio.browser, studio.url);
  await page.getByRole("navigation").getByRole("button", { name, exact: true }).click();
  return page;
}

async function sliderTimes(studio) {
  const page = await openScreen(studio, "Talks");
  await page.getByRole("button", { name: /^Skip, / }).click();
  await page.locator(".player").waitFor();
  await page.evaluate(slide, 10); // code is compiled as it warms up
  const times = await page.evaluate(slide, STEPS);
  await page.context().close();
  return times;
}

/** What the page says of its own maps, each in a page of its own, workers and all. */
async function mapTimes(studio) {
  const said = /First map after ([\d.]+) s, all after ([\d.]+) s/;
  const times = [];
  for (let k = 0; k < MAPS; ++k) {
    const page = await openScreen(studio, "Deal map");
    const badge = page.locator(".badge", { hasText: said, hasNotText: "of at most" }).first();
    await badge.waitFor({ timeout: 120_000 });
    times.push(said.exec(await badge.textContent()).slice(1).map((s) => 1000 * Number(s)));
    await page.context().close();
  }
  return times;
}

const studio = await startBrowser();
try {
  const ready = await readyTimes(studio);
  const slider = await sliderTimes(studio);
  const maps = await mapTimes(studio);
  const result = {
    ready: summary(ready),
    slider: summary(slider),
    map_first: summary(maps.map((m) => m[0])),
    map_all: summary(maps.map((m) => m[1])),
  };
  console.log(JSON.stringify(result));
} finally {
  await studio.close();
}
