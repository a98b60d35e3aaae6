// A run cut into rounds: what all charts of a run move through together.

/**
 * Rounds of a replay, in order: {index, kind, meeting, tick, issue, offers, events, standing}.
 * kind: "start" (what was drawn), "open" (a meeting begins), "package" (one exchange of packages),
 * "issue" (the sitting on one issue, whole), "end" (after the sittings). offers: [{party, offer,
 * event}], party "" for a mediator's. standing: the package in force after the round.
 */
export function framesOf(replay, issues) {
  let standing = Object.fromEntries(issues.map((i) => [i.id, i.status_quo]));
  let sitting = null;
  const frames = [];
  const begin = (kind, event, issue = null) => {
    const tick = kind === "package" ? event.tick : 0;
    frames.push({ index: frames.length, kind, meeting: event.meeting, tick, issue, offers: [], events: [], standing });
  };
  begin("start", { meeting: 0 });
  for (const event of replay.events) {
    const last = frames.at(-1);
    const tabled = event.kind === "offer" || event.kind === "silence" || event.kind === "mediation";
    if (event.kind === "meeting") begin("open", event);
    else if (event.kind === "sitting") {
      sitting = event.issue ?? null;
      if (sitting !== null) begin("issue", event, sitting);
    } else if (tabled && sitting === null && !(last.kind === "package" && last.meeting === event.meeting && last.tick === event.tick)) {
      begin("package", event);
    } else if (AFTER.has(event.kind) && ["package", "issue"].includes(last.kind)) begin("end", event);
    const now = frames.at(-1);
    now.events.push(event);
    if (event.offer && (event.kind === "offer" || event.kind === "mediation")) {
      now.offers.push({ party: event.kind === "mediation" ? "" : event.party, offer: event.offer, event });
    }
    if ((event.kind === "signed" || event.kind === "renewed") && event.options) {
      standing = { ...standing, [event.issue]: event.options[0] };
    }
    now.standing = standing;
  }
  return frames;
}

/** Kinds that belong to what follows the sittings of a meeting. */
const AFTER = new Set([
  "trust", "conduct", "belief", "battle", "readiness", "spoiler", "threat_executed", "deadline",
  "hazard", "walk_out", "lapse", "closed", "texts", "capitals", "ratified", "gesture", "survival",
]);

/** The package a round is about: the last one tabled in it, or what is in force after it. */
export const packageOf = (frame) => frame.offers.at(-1)?.offer ?? frame.standing;

/** Packages on the whole, as points of the utility space; key: the index of their round. */
export const pointsOf = (frames) =>
  frames
    .filter((f) => f.kind === "package")
    .flatMap((f) => f.offers.filter((o) => o.party).map((o) => ({ ...o, key: f.index, frame: f })));

/**
 * Issue by issue: {meetings: [{meeting, ticks, cells}], } with cells[issue] = {tabled: {party:
 * option}, moved: {party: true}, signed, pending} of the whole meeting, and ticks: [{index, tick,
 * cells}] of its exchanges of packages.
 */
export function timelineOf(frames) {
  const meetings = [];
  const last = {};
  for (const frame of frames) {
    if (frame.meeting === 0) continue;
    let meeting = meetings.at(-1);
    if (meeting?.meeting !== frame.meeting) {
      meetings.push((meeting = { meeting: frame.meeting, first: frame.index, last: frame.index, ticks: [], cells: {}, table: [] }));
    }
    meeting.last = frame.index;
    const tick = { index: frame.index, tick: frame.tick, cells: {} };
    if (frame.kind === "package") meeting.ticks.push(tick);
    for (const event of frame.events) {
      if (event.kind === "meeting") meeting.table = event.options ?? [];
      if (event.kind === "signed") cellOf(meeting, event.issue).signed = event.options[0];
      if (event.kind === "pending") cellOf(meeting, event.issue).pending = event.options[0];
    }
    for (const { party, offer } of frame.offers) {
      if (!party) continue;
      for (const issue of frame.issue ? [frame.issue] : meeting.table) {
        const key = `${party} ${issue}`;
        const moved = key in last && last[key] !== offer[issue];
        last[key] = offer[issue];
        for (const cell of [cellOf(meeting, issue), cellOf(tick, issue)]) {
          cell.tabled[party] = offer[issue];
          if (moved) cell.moved[party] = true;
        }
      }
    }
  }
  return meetings;
}

const cellOf = (holder, issue) => (holder.cells[issue] ??= { tabled: {}, moved: {} });

/**
 * Concessions of the principals: [{party, own, offered, hope, needed}], each [[index of round,
 * gain over no deal]].
 */
export function curvesOf(points, principals) {
  return principals.map(({ id }) => {
    const mine = points.filter((p) => p.party === id);
    const theirs = points.filter((p) => p.party !== id);
    return {
      party: id,
      own: mine.map((p) => [p.key, p.event.a]),
      hope: mine.map((p) => [p.key, p.event.e]),
      offered: theirs.map((p) => [p.key, p.event.b]),
      needed: theirs.filter((p) => p.event.c !== null).map((p) => [p.key, p.event.c]),
    };
  });
}
