// A map in words: what it ranges over, and warnings of what is varied and does nothing.
import { inactive } from "../engine/map_field.js";
import { percent, t } from "../text/index.svelte.js";

const mechanismOf = (path) => /^mechanisms\.(M\d+)\b/.exec(path)?.[1] ?? "";

/** [{key, what, mechanism}]: key of a text of the map's section. */
export function inactiveNotes({ map, x, y, summary }) {
  const off = (path) => {
    const m = mechanismOf(path);
    return m && !summary.mechanisms.includes(m) ? m : "";
  };
  const notes = [];
  for (const axis of [x, y]) {
    const mechanism = off(axis.paths[0]);
    if (mechanism) notes.push({ key: "axis_off", what: axis.id, mechanism });
  }
  if (map?.complete) {
    if (inactive(map, "x") && !off(x.paths[0])) notes.push({ key: "axis_inactive", what: x.id, mechanism: "" });
    if (inactive(map, "y") && !off(y.paths[0])) notes.push({ key: "axis_inactive", what: y.id, mechanism: "" });
  }
  return notes;
}

/** What a complete map ranges over, in words. */
export function spanText({ p }) {
  const least = p.reduce((a, b) => Math.min(a, b));
  const most = p.reduce((a, b) => Math.max(a, b));
  const line = most < 0.1 ? "never" : most < 0.5 ? "below" : least >= 0.5 ? "above" : "half";
  return `${t("map.verdict_range", { least: percent(least), most: percent(most) })} ${t(`map.verdict_${line}`)}`;
}
