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

/**
 * A value as it stands in the text of a what-if: 0.2, true, both, [1, 2], {UA: {uniform: [.1, .3]}}.
 * That is YAML on one line; what is no list, map, number, flag or text in quotes is a text.
 */
export function parseValue(text) {
  const tokens = text.match(/\s+|"(?:[^"\\]|\\.)*"|[[\]{},]|:(?=\s|$)|[^[\]{},:\s"]+|[:"]/g) ?? [];
  let at = 0;
  const scalar = () => {
    let word = "";
    while (at < tokens.length && !/^([[\]{},]|:)$/.test(tokens[at])) word += tokens[at++];
    return parseScalar(word.trim());
  };
  const skip = (token) => tokens[at]?.trim() === token && ++at > 0;
  const blanks = () => {
    while (tokens[at]?.trim() === "") ++at;
  };
  const value = (depth) => {
    blanks();
    if (depth > 8) return "";
    if (skip("[")) {
      const list = [];
      for (blanks(); at < tokens.length && !skip("]"); blanks()) {
        list.push(value(depth + 1));
        blanks();
        if (!skip(",") && tokens[at] !== "]") ++at;
      }
      return list;
    }
    if (skip("{")) {
      const map = {};
      for (blanks(); at < tokens.length && !skip("}"); blanks()) {
        const key = String(scalar());
        skip(":");
        map[key] = value(depth + 1);
        blanks();
        if (!skip(",") && tokens[at] !== "}") ++at;
      }
      return map;
    }
    return scalar();
  };
  return /^\s*[[{]/.test(text) ? value(0) : parseScalar(text.trim());
}

function parseScalar(text) {
  try {
    return JSON.parse(/^[-+]?\.\d/.test(text) ? text.replace(".", "0.").replace("+", "") : text);
  } catch {
    return text;
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
  const quote = (text) => (/^[\w.,=:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
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
