// How parties look everywhere: a colour, a shape and letters, by place in the scenario's list.

const kShapes = ["circle", "square", "triangle", "diamond", "cross"];

/** {color, shape, letters} of a party; `parties` as in the engine's summary. */
export function partyLook(parties, id) {
  const k = Math.max(0, parties.findIndex((p) => p.id === id));
  return { color: `var(--party-${k % 5})`, shape: kShapes[k % 5], letters: id.slice(0, 3) };
}

/** The outline of a mark of radius `r` around (0, 0), as an SVG path. */
export function shapePath(shape, r) {
  switch (shape) {
    case "square": return `M${-r},${-r}H${r}V${r}H${-r}Z`;
    case "triangle": return `M0,${-1.2 * r}L${1.15 * r},${0.9 * r}H${-1.15 * r}Z`;
    case "diamond": return `M0,${-1.3 * r}L${1.3 * r},0L0,${1.3 * r}L${-1.3 * r},0Z`;
    case "cross": {
      const a = r / 2.4;
      return `M${-a},${-r}H${a}V${-a}H${r}V${a}H${a}V${r}H${-a}V${a}H${-r}V${-a}H${-a}Z`;
    }
    default: return `M${-r},0A${r},${r} 0 1 0 ${r},0A${r},${r} 0 1 0 ${-r},0Z`;
  }
}
