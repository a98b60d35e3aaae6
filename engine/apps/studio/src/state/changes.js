// Changes of a scenario: by path, as for --set on the command line.

/** Follows a path such as mechanisms.M9.pi, claims[B02].q or the short name precond.pi. */
export function resolvePath(path, parameters) {
  const head = parameters.find((p) => p.alias && (path === p.alias || path.startsWith(p.alias + ".")));
  return head ? head.path + path.slice(head.alias.length) : path;
}

/** The value at a path of the full scenario; undefined if nothing is there. */
export function valueAt(document, path, parameters = []) {
  const steps = resolvePath(path, parameters)
    .split(/[.[\]]/)
    .filter((s) => s !== "");
  let value = document;
  for (const step of steps) {
    if (value === null || value === undefined) return undefined;
    value = Array.isArray(value)
      ? (value.find((e) => e?.id === step) ?? value[Number(step)])
      : value[step];
  }
  return value;
}

/** "0.2", "true", "[1, 2]", "both" as they stand in the text of a what-if. */
export function parseValue(text) {
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed);
  } catch {
    return trimmed;
  }
}

/** The changes of a what-if, in the form of Studio.changes. */
export function changesOfWhatIf(document, spec, parameters) {
  const changes = spec.changes.map((text) => {
    const at = text.indexOf("=");
    const path = text.slice(0, at).trim();
    return {
      path,
      value: parseValue(text.slice(at + 1)),
      from: valueAt(document, path, parameters),
      reason: spec.question,
      group: spec.id,
    };
  });
  if (spec.adjustments.length > 0) {
    changes.push({
      path: "adjustments",
      value: [...document.adjustments, ...spec.adjustments],
      from: document.adjustments,
      reason: spec.question,
      group: spec.id,
    });
  }
  return changes;
}

/** What dragoman_change is asked. */
export function requestOf(document, changes, tier, without) {
  return {
    set: Object.fromEntries(changes.map((c) => [c.path, c.value])),
    tier,
    without,
  };
}

/** The command-line form: --set 'path=value'. */
export function commandOf(verb, scenario, changes, { tier, without = [], seed, rest = "" } = {}) {
  const quote = (text) => (/^[\w.,=:/[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const words = ["dragoman", verb, scenario];
  if (tier) words.push("--tier", quote(tier));
  for (const c of changes) {
    const value = typeof c.value === "string" ? c.value : JSON.stringify(c.value);
    words.push("--set", quote(`${c.path}=${value}`));
  }
  if (without.length > 0) words.push("--without", without.join(","));
  if (seed !== undefined) words.push("--seed", String(seed));
  return words.join(" ") + (rest ? " " + rest : "");
}
