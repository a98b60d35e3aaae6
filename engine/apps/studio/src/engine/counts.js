// What the numbers of dragoman_counts are.

export const HEADLINES = 8;
export const FLAGS = [
  "settlement",
  "ceasefire_full",
  "ceasefire_partial",
  "summit_agreed",
  "prisoner_exchange",
  "next_round",
  "written_terms",
  "walkout",
  "escalation_30d",
];
const FIRST = 4;
export const END = FIRST + HEADLINES + FLAGS.length;
export const COUNTS = END + HEADLINES + FLAGS.length;

/** Outcomes a map can show, each a count of runs out of the counts at the horizon. */
export const OUTCOMES = {
  some_ceasefire: (c, at = 0) => c[at + END + 5] + c[at + END + 6] + c[at + END + 7],
  full_ceasefire: (c, at = 0) => c[at + END + 6] + c[at + END + 7],
  collapse: (c, at = 0) => c[at + END] + c[at + END + 1],
  exchange: (c, at = 0) => c[at + END + HEADLINES + 4],
  summit: (c, at = 0) => c[at + END + HEADLINES + 3],
  next_round: (c, at = 0) => c[at + END + HEADLINES + 5],
  walkout: (c, at = 0) => c[at + END + HEADLINES + 7],
};
