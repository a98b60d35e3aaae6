// What changed between two batches of the same runs, run by run.
import { COUNTS } from "./counts.js";

/** A change under this is no change; a base this near the end leaves no room for one. */
const FLAT = 0.02;
const NO_ROOM = 0.01;

/** `base` and `now` hold the counts of one run after another; `of` reads an outcome of a run at a place. */
export function changeOf(base, now, of) {
  const n = base.length / COUNTS;
  let [before, after, squares] = [0, 0, 0];
  for (let at = 0; at < base.length; at += COUNTS) {
    const [b, a] = [of(base, at), of(now, at)];
    before += b;
    after += a;
    squares += (a - b) ** 2;
  }
  const delta = (after - before) / n;
  const error = Math.sqrt(Math.max(0, squares / n - delta ** 2) / (n - 1));
  return { base: before / n, now: after / n, delta, low: delta - 1.96 * error, high: delta + 1.96 * error };
}

/** "up", "down", "flat" or "undecided": what talks as many as these can tell. */
export function foundOf(change) {
  if (change.low > 0) return "up";
  if (change.high < 0) return "down";
  return isFlat(change) ? "flat" : "undecided";
}

const isFlat = ({ low, high }) => low > -FLAT && high < FLAT;

/** Whether what was found is as `expected`: "holds", "fails", "undecided", "no_room", "" (nothing expected). */
export function verdictOf(change, expected) {
  const { base, low, high } = change;
  if ((expected === "down" && base <= NO_ROOM) || (expected === "up" && base >= 1 - NO_ROOM)) return "no_room";
  const firm = (holds, fails) => (holds ? "holds" : fails ? "fails" : "undecided");
  if (expected === "up") return firm(low > 0, high < 0);
  if (expected === "down") return firm(high < 0, low > 0);
  if (expected === "flat") return firm(isFlat(change), low > FLAT || high < -FLAT);
  if (expected === "not_down") return high < 0 ? "fails" : "holds";
  if (expected === "not_up") return low > 0 ? "fails" : "holds";
  return "";
}
