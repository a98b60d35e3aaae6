// What a change does, run by run, without a browser: numbers worked by hand.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const load = (file) =>
  import(pathToFileURL(join(process.env.DRAGOMAN_STUDIO_BUILD, "src/engine", file)).href);
const { changeOf, foundOf, verdictOf } = await load("paired.js");
const { COUNTS, END, OUTCOMES } = await load("counts.js");

/** Counts of runs that had a full ceasefire (1) or not (0). */
function counts(runs) {
  const all = new Uint32Array(COUNTS * runs.length);
  runs.forEach((hit, k) => (all[COUNTS * k + END + (hit ? 6 : 0)] = 1));
  return all;
}

test("the interval is of the differences, not of two estimates", () => {
  // Of ten runs one changed: the mean of the differences is .1, their squares' mean .1 as well, so the
  // variance is .09 and the error of the mean the root of .09 / 9, that is .1.
  const base = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const now = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0];
  const change = changeOf(counts(base), counts(now), OUTCOMES.full_ceasefire);
  const near = (value, expected) => assert.ok(Math.abs(value - expected) < 1e-12, `${value}, not ${expected}`);
  near(change.base, 0.1);
  near(change.now, 0.2);
  near(change.delta, 0.1);
  near(change.low, 0.1 - 0.196);
  near(change.high, 0.1 + 0.196);
  const same = changeOf(counts(base), counts(base), OUTCOMES.full_ceasefire);
  assert.deepEqual([same.delta, same.low, same.high], [0, 0, 0]);
});

test("a direction is said only where the interval tells it", () => {
  assert.equal(foundOf({ low: 0.01, high: 0.05 }), "up");
  assert.equal(foundOf({ low: -0.05, high: -0.01 }), "down");
  assert.equal(foundOf({ low: -0.01, high: 0.015 }), "flat");
  assert.equal(foundOf({ low: -0.01, high: 0.03 }), "undecided");
});

test("signs hold, fail, or have no room", () => {
  const verdicts = (change) =>
    ["up", "down", "flat", "not_down", "not_up", "open"].map((expected) => verdictOf(change, expected));
  assert.deepEqual(verdicts({ base: 0.5, low: 0.03, high: 0.05 }), ["holds", "fails", "fails", "holds", "fails", ""]);
  assert.deepEqual(verdicts({ base: 0.5, low: -0.05, high: -0.03 }), ["fails", "holds", "fails", "fails", "holds", ""]);
  assert.deepEqual(verdicts({ base: 0.5, low: -0.01, high: 0.01 }), ["undecided", "undecided", "holds", "holds", "holds", ""]);
  assert.deepEqual(verdicts({ base: 0.5, low: -0.03, high: 0.03 }), ["undecided", "undecided", "undecided", "holds", "holds", ""]);
  assert.equal(verdictOf({ base: 0, low: 0, high: 0 }, "down"), "no_room");
  assert.equal(verdictOf({ base: 1, low: 0, high: 0 }, "up"), "no_room");
});
