// What packages are worth, by the numbers of dragoman_space: additive utility in [0, 1].

/** Worth of an offer {issue: option} to a party of space.parties. */
export function worthOf(party, offer) {
  let sum = 0;
  for (const issue in party.weights) {
    sum += party.weights[issue] * (party.utility[issue]?.[offer[issue]] ?? 0);
  }
  return sum;
}

export const partyOf = (space, id) => space.parties.find((p) => p.id === id);

/** [worth to the first, worth to the second] of a pair. */
export function placeOf(space, pair, offer) {
  return [worthOf(partyOf(space, pair.first), offer), worthOf(partyOf(space, pair.second), offer)];
}

/** The same `n` packages each time: places of a sample of all packages, for the cloud. */
export function cloudOf(space, pair, n = 700) {
  const a = partyOf(space, pair.first);
  const b = partyOf(space, pair.second);
  const issues = Object.keys(a.utility).map((issue) =>
    Object.keys(a.utility[issue]).map((option) => [
      (a.weights[issue] ?? 0) * a.utility[issue][option],
      (b.weights[issue] ?? 0) * (b.utility[issue]?.[option] ?? 0),
    ]));
  let state = 1;
  const below = (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  return Array.from({ length: n }, () => {
    const place = [0, 0];
    for (const options of issues) {
      const [u, v] = options[below(options.length)];
      place[0] += u;
      place[1] += v;
    }
    return place;
  });
}

/** Corners of the frontier drawn as steps: what lies between two packages nobody can have. */
export function stepsOf(frontier) {
  const points = frontier.map((f) => f.worth).sort((p, q) => p[0] - q[0] || q[1] - p[1]);
  const corners = [];
  for (const [x, y] of points) {
    if (corners.length > 0) corners.push([corners.at(-1)[0], y]);
    corners.push([x, y]);
  }
  return corners;
}

/** Outline of what both prefer to no deal: above both floors, below the frontier; [] if nothing is. */
export function zoneOf(frontier, [left, bottom]) {
  const points = frontier
    .map((f) => f.worth)
    .filter(([x, y]) => x > left && y > bottom)
    .sort((p, q) => p[0] - q[0]);
  if (points.length === 0) return [];
  const outline = [[left, bottom], [left, points[0][1]]];
  for (const [k, [x, y]] of points.entries()) {
    outline.push([x, y], [x, points[k + 1]?.[1] ?? bottom]);
  }
  return outline;
}
