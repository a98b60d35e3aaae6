// What the charts of a run are made of, without a browser: rounds, worth, predictions.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const load = (file) =>
  import(pathToFileURL(join(process.env.DRAGOMAN_STUDIO_BUILD, "src", file)).href);
const { curvesOf, framesOf, packageOf, pointsOf, timelineOf } = await load("state/frames.js");
const { placeOf, stepsOf, worthOf, zoneOf } = await load("charts/worth.js");
const { linear } = await load("charts/scale.js");
const { placeLabels } = await load("charts/labels.js");
const { aboutOf, blockAnswers, blockTruths } = await load("parts/prediction.js");

const issues = [
  { id: "water", status_quo: "W0" },
  { id: "toll", status_quo: "T0" },
];
const offer = (party, tick, water, toll, more = {}) => ({
  kind: "offer", meeting: 1, tick, party, refusal: "aspiration",
  offer: { water, toll }, a: 0.4, b: 0.1, c: 0.2, d: 0, e: 0.3, ...more,
});
const events = [
  { kind: "sincerity", meeting: 0, tick: 0, party: "N", a: 1, b: 0.2 },
  { kind: "meeting", meeting: 1, tick: 0, options: ["water", "toll"] },
  { kind: "sitting", meeting: 1, tick: 0 },
  offer("N", 1, "W2", "T0"),
  { kind: "silence", meeting: 1, tick: 1, party: "S", a: 0 },
  offer("N", 2, "W1", "T0"),
  offer("S", 2, "W0", "T1"),
  { kind: "sitting", meeting: 1, tick: 0, issue: "toll" },
  offer("N", 1, "W0", "T1", { refusal: "accepted" }),
  { kind: "signed", meeting: 1, tick: 0, issue: "toll", options: ["T1"] },
  { kind: "trust", meeting: 1, tick: 0, party: "N", a: 0.3, b: 0.4 },
  { kind: "closed", meeting: 1, tick: 0, b: 10 },
];
const frames = framesOf({ events }, issues);

test("a run is cut into its beginning, meetings, exchanges of packages, sittings on one issue, ends", () => {
  assert.deepEqual(
    frames.map((f) => [f.kind, f.meeting, f.tick, f.issue]),
    [["start", 0, 0, null], ["open", 1, 0, null], ["package", 1, 1, null], ["package", 1, 2, null],
      ["issue", 1, 0, "toll"], ["end", 1, 0, null]]);
  assert.deepEqual(frames.map((f) => f.index), [0, 1, 2, 3, 4, 5]);
  assert.equal(frames.flatMap((f) => f.events).length, events.length);
});

test("what is in force changes with what is signed, and not before", () => {
  assert.deepEqual(frames[3].standing, { water: "W0", toll: "T0" });
  assert.deepEqual(frames[4].standing, { water: "W0", toll: "T1" });
  assert.deepEqual(packageOf(frames[3]), { water: "W0", toll: "T1" });
  assert.deepEqual(packageOf(frames[5]), frames[5].standing);
});

test("only packages are points, each at the round it was tabled in", () => {
  assert.deepEqual(pointsOf(frames).map((p) => [p.party, p.key]), [["N", 2], ["N", 3], ["S", 3]]);
});

test("the timeline says who moved, and what was signed", () => {
  const [meeting] = timelineOf(frames);
  assert.deepEqual(meeting.cells.water, { tabled: { N: "W1", S: "W0" }, moved: { N: true } });
  assert.equal(meeting.cells.toll.signed, "T1");
  assert.deepEqual(meeting.ticks.map((k) => k.tick), [1, 2]);
  assert.deepEqual(meeting.ticks[0].cells.water, { tabled: { N: "W2" }, moved: {} });
});

test("a side's curve holds its own gains, and those it finds in the other's packages", () => {
  const [n, s] = curvesOf(pointsOf(frames), [{ id: "N" }, { id: "S" }]);
  assert.deepEqual(n.own, [[2, 0.4], [3, 0.4]]);
  assert.deepEqual(n.offered, [[3, 0.1]]);
  assert.deepEqual(s.offered, [[2, 0.1], [3, 0.1]]);
});

const party = (id, w, best) => ({
  id, weights: { water: w, toll: 1 - w },
  utility: { water: { W0: 0, W1: best }, toll: { T0: 1, T1: 0 } },
});
const space = { parties: [party("N", 0.75, 1), party("S", 0.5, 0.5)] };

test("worth is the sum of weight times utility", () => {
  assert.equal(worthOf(space.parties[0], { water: "W1", toll: "T1" }), 0.75);
  assert.deepEqual(placeOf(space, { first: "N", second: "S" }, { water: "W1", toll: "T0" }), [1, 0.75]);
});

test("the zone lies above both floors and below the steps of the frontier", () => {
  const frontier = [[0.2, 0.9], [0.5, 0.7], [0.8, 0.3]].map((worth) => ({ worth }));
  assert.deepEqual(stepsOf(frontier), [[0.2, 0.9], [0.2, 0.7], [0.5, 0.7], [0.5, 0.3], [0.8, 0.3]]);
  // Only (0.5, 0.7) is above both floors.
  assert.deepEqual(zoneOf(frontier, [0.4, 0.4]), [[0.4, 0.4], [0.4, 0.7], [0.5, 0.7], [0.5, 0.4]]);
  assert.deepEqual(zoneOf(frontier, [0.9, 0.9]), []);
});

test("ticks are round numbers inside the scale", () => {
  const scale = linear(-0.02, 1.04, 0, 100);
  assert.deepEqual(scale.ticks(5), [0, 0.5, 1]);
  assert.ok(Math.abs(scale.invert(scale(0.3)) - 0.3) < 1e-12);
});

test("labels of points close together lie apart and inside the frame, each at its point or with a line", () => {
  const frame = [0, 0, 300, 200];
  const spots = [[150, 100], [158, 100], [150, 108], [158, 108], [295, 5]].map((xy) => ({ xy, text: "a label" }));
  const labels = placeLabels(spots, [[170, 90]], frame);
  assert.deepEqual(placeLabels(spots, [[170, 90]], frame), labels);
  for (const [k, { xy: [x, y], from }] of labels.entries()) {
    assert.ok(x > 25 && x < 275 && y > 8 && y < 192, `label ${k} at ${x}, ${y}`);
    for (const other of labels.slice(k + 1)) {
      assert.ok(Math.abs(x - other.xy[0]) >= 50 || Math.abs(y - other.xy[1]) >= 15, `label ${k} lies over another`);
    }
    const far = Math.hypot(x - spots[k].xy[0], y - spots[k].xy[1]);
    assert.ok(far < 45 || from, `label ${k} is ${far} px away and has no line`);
  }
});

test("who stood in the way is what the run's constraints say", () => {
  const run = (more) =>
    blockTruths({ record: { deal_in: 0 }, blockers: [], blocker_pairs: [], possible: false, ever_possible: true, ...more });
  const [north, south, both, none, terms] = blockAnswers([{ id: "N" }, { id: "S" }]);
  assert.deepEqual(run({ record: { deal_in: 2 } }), [none]);
  assert.deepEqual(run({ possible: true }), [none]);
  assert.deepEqual(run({ ever_possible: false }), [terms]);
  assert.deepEqual(run({ blockers: [{ party: "N" }, { party: "N" }] }), [north]);
  assert.deepEqual(run({ blocker_pairs: [[{ party: "N" }, { party: "S" }], [{ party: "S" }, { party: "S" }]] }), [both, south]);
});

test("another change, run or seed is another question", () => {
  const base = { current: { id: "x" }, seed: 1, run: 0, tier: "", changes: [], without: [] };
  const change = { path: "a", value: 1, reason: "r" };
  assert.equal(aboutOf(base), aboutOf({ ...base }));
  for (const more of [{ run: 1 }, { seed: 2 }, { tier: "B" }, { changes: [change] }, { without: ["M1"] }]) {
    assert.notEqual(aboutOf({ ...base, ...more }), aboutOf(base));
  }
  assert.equal(aboutOf({ ...base, changes: [change] }), aboutOf({ ...base, changes: [{ ...change, reason: "s" }] }));
});
