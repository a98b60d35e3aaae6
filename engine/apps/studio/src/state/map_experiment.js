// The deal map as an experiment file of `dragoman sweep`.
const kOutcomeNames = { exchange: "prisoner_exchange", summit: "summit_agreed" };
/** A JSON text is a YAML text in double quotes. */
const text = (value) => JSON.stringify(String(value));
const number = (value) => String(Number(value.toPrecision(6)));

/** A name of a parameter: letters, digits and underscores. */
const nameOf = (id) => id.replace(/\W+/g, "_").replace(/^(\d)/, "_$1");

function parameterOf(axis) {
  const [first, ...rest] = axis.paths;
  const fields = [`id: ${nameOf(axis.id)}`, `set: ${first}`];
  if (rest.length > 0) fields.push(`also_set: [${rest.join(", ")}]`);
  if (axis.kind === "option") fields.push(`options: [${axis.options.join(", ")}]`);
  else if (axis.kind === "integer") fields.push("scale: integer", `range: [${axis.lo}, ${axis.hi}]`);
  else fields.push(`range: [${number(axis.lo)}, ${number(axis.hi)}]`);
  return fields;
}

/** `request` as the map's engines got it; `outcome` a key of OUTCOMES. */
export function experimentOf({ title, scenario, request, x, y, outcome, seed }) {
  const name = kOutcomeNames[outcome] ?? outcome;
  const smooth = x.kind === "number" && y.kind === "number";
  const set = Object.entries(request.set).map(([path, value]) => `${path}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [
    `title: ${text(title)}`,
    `scenario: ${text(scenario)}`,
    ...(request.tier ? [`tier: ${text(request.tier)}`] : []),
    `set: [${set.map(text).join(", ")}]`,
    ...(request.without?.length ? [`without: [${request.without.join(", ")}]`] : []),
    "parameters:",
    ...[x, y].map((axis) => `  - {${[...parameterOf(axis), ...(smooth || axis.kind !== "number" ? [] : ["levels: 11"])].join(", ")}}`),
    smooth ? `design: {kind: adaptive_map, outcome: ${name}, error: 0.02, depth: 3}` : "design: {kind: factorial}",
    `replicates: ${smooth ? 2000 : 1000}`,
    `seed: ${seed}`,
    `outcomes: [${[...new Set([name, "some_ceasefire", "full_ceasefire", "collapse"])].join(", ")}]`,
    "",
  ].join("\n");
}
