// The evidence behind the questions of the debrief: plain numbers from the run shown, the space of
// packages and the quick estimate. No words here.
import { partyOf, placeOf, worthOf } from "../charts/worth.js";

/** Gains in joint worth below this count as the same. */
const SAME_JOINT = 0.02;

/** The frontier package that adds most to both over `standing`, by the product; null: none does. */
export function betterThan(space, pair, standing) {
  const [u, v] = placeOf(space, pair, standing);
  let best = null;
  for (const point of pair.frontier) {
    const added = [point.worth[0] - u, point.worth[1] - v];
    if (!(added[0] > 1e-9 && added[1] > 1e-9)) continue;
    if (!best || added[0] * added[1] > best.added[0] * best.added[1]) best = { ...point, added };
  }
  return best;
}

/**
 * Two packages of the frontier with the same sum of worths and the most different split; those above
 * both floors first. Null if there are none.
 */
export function sameJoint(space, pair) {
  const floors = [partyOf(space, pair.first).floor, partyOf(space, pair.second).floor];
  const inZone = pair.frontier.filter((f) => f.worth[0] >= floors[0] && f.worth[1] >= floors[1]);
  for (const points of [inZone, pair.frontier]) {
    let best = null;
    for (const [k, p] of points.entries()) {
      for (const q of points.slice(k + 1)) {
        const joint = Math.abs(p.worth[0] + p.worth[1] - q.worth[0] - q.worth[1]);
        const spread = Math.abs(p.worth[0] - q.worth[0]);
        if (joint <= SAME_JOINT && spread > 0.01 && !(best?.spread >= spread)) best = { packages: [p, q], spread, joint, inZone: points === inZone };
      }
    }
    if (best) return best;
  }
  return null;
}

/**
 * One issue that was settled and one that was not, the weightiest of each:
 * {settled, open}: {issue, option, separable, weights: [2], across: [2], tabled, refused: {reason: n}}
 * with across[k]: what the other principal's first wish on it is worth to principal k, 0 to 1.
 */
export function settledAndNot(space, pair, replay, issues) {
  const sides = [partyOf(space, pair.first), partyOf(space, pair.second)];
  const onTable = new Set(replay.events.filter((e) => e.kind === "meeting" || e.kind === "texts").flatMap((e) => e.options ?? []));
  const best = (side, issue) => Object.entries(side.utility[issue]).reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  const describe = (issue) => {
    const offers = replay.events.filter((e) => e.kind === "offer" && e.offer[issue.id] !== issue.status_quo && (!e.issue || e.issue === issue.id || e.refusal !== "accepted"));
    const refused = {};
    for (const e of replay.events) {
      if (e.kind === "offer" && e.issue === issue.id && e.refusal !== "accepted") refused[e.refusal] = (refused[e.refusal] ?? 0) + 1;
    }
    return {
      issue: issue.id,
      option: replay.record.standing[issue.id],
      separable: issue.separable.length > 0,
      weights: sides.map((s) => s.weights[issue.id] ?? 0),
      across: sides.map((s, k) => s.utility[issue.id][best(sides[1 - k], issue.id)]),
      tabled: offers.length,
      refused,
    };
  };
  const weight = (i) => Math.max(...sides.map((s) => s.weights[i.id] ?? 0));
  const heaviest = (list) => list.toSorted((a, b) => weight(b) - weight(a))[0];
  const moved = issues.filter((i) => replay.record.standing[i.id] !== i.status_quo);
  const kept = issues.filter((i) => replay.record.standing[i.id] === i.status_quo && onTable.has(i.id));
  if (moved.length === 0 || kept.length === 0) return null;
  return { settled: describe(heaviest(moved)), open: describe(heaviest(kept)) };
}

/**
 * What meeting again was worth to each party: {id, name, start, first, end, floor, keeps}. keeps: the
 * least share of a gain that must last from one meeting to the next for the later result to be
 * preferred to the first meeting's; null where the two are not to be compared.
 */
export function againFor(space, record) {
  return space.parties.map((p) => {
    const [start, first, end] = [space.status_quo, record.after_first, record.standing].map((o) => worthOf(p, o));
    const [now, later] = [first - p.floor, end - p.floor];
    const keeps = record.meetings > 1 && now > 0 && later > now ? (now / later) ** (1 / (record.meetings - 1)) : null;
    return { id: p.id, name: p.name, start, first, end, floor: p.floor, keeps };
  });
}

/** Whether a share holds in another sample: the two differ by less than two standard errors. */
export const survives = (a, b) => Math.abs(a.p - b.p) <= 2 * Math.hypot(a.se, b.se);
