// What happened, in sentences: the page's side of engine/report/event_text.cpp and names.cpp.
import { studio } from "../state/studio.svelte.js";
import { number, t } from "./index.svelte.js";

export const partyName = (id) => (id ? (studio.names.party[id] ?? id) : t("talks.mediator"));
export const issueName = (id) => studio.names.issue[id] ?? id;
export const optionName = (issue, option) => studio.names.option[issue]?.[option] ?? option;
export const optionText = (issue, option) => `${optionName(issue, option)} [${option}]`;
export const choice = (issue, option) => `${issueName(issue)}: ${optionText(issue, option)}`;

/** "a, b and c". */
export const listed = (items) =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${t("talks.and")} ${items.at(-1)}`;

/** What differs between two packages, issue by issue. */
export const changesText = (offer, base) =>
  Object.keys(offer).filter((i) => offer[i] !== base[i]).map((i) => choice(i, offer[i])).join("; ") ||
  t("talks.nothing_new");

function atomText(atom) {
  const [issue, sign, option] = atom.trim().split(/\s+/);
  if (!studio.names.issue[issue]) return atom;
  if (option === undefined) return t("talks.rule_signed", { issue: issueName(issue) });
  const key = { "!=": "rule_other", ">=": "rule_beyond", "<=": "rule_below" }[sign] ?? "rule_at";
  return t(`talks.${key}`, { issue: issueName(issue), option: optionText(issue, option) });
}

/** A condition of the scenario, "ceasefire >= C3" or {all: [...]}, in words. */
export function ruleText(rule) {
  if (!rule) return "";
  if (typeof rule === "string") return atomText(rule);
  const parts = (rule.all ?? rule.any ?? []).map(ruleText);
  return parts.join(rule.all ? ` ${t("talks.and")} ` : ` ${t("talks.or")} `);
}

/** What counts as the agreement that ends the conflict. */
export const termsText = () => ruleText(studio.document.roles?.ends_conflict) || t("talks.the_agreement");

/**
 * What a prediction keeps, in words: the key of a text, "KEY PARTY" of one about a party, or a list of
 * them. What is no key is a text itself, kept so by older pages.
 */
export function saying(kept) {
  if (Array.isArray(kept)) return kept.map(saying).join(" · ");
  const [key, party] = String(kept).split(" ");
  const text = t(key, { get who() { return partyName(party); }, get terms() { return termsText(); } });
  return text === key ? String(kept) : text;
}

/** A name of the engine, "ceasefire_full", as people say it. */
export const headlineName = (name) => t(`talks.headlines.${name}`);
export const flagName = (name) => t(`talks.flags.${name}`);

/** A constraint {party, issue, mechanism, rule} that stood in the way. */
export function constraintText({ party, issue, mechanism, rule }) {
  const who = partyName(party);
  if (mechanism === "M8") return t("talks.red_line_of", { who, issue: issueName(issue) });
  if (mechanism === "M9") return t("talks.precondition_of", { who, rule });
  if (mechanism === "M22") return t("talks.insincerity_of", { who });
  return `${who}: ${mechanism}`;
}

export const precondition = (id) => studio.document.preconditions.find((p) => p.id === id);
function linkText(id) {
  const spec = precondition(id);
  return spec ? t("talks.only_with", { when: ruleText(spec.when), requires: ruleText(spec.requires) }) : id;
}

/** Why an offer was refused, or that it was not; `worth`: its gain to who answered. */
export function reasonText(event, worth = event.b) {
  const needed = event.refusal === "delegate's margin" ? event.d : event.c;
  // Enough decimals to tell what was found from what was needed.
  const digits = [2, 3, 4].find((n) => number(worth, n) !== number(needed ?? 0, n)) ?? 4;
  const values = { worth: number(worth, digits), needed: number(event.c ?? 0, digits), margin: number(event.d ?? 0, digits) };
  switch (event.refusal) {
    case "accepted": return t("talks.why_accepted", values);
    case "red line": return t("talks.why_red_line", { option: optionText(event.issue, event.offer[event.issue]), issue: issueName(event.issue) });
    case "precondition":
      return precondition(event.rule)
        ? t("talks.why_precondition", { rule: event.rule, text: linkText(event.rule) })
        : t("talks.why_terms");
    case "insincere": return t("talks.why_insincere", { option: optionText(event.issue, event.offer[event.issue]) });
    case "below no deal": return t("talks.why_below", values);
    case "delegate's margin": return t("talks.why_delegate", values);
    case "aspiration": return t("talks.why_aspiration", values);
    default: return event.refusal ?? "";
  }
}

/** Kinds whose sentence needs no more than who, and the numbers a to e. */
const kPlain = new Set([
  "delegation", "battle", "belief", "readiness", "blame", "text_shown", "spoiler", "survival",
  "pressure", "hazard", "walk_out", "insult", "drawn", "trust", "silence", "seat",
]);

/** Small numbers with a decimal more, so that what is not 0 does not read as 0. */
const figure = (x) => (typeof x === "number" ? number(x, Math.abs(x) < 0.1 ? 3 : 2) : "–");

/** One event as a sentence; "" for what other sentences tell. */
export function eventText(event) {
  const who = partyName(event.party);
  const others = studio.principals.filter((p) => p.id !== event.party).map((p) => p.name);
  const { a, b, issue, options, kind } = event;
  const values = { who, other: others.length === 1 ? others[0] : t("talks.the_other"), issue: issue ? issueName(issue) : "" };
  for (const name of "abcde") values[name] = figure(event[name]);
  const tell = (key, more = {}) => t(`talks.event.${key}`, { ...values, ...more });
  if (kPlain.has(kind)) return tell(kind);
  switch (kind) {
    case "sincerity": return tell(a > 0 ? "sincere" : "insincere", { p: figure(a > 0 ? 1 - b : b) });
    case "red_line": return tell(kind, { options: options.map((o) => optionText(issue, o)).join(", ") });
    case "binding": return tell(a > 0 ? "binds" : "free", { rule: event.rule, text: linkText(event.rule) });
    case "meeting": return tell(kind, { n: event.meeting, issues: (options ?? []).map(issueName).join("; ") });
    case "renewed": return tell(kind, { option: optionText(issue, options[0]) });
    case "signed": return tell(kind, { option: optionText(issue, options[0]) });
    case "pending": return tell(kind, { option: optionText(issue, options[0]) });
    case "texts": return tell(options?.length ? "texts_more" : "texts", { issues: (options ?? []).map(issueName).join("; ") });
    case "capitals": return event.refusal === "accepted" ? tell("capitals_yes") : tell("capitals_no", { why: reasonText(event, a) });
    case "ratified": return tell(event.refusal === "accepted" ? "ratified_yes" : "ratified_no");
    case "mediation": return event.party ? tell("mediation_no", { why: reasonText(event, event.party === studio.principals[0]?.id ? a : b) }) : tell("mediation_yes");
    case "agreed": return event.party ? tell(issue ? "agreed_issue" : "agreed") : tell("agreed_mediator");
    case "gesture": return tell(a > 0 ? "gesture" : a < 0 ? "gesture_back" : "gesture_none");
    case "conduct": return tell(b >= a ? "conduct_soft" : "conduct_hard");
    case "threat_executed": return tell(b > 0 ? "threat_after" : "threat_during");
    case "deadline": return tell(a > 0 ? "deadline_kept" : "deadline_passed");
    case "lapse": return tell(a > 0 ? "lapse_resumes" : "lapse");
    case "closed": return tell(kind, { days: number(b) });
    default: return "";
  }
}

/** "+0.2", "−1", "0". */
export function signed(x, digits = 2) {
  const size = number(Math.abs(x), digits);
  return size === number(0) ? size : (x < 0 ? "−" : "+") + size;
}
