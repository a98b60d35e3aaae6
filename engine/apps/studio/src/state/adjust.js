// Changes by hand to what the claims say, and how a cell of the audit reads.
import { t } from "../text/index.svelte.js";
import { valueNow } from "./side.js";
import { studio } from "./studio.svelte.js";

/** The adjustment in force for a party on an issue; null: none. */
export const adjustmentOf = (party, issue) =>
  (valueNow("adjustments") ?? []).find((a) => a.party === party && a.issue === issue) ?? null;

/** Adjusts one preference and keeps the others' adjustments. `what`: {salience, firmness, ideal}. */
export function adjust(party, issue, what, reason) {
  const others = (valueNow("adjustments") ?? []).filter((a) => a.party !== party || a.issue !== issue);
  const all = [...others, { party, issue, salience: 1, firmness: 1, ideal: "", ...what, reason }];
  const reasons = all.map((a) => `${a.party} ${a.issue}: ${a.reason}`).join("; ");
  return studio.set("adjustments", all, reasons);
}

export function unadjust(party, issue) {
  const rest = (valueNow("adjustments") ?? []).filter((a) => a.party !== party || a.issue !== issue);
  return studio.set("adjustments", rest, rest.map((a) => `${a.party} ${a.issue}: ${a.reason}`).join("; ") || t("demands.taken_back"));
}

/** {option, redLine, options}: the option a party likes best; null where no position is on record. */
export function cellOf(issue) {
  const best = issue.options.reduce((a, b) => (b.utility > a.utility ? b : a));
  return { option: issue.stated ? best.id : null, redLine: Math.max(...issue.options.map((o) => o.red_line)) };
}
