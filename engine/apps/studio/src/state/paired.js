// The scenario as changed beside the scenario without changes, talk by talk with the same random numbers:
// what a change does shows far better in the differences than between two estimates.
import { OUTCOMES } from "../engine/counts.js";
import { changeOf } from "../engine/paired.js";
import { spread } from "./estimate.js";
import { onTheSide } from "./side.js";
import { studio } from "./studio.svelte.js";

export const PAIRED_RUNS = 1000;
/** {n, outcomes: {NAME: {base, now, delta, low, high}}}: shares, and the 95 % interval of their difference. */
export const pairedChanges = () =>
  onTheSide(async (engine) => {
    const { seed } = studio;
    const request = studio.request();
    await engine.change(spread({ set: {}, tier: request.tier, without: [] }));
    const base = (await engine.each(seed, 0, PAIRED_RUNS)).counts;
    await engine.change(spread(request));
    const now = (await engine.each(seed, 0, PAIRED_RUNS)).counts;
    const changes = Object.entries(OUTCOMES).map(([name, of]) => [name, changeOf(base, now, of)]);
    return { n: PAIRED_RUNS, outcomes: Object.fromEntries(changes) };
  });
