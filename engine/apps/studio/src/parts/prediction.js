// What a prediction of a run is about, and what turned out to be true.

/** A few letters that differ where the text differs (FNV-1a). */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; ++k) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The run on the page with all that changed it: the same text asks the same question. */
export function aboutOf({ current, seed, run, tier, changes, without }) {
  const changed = changes.map((c) => [c.path, c.value]);
  return `talks:${current.id}:${seed}:${run}:${hashOf(JSON.stringify([tier, changed, without]))}`;
}

const [BOTH, NONE, TERMS] = ["talks.block_both", "talks.block_none", "talks.block_terms"];
const oneOf = (party) => `talks.block_one ${party}`;
/** What may be said to stand in the way, as names of texts (saying() of text/words.js). */
export const blockAnswers = (parties) => [...parties.map((p) => oneOf(p.id)), BOTH, NONE, TERMS];

/** Those of them that are so in a run: nothing ruled terms out, no terms whatever gave way, or who did. */
export function blockTruths({ record, blockers, blocker_pairs: pairs, possible, ever_possible: ever }) {
  if (record.deal_in > 0 || possible) return [NONE];
  if (!ever) return [TERMS];
  if (blockers.length > 0) return [...new Set(blockers.map((b) => oneOf(b.party)))];
  const answers = pairs.map(([a, b]) => (a.party === b.party ? oneOf(a.party) : BOTH));
  return answers.length > 0 ? [...new Set(answers)] : [BOTH];
}

/** Takes over the focus of something that is gone, so that the keyboard stays where it was. */
export function takeFocus(node) {
  if (document.activeElement === document.body || document.activeElement === null) node.focus();
}
