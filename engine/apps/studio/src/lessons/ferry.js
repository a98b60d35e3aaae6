// The dispute of the lessons, invented: two villages and one ferry.
export const kVillages = [{ id: "AL", name: "Alder" }, { id: "BI", name: "Birch" }];

/** When the last ferry leaves, and which part of the new landing Birch pays. */
export const kHours = [16, 17, 18, 19, 20, 21, 22];
export const kParts = [0, 0.25, 0.5, 0.75, 1];
/** How much of its worth a village hangs on each issue: [hour, landing]. */
export const kWeights = [[0.75, 0.25], [0.25, 0.75]];

const early = (h) => 1 - h / (kHours.length - 1);
const paid = (c) => c / (kParts.length - 1);

/** Worth of an hour alone, [Alder, Birch], each in [0, 1]. */
export const worthOfHour = (h) => [early(h), 1 - early(h)];
/** Worth of a package of both issues. */
export const worthOfPackage = (h, c) => [
  kWeights[0][0] * early(h) + kWeights[0][1] * paid(c),
  kWeights[1][0] * (1 - early(h)) + kWeights[1][1] * (1 - paid(c)),
];

export const kPackages = kHours.flatMap((_, h) => kParts.map((__, c) => ({ h, c, worth: worthOfPackage(h, c) })));

/** Packages that no other beats for both, from the best of Birch to the best of Alder. */
export const frontierOf = (packages) =>
  packages
    .filter((p) => !packages.some((q) => q.worth[0] >= p.worth[0] && q.worth[1] >= p.worth[1] && (q.worth[0] > p.worth[0] || q.worth[1] > p.worth[1])))
    .sort((p, q) => p.worth[0] - q.worth[0]);

/** Worth above which a side holds out at time t of [0, 1]: the engine's tactic "aspiration". */
export const aspiration = (t, beta, floor) => floor + (1 - floor) * (1 - t ** (1 / beta));

/** The first of `rounds` rounds in which the two ask for no more than there is; 0: none by `last`. */
export function meetingRound(betas, floors, rounds, last) {
  for (let k = 1; k <= last; ++k) {
    const wants = betas.map((b, side) => aspiration(k / rounds, b, floors[side]));
    if (wants[0] + wants[1] <= 1 + 1e-9) return k;
  }
  return 0;
}
