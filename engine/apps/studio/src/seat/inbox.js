// What one seat has heard, as items of an inbox: offers, news, and notes on its own state.
import { t } from "../text/index.svelte.js";
import { changesText, choice, issueName, listed, optionText, partyName, precondition, ruleText } from "../text/words.js";

/** Told as news cards: what happens beside the offers. */
const kNews = new Set(["insult", "walk_out", "deadline", "pressure", "threat_executed", "text_shown",
  "spoiler", "gesture", "texts", "lapse", "closed", "survival", "ratified", "capitals", "renewed", "blame",
  "battle", "meeting", "sitting", "agreed", "signed", "pending", "silence", "trust"]);
/** Of those, what is everyday business. */
const kQuiet = new Set(["sitting", "silence", "trust", "signed", "meeting"]);

/** Worth of a package by the aims of a brief. */
export const ownWorth = (aims, offer) =>
  aims.reduce((sum, a) => sum + a.weight * (a.utility[offer[a.issue]] ?? 0), 0);

/** Why the seat's own capital refuses a package; {refusal, issue, rule, gain} as the engine says it. */
export function whyText({ refusal, issue, rule, gain = 0 }, offer) {
  const spec = precondition(rule);
  switch (refusal) {
    case "red line": return t("seat.why.red_line", { option: optionText(issue, offer[issue]) });
    case "precondition":
      return spec ? t("talks.only_with", { when: ruleText(spec.when), requires: ruleText(spec.requires) }) : t("seat.why.terms");
    case "insincere": return t("seat.why.insincere");
    case "below no deal": return t("seat.why.below");
    default: return gain < 0 ? t("seat.why.below") : "";
  }
}

/** Without a position on record all options of an issue are worth the same. */
export const isFlat = (aim) => new Set(Object.values(aim.utility)).size === 1;
/** Aims that matter, the weightiest first: {stated, flat}. */
export function sortedAims(brief) {
  const all = brief.aims.filter((a) => a.weight > 0).sort((a, b) => b.weight - a.weight);
  return { stated: all.filter((a) => !isFlat(a)), flat: all.filter(isFlat) };
}

/** What a party answered, in words. */
function answerText(event, who) {
  switch (event.answer) {
    case "yes": return t("seat.answer.yes", { who });
    case "no": return `${t("seat.answer.no", { who })} ${whyText(event, event.offer)}`.trim();
    case "not acceptable":
      return t("seat.answer.not_acceptable", { who, option: optionText(event.issue, event.offer[event.issue]), issue: issueName(event.issue) });
    case "precondition": {
      const rule = precondition(event.rule);
      return rule
        ? t("seat.answer.precondition", { who, when: ruleText(rule.when), requires: ruleText(rule.requires) })
        : t("seat.answer.terms", { who });
    }
    default: return t("seat.answer.not_enough", { who });
  }
}

function newsText(event, who, other) {
  const { kind, a = 0, b = 0, c = 0, issue, options } = event;
  const values = { who, other, a, b, c, n: event.meeting, days: b, issue: issue ? issueName(issue) : "" };
  const tell = (key, more = {}) => t(`seat.news.${key}`, { ...values, ...more });
  switch (kind) {
    case "meeting": return tell(kind, { issues: listed((options ?? []).map(issueName)) });
    case "sitting": return tell(issue ? "sitting_issue" : "sitting");
    case "signed": return tell(kind, { what: choice(issue, options[0]) });
    case "pending":
    case "renewed": return tell(kind, { what: choice(issue, options[0]) });
    case "texts": return tell(options?.length ? "texts_more" : "texts", { issues: listed((options ?? []).map(issueName)) });
    case "agreed": return tell(event.party ? "agreed" : "agreed_text");
    case "capitals": return event.answer === "yes" ? tell("capitals_yes") : tell("capitals_no", { why: answerText(event, who) });
    case "ratified": return tell(event.answer === "yes" ? "ratified_yes" : "ratified_no");
    case "gesture": return tell(a > 0 ? "gesture" : a < 0 ? "gesture_back" : "gesture_none");
    case "threat_executed": return tell(b > 0 ? "threat_after" : "threat_during");
    case "pressure": return tell("a" in event ? "pressure_own" : "pressure");
    case "blame": return tell("b" in event ? "blame_own" : "blame");
    case "deadline": return tell(a > 0 ? "deadline_kept" : "deadline_passed");
    case "lapse": return tell(a > 0 ? "lapse_resumes" : "lapse");
    default: return tell(kind);
  }
}

/**
 * Items in order: {key, meeting, kind: "offer"|"news"|"note", mine, party, text, worth, reply, fresh}.
 * `worth`: to the seat, null if it has no aims. `before`: items of later events are fresh.
 */
export function inboxOf({ events, brief, seat }, before, principals, start) {
  let standing = start;
  let sitting = null;
  const name = (id) => (id === seat ? t("seat.you", { who: partyName(id) }) : partyName(id));
  const across = (id) => principals.find((p) => p.id !== id)?.id;
  const items = [];
  /** Of this sitting: the last package of each party. */
  let last = {};
  const packageText = (party, offer) => {
    const before = last[party];
    last[party] = offer;
    if (!before) return changesText(offer, standing);
    const changed = Object.keys(offer).some((i) => offer[i] !== before[i]);
    return changed ? t("seat.except", { what: changesText(offer, before) }) : t("seat.same");
  };
  events.forEach((event, key) => {
    const base = { key, meeting: event.meeting, tick: event.tick, party: event.party ?? "", mine: event.party === seat, fresh: key >= before };
    if (event.kind === "sitting") {
      sitting = event.issue ?? null;
      last = {};
    }
    if (event.kind === "offer" || event.kind === "mediation") {
      const text = sitting && event.kind === "offer" ? choice(sitting, event.offer[sitting]) : packageText(event.kind === "mediation" ? "" : event.party, event.offer);
      const worth = brief.aims.length > 0 ? ownWorth(brief.aims, event.offer) : null;
      const mediated = event.kind === "mediation";
      const reply = mediated && !event.party ? t("seat.answer.both")
        : answerText(event, name(mediated ? event.party : across(event.party)));
      const from = mediated ? t("talks.mediator") : name(event.party);
      items.push({ ...base, kind: "offer", party: mediated ? "" : event.party, mine: !mediated && base.mine, from, text, worth, reply, mediated });
    } else if (kNews.has(event.kind)) {
      if (event.kind === "sitting" && items.at(-1)?.sitting && items.at(-1).meeting === event.meeting) items.pop();
      const kind = kQuiet.has(event.kind) ? "note" : "news";
      items.push({ ...base, kind, sitting: event.kind === "sitting", text: newsText(event, event.party ? name(event.party) : t("seat.nobody"), name(across(event.party))) });
    }
    if (event.kind === "signed" || event.kind === "renewed") standing = { ...standing, [event.issue]: event.options[0] };
  });
  return items;
}
