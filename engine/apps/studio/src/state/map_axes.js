// What may be an axis of the deal map, and the two-way questions worth asking first.
import { resolvePath, valueAt } from "./changes.js";

/** Levels of an axis that is a number. */
export const LEVELS = 40;

/**
 * Two-way questions. A star stands for each principal in turn, 1 and 2 for the first and the second;
 * "+" joins values that move together; `set`: what else has to hold for the question to make sense.
 */
export const PRESETS = [
  { id: "first", x: "precond.pi", y: "cost.1+cost.2" },
  { id: "pressure", x: "precond.pi", y: "sanction.cred.*", set: { "sanction.cost.*": 0.3 } },
  { id: "mandate", x: "rank.*", y: "mandate.*" },
  { id: "summit", x: "prep", y: "attend.head" },
  { id: "costs", x: "cost.1", y: "cost.2" },
  { id: "exchange", x: "spill.sigma", y: "attempts.n" },
  { id: "exploit", x: "exploit.*", y: "sanction.cred.*", set: { "sanction.cost.*": 0.3 } },
  { id: "optimism", x: "p.1+p.2", y: "meetings", set: { "mechanisms.M2.learning": 0.2 } },
  { id: "text", x: "text.control", y: "linkage", set: { "text.single": true, "mediator.role": "formulator" } },
];

/** What the strip of single effects moves, where the scenario has it. */
export const SINGLES = [
  "precond.pi", "redline.scale", "cost.*", "p.*", "mandate.*", "rank.*", "exploit.*", "chi.*", "alpha.*",
  "sanction.cred.*", "psi", "spill.sigma", "us.present", "wait.q", "insult.rate", "linkage", "publicity",
];

/** Ranges that are studied, where the permitted range is wider than what anybody would ask. */
const kStudied = {
  rank: [0.2, 1], cost: [0, 0.4], "spill.sigma": [0, 0.3], "attempts.n": [1, 10], meetings: [1, 10],
  "shock.jump": [-0.2, 0.2], "recip.r1": [-0.5, 0.6], "sanction.cost": [0, 0.5], "spoiler.s": [0, 0.5],
};
/** The same of two values that move together, where it differs. */
const kStudiedTogether = { p: [0.3, 0.8] };

const expand = (text, principals, own) =>
  text.replace("*", own).replace(/\.1\b/, `.${principals[0]}`).replace(/\.2\b/, `.${principals[1]}`);

/** The questions of this scenario: {id, about: party or "", x, y, set}. */
export function presetsOf(choices, principals) {
  const known = new Set(choices.map((c) => c.id));
  const has = (axis) => axis.split("+").every((id) => known.has(id));
  return PRESETS.flatMap((p) => {
    const each = p.x.includes("*") || p.y.includes("*") ? principals : [""];
    return each.map((own) => ({
      id: own ? `${p.id}.${own}` : p.id,
      text: p.id,
      about: own,
      x: expand(p.x, principals, own),
      y: expand(p.y, principals, own),
      set: Object.fromEntries(Object.entries(p.set ?? {}).map(([k, v]) => [expand(k, principals, own), v])),
    }));
  }).filter((p) => has(p.x) && has(p.y));
}

export const singlesOf = (choices, principals) =>
  SINGLES.flatMap((s) => (s.includes("*") ? principals.map((p) => s.replace("*", p)) : [s]))
    .filter((id) => choices.some((c) => c.id === id));

/** "[0, 1]", "(0, 1]" as numbers, an open end moved in a little. */
function rangeOf(text) {
  const found = /^([[(])\s*([-\d.e+]+),\s*([-\d.e+]+)\s*([\])])$/.exec(text ?? "");
  if (!found) return null;
  const [lo, hi] = [Number(found[2]), Number(found[3])];
  const step = (hi - lo) / 100;
  return [found[1] === "(" ? lo + step : lo, found[4] === ")" ? hi - step : hi];
}

/** A number, the mean of a distribution, or what the field's own words say it is by default. */
export function plainValue(value, doc = "") {
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  if (value?.uniform) return (value.uniform[0] + value.uniform[1]) / 2;
  if (value?.beta) return value.beta[0] / (value.beta[0] + value.beta[1]);
  if (typeof value?.normal?.[0] === "number") return value.normal[0];
  const spread = /uniform ([\d.]+) to ([\d.]+) if not named/.exec(doc);
  if (spread) return (Number(spread[1]) + Number(spread[2])) / 2;
  const named = /([\d.]+) if not named/.exec(doc);
  return named ? Number(named[1]) : null;
}

function choiceOf(field, mechanisms, path, id) {
  const mechanism = /^mechanisms\.(M\d+)\./.exec(field.path)?.[1] ?? "";
  const base = { id, alias: field.alias, paths: [path], doc: field.doc, unit: field.unit, mechanism, group: mechanism ? `${mechanism} ${mechanisms[mechanism]}` : field.path.split(".")[0] };
  if (field.type === "true or false") return { ...base, kind: "option", options: [false, true] };
  if (field.type.startsWith("one of: ")) return { ...base, kind: "option", options: field.type.slice(8).split(", ") };
  const permitted = rangeOf(field.range);
  if (!permitted) return null;
  const range = kStudied[field.alias] ?? permitted;
  if (range[1] - range[0] > 1000) return null;
  const integer = field.type === "integer";
  return { ...base, permitted, kind: integer ? "integer" : "number", range: integer ? [range[0], Math.min(range[1], range[0] + LEVELS - 1)] : range };
}

/** Not every map of names has parties for names: the field or the scenario has to say so. */
const keyedByPrincipal = (field, document, principals) =>
  field.doc.includes("principal") || principals.some((p) => p in (valueAt(document, field.path) ?? {}));

/** All axes a scenario allows; those of a party carry its id at the end. */
export function axisChoices(parameters, document, principals) {
  const mechanisms = Object.fromEntries(
    parameters.filter((p) => /^mechanisms\.M\d+$/.test(p.path)).map((p) => [p.path.slice(11), p.doc]));
  const choices = [];
  for (const field of parameters) {
    if (!/^(talks|mechanisms|derivation)\./.test(field.path) || /\[\]|\.enabled$/.test(field.path)) continue;
    const name = field.alias || field.path;
    if (/^(number|integer|true or false|one of: )/.test(field.type)) {
      choices.push(choiceOf(field, mechanisms, field.path, name));
    } else if (/^map of names to numbers/.test(field.type) && keyedByPrincipal(field, document, principals)) {
      for (const p of principals) choices.push(choiceOf(field, mechanisms, `${field.path}.${p}`, `${name}.${p}`));
    }
  }
  return choices.filter((c) => c);
}

/**
 * The axis under an id of a choice, or of several joined by "+"; `range`: [low, high] in place of
 * the studied one. {id, paths, kind, values | options, lo, hi, doc, unit, mechanism}; null: no such.
 */
export function axisOf(choices, id, range = null) {
  const parts = String(id ?? "").split("+").map((one) => choices.find((c) => c.id === one));
  if (parts.some((p) => !p)) return null;
  const first = parts[0];
  if (first.kind === "option") return { ...first, id, n: first.options.length };
  const paths = parts.flatMap((p) => p.paths);
  const together = parts.length > 1 ? kStudiedTogether[first.alias] : undefined;
  let [lo, hi] = range ?? together ?? first.range;
  const [least, most] = first.permitted;
  lo = Math.min(most, Math.max(least, Number.isFinite(lo) ? lo : least));
  hi = Math.min(most, Math.max(least, Number.isFinite(hi) ? hi : most));
  if (first.kind === "integer") [lo, hi] = [Math.round(lo), Math.round(hi)];
  if (!(hi > lo)) [lo, hi] = first.range;
  if (first.kind === "integer") hi = Math.min(hi, lo + LEVELS - 1);
  const n = first.kind === "integer" ? hi - lo + 1 : LEVELS;
  const values = Array.from({ length: n }, (_, k) => lo + (k * (hi - lo)) / (n - 1));
  return { ...first, id, paths, lo, hi, n, values, least, most };
}

/** What stands at place k of an axis, rounded as one would write it. */
export function levelOf(axis, k) {
  if (axis.kind === "option") return axis.options[k];
  const step = 10 ** Math.floor(Math.log10((axis.hi - axis.lo) / 50));
  return axis.kind === "integer" ? axis.values[k] : Number((Math.round(axis.values[k] / step) * step).toPrecision(6));
}

/** Where a value in force lies on an axis, in places from 0 on; null if outside it. */
export function placeOn(axis, inForce) {
  const value = plainValue(inForce, axis.doc);
  if (axis.kind === "option") {
    const k = axis.options.indexOf(value);
    return k < 0 ? null : k;
  }
  if (typeof value !== "number") return null;
  const place = ((value - axis.lo) / (axis.hi - axis.lo)) * (axis.n - 1);
  return place < -0.5 || place > axis.n - 0.5 ? null : place;
}

/** The request without what the axes set, and with what the question sets besides. */
export function requestOfMap(request, axes, set, parameters) {
  const full = (path) => resolvePath(path, parameters);
  const taken = new Set([...axes.flatMap((a) => a.paths), ...Object.keys(set).map(full)]);
  const kept = Object.entries(request.set).filter(([path]) => !taken.has(full(path)));
  // Runs of one coding are alike: with a few runs a cell, each has to draw a coding of its own.
  return { ...request, set: { ...Object.fromEntries(kept), ...set, "talks.talks_per_coding": 1 } };
}
