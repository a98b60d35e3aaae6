// A second engine, for what a screen works out on the side while the first shows a run: searching
// runs, and the smallest change that lets one succeed.
import { EngineClient } from "../engine/client.js";
import { END } from "../engine/counts.js";
import { resolvePath, valueAt } from "./changes.js";
import { studio } from "./studio.svelte.js";

let client;
let opened = null;
let last = Promise.resolve();

/** `work(engine)` with the scenario as shown; one work after the other. */
export function onTheSide(work) {
  const run = async () => {
    client ??= await EngineClient.create();
    if (opened !== studio.current) {
      await client.open(studio.current.json);
      opened = studio.current;
    }
    await client.change(studio.request());
    return work(client);
  };
  return (last = last.then(run, run));
}

/** The first run whose headline `accepts`, among so many; -1: none. */
export const findRun = (accepts, most = 400) =>
  onTheSide(async (engine) => {
    for (let run = 0; run < most; ++run) {
      const { counts } = await engine.count(studio.seed, run, 1);
      const headline = counts.subarray(END, END + 8).indexOf(1);
      if (accepts(headline)) return run;
    }
    return -1;
  });

/** The value in force at a path, changes included. */
export function valueNow(path) {
  const full = resolvePath(path, studio.parameters);
  for (const c of studio.changes.toReversed()) {
    const changed = resolvePath(c.path, studio.parameters);
    if (changed === full) return c.value;
    if (full.startsWith(changed + ".")) return valueAt(c.value, full.slice(changed.length + 1));
  }
  return valueAt(studio.document, full);
}

/** The path under which a parameter was changed already, by its short name perhaps; else `path`. */
const pathInUse = (path) => studio.changes.find((c) => resolvePath(c.path, studio.parameters) === path)?.path ?? path;
/** Sets parameters [[path, value], ...] that may have been set under other names. */
export const setAllNow = (values, reason) =>
  studio.setAll(values.map(([path, value]) => [pathInUse(path), value]), reason);
export const setNow = (path, value, reason) => setAllNow([[path, value]], reason);

/** The parameter whose fall to 0 takes a constraint away; null: none does. */
export function leverOf({ party, mechanism, rule }) {
  if (mechanism === "M22") return `mechanisms.M22.exploit.${party}`;
  if (mechanism === "M8") return "mechanisms.M8.scale";
  if (mechanism !== "M9") return null;
  const spec = studio.document.preconditions.find((p) => p.id === rule);
  return typeof spec?.probability === "number" ? `preconditions.${rule}.probability` : "mechanisms.M9.pi";
}

/**
 * How far `levers` [{path, from}] must fall together, each by the same share, in this very run for
 * terms that neither side loses by to exist, and if that can be for the agreement to be reached:
 * {values: [...], reached}; null: not even at 0.
 */
export const smallestChange = (levers) =>
  onTheSide(async (engine) => {
    const request = studio.request();
    const { seed, run } = studio;
    const at = (share) => levers.map((l) => Math.floor(l.from * share * 100) / 100);
    const test = async (share) => {
      const changed = Object.fromEntries(at(share).map((value, k) => [pathInUse(levers[k].path), value]));
      await engine.change({ ...request, set: { ...request.set, ...changed } });
      const { record, possible } = await engine.replay(seed, run);
      return { reached: record.deal_in > 0, possible };
    };
    const none = await test(0);
    if (!none.possible && !none.reached) return null;
    const goal = none.reached ? "reached" : "possible";
    let [low, high] = [0, 1];
    for (let k = 0; k < 7; ++k) {
      const middle = (low + high) / 2;
      if ((await test(middle))[goal]) low = middle;
      else high = middle;
    }
    return { values: at(low), reached: none.reached };
  });

/** Parameters that were set although their mechanism is off: they change nothing. */
export function idleChanges() {
  return studio.changes.filter((c) => {
    const mechanism = /^mechanisms\.(M\d+)\./.exec(resolvePath(c.path, studio.parameters))?.[1];
    if (!mechanism || c.path.endsWith(".enabled")) return false;
    return studio.without.includes(mechanism) || valueNow(`mechanisms.${mechanism}.enabled`) === false;
  });
}
